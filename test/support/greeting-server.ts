import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import Fastify from 'fastify';
import { buildSchema, graphql, parse } from 'graphql';
import { useServer as serveGraphqlWs } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { registerPlayground } from '../../src/playground.js';

const schema = buildSchema(/* GraphQL */ `
  type Viewer {
    name: String!
  }
  type Query {
    "Who is signed in; null without a token."
    viewer: Viewer
  }
  input SignInInput {
    email: String!
    password: String!
  }
  type UserError {
    code: String!
    message: String!
  }
  type SignInPayload {
    accessToken: String
    refreshToken: String
    userErrors: [UserError!]!
  }
  type Mutation {
    signIn(input: SignInInput!): SignInPayload!
  }
  type Subscription {
    greeting: String!
  }
`);

export interface GreetingServer {
  origin: string;
  stop(): Promise<void>;
  /** Resolves when the server has seen every subscription end. */
  allSubscriptionsEnded(): Promise<void>;
  closeSockets(code: number, reason: string): void;
}

/** The smallest GraphQL server that the playground can talk to, with the fields that the page itself relies on. */
export async function startGreetingServer(playgroundAssets: string): Promise<GreetingServer> {
  const app = Fastify();
  registerPlayground(app, playgroundAssets);
  app.post('/graphql', async ({ body, headers }) => {
    const { query, variables, operationName } = body as { query: string; variables?: Record<string, unknown>; operationName?: string };
    return graphql({ schema, source: query, rootValue: rootFor(headers.authorization), variableValues: variables, operationName });
  });
  const { sockets, running } = serveSubscriptions(app.server);
  await app.listen({ host: '127.0.0.1', port: 0 });

  return {
    origin: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`,
    async stop() {
      for (const socket of sockets.clients) socket.terminate();
      await app.close();
    },
    async allSubscriptionsEnded() {
      while (running.size > 0) await delay(10);
    },
    closeSockets(code, reason) {
      for (const socket of sockets.clients) socket.close(code, reason);
    },
  };
}

function rootFor(authorization: string | undefined) {
  return {
    viewer: authorization ? { name: authorization } : null,
    signIn({ input: { email, password } }: { input: { email: string; password: string } }) {
      if (password === 'correct horse') return { accessToken: `token-of-${email}`, refreshToken: `refresh-${email}`, userErrors: [] };
      return { userErrors: [{ code: 'WRONG_CREDENTIALS', message: 'E-mail or password is wrong.' }] };
    },
  };
}

function serveSubscriptions(http: Server) {
  const running = new Set<symbol>();
  const sockets = new WebSocketServer({ server: http, path: '/graphql' });

  async function* greet(name: string) {
    const subscription = Symbol(name);
    running.add(subscription);
    try {
      for (let time = 1; ; time++) {
        yield { greeting: `Hello ${name}, time ${time}` };
        await delay(50);
      }
    } finally {
      running.delete(subscription);
    }
  }
  serveGraphqlWs<{ authorization?: string }>(
    {
      schema,
      onSubscribe: ({ connectionParams }, _id, { query, variables, operationName }) => ({
        schema,
        document: parse(query),
        variableValues: variables,
        operationName,
        rootValue: { greeting: () => greet(connectionParams?.authorization ?? 'nobody') },
      }),
    },
    sockets,
  );
  return { sockets, running };
}
