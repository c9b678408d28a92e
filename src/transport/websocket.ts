import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import {
  createSourceEventStream,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLFormattedError,
} from 'graphql';
import { CloseCode } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { topLevelError } from '../errors.js';
import { createContext } from '../resolvers/context.js';
import { described, documentReader } from './documents.js';
import type { HttpOptions } from './http.js';
import { originAllowed } from './origins.js';
import { presentError } from './present-error.js';
import { answerRenewal } from './renewal.js';
import { SocketSession } from './socket-session.js';

const PATH = '/graphql';
/** How long a client has to send `connection_init`. */
const INIT_MILLISECONDS = 5_000;
/** How long a client has to answer the closing of its socket; one that is gone without a word never does. */
const GOODBYE_MILLISECONDS = 2_000;
/** Close code of the WebSocket protocol for a server that goes away to come back: clients connect again. */
const SERVICE_RESTART = 1012;

interface Extra extends Record<PropertyKey, unknown> {
  socket: WebSocket;
  request: IncomingMessage;
  session: SocketSession;
}

export interface Sockets {
  count: () => number;
  stop: () => Promise<void>;
}

const addressOf = (request: IncomingMessage, trustProxy: boolean): string => {
  const forwarded = trustProxy
    ? String(request.headers['x-forwarded-for'] ?? '')
        .split(',')[0]
        ?.trim()
    : '';
  return forwarded || (request.socket.remoteAddress ?? '');
};

const refuse = (socket: Duplex, status: string): void => {
  // Nobody listens to a socket that is no longer HTTP's: a client that is gone already would end the process.
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
};

/** Each event of a subscription is executed with loaders and a manager of its own, as an operation is. */
const executeEach = (
  source: AsyncIterable<unknown>,
  executeEvent: (event: unknown) => Promise<ExecutionResult>,
): AsyncIterableIterator<ExecutionResult> => {
  const events = source[Symbol.asyncIterator]();
  return {
    next: async () => {
      const { value, done } = await events.next();
      return done ? { value: undefined, done: true } : { value: await executeEvent(value), done: false };
    },
    return: async () => {
      await events.return?.();
      return { value: undefined, done: true };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
};

/** Queries, mutations and subscriptions by the graphql-transport-ws protocol, under the same limits and checks as HTTP. */
export const registerWebSocket = (fastify: FastifyInstance, options: HttpOptions): Sockets => {
  const { app, config, schema, metrics } = options;
  const wss = new WebSocketServer({ noServer: true, maxPayload: config.limits.frameBytes, perMessageDeflate: false });

  const prepare = documentReader(schema, config.limits);
  const present = (error: GraphQLError): GraphQLFormattedError => presentError(error.toJSON(), error, app.log);
  const openSession = async (
    { request, socket }: Pick<Extra, 'request' | 'socket'>,
    authorization: unknown,
  ): Promise<SocketSession | null> => {
    try {
      const address = addressOf(request, config.trustProxy);
      const session = await SocketSession.open(app, authorization, address, ({ code, reason }) => socket.close(code, reason));
      if (session instanceof SocketSession) return session;
      socket.close(session.code, session.reason);
    } catch (error) {
      app.log.error({ err: error }, 'a socket’s account could not be read');
      socket.close(CloseCode.InternalServerError, 'Internal server error');
    }
    return null;
  };

  const disposable = useServer<Record<string, unknown>, Extra>(
    {
      schema,
      // Otherwise the reason of a close tells what went wrong inside.
      isProd: true,
      connectionInitWaitTimeout: INIT_MILLISECONDS,
      onConnect: async ({ connectionParams, extra }) => {
        const session = await openSession(extra, connectionParams?.authorization);
        if (!session) return false;
        (extra as Extra).session = session;
        return session.expiresAt ? { accessTokenExpiresAt: session.expiresAt.toISOString() } : true;
      },
      onPing: async ({ extra }, payload) => answerRenewal((extra as Partial<Extra>).session, payload),
      onClose: ({ extra }) => (extra as Partial<Extra>).session?.close(),
      onSubscribe: async (context, _id, { query, variables, operationName }) => {
        if (Object.keys(context.subscriptions).length > config.limits.operationsPerSocket) {
          return [
            topLevelError(
              'LIMIT_EXCEEDED',
              `At most ${config.limits.operationsPerSocket} operations at once on a socket. Complete one first.`,
            ),
          ];
        }
        const document = prepare(query, operationName);
        if (!('kind' in document)) return document;
        const actor = await (context.extra as Extra).session.refresh();
        const requestId = crypto.randomUUID();
        const { session } = context.extra as Extra;
        const contextValue = createContext(app, actor, requestId, { actorNow: () => session.actor, rereading: () => session.rereading });
        return { schema, document, variableValues: variables, operationName, contextValue };
      },
      execute: async (args: ExecutionArgs) => observed(args, async () => execute(args)),
      subscribe: async (args: ExecutionArgs) =>
        observed(args, async () => {
          const source = await createSourceEventStream(args);
          if (!(Symbol.asyncIterator in source)) return source;
          return executeEach(source, async (rootValue) => execute({ ...args, rootValue, contextValue: ofEvent(args) }));
        }),
      // The one place where results become frames: what execution answers stays GraphQLErrors until here.
      onNext: (_context, _id, _payload, _args, result) => (result.errors ? { ...result, errors: result.errors.map(present) } : undefined),
      onError: (_context, _id, _payload, errors) => errors.map(present),
    },
    wss,
  );

  const ofEvent = ({ contextValue }: ExecutionArgs) => {
    const { requestId, actorNow, rereading } = contextValue as ReturnType<typeof createContext>;
    return createContext(app, actorNow(), requestId, { actorNow, rereading });
  };
  const observed = async <Result>(args: ExecutionArgs, carryOut: () => Promise<Result>): Promise<Result> => {
    const began = performance.now();
    const result = await carryOut();
    const milliseconds = performance.now() - began;
    const failed = typeof result === 'object' && result !== null && 'errors' in result;
    const { kind, operation } = described(args);
    metrics.operation(kind, 'websocket', failed ? 'error' : 'ok', milliseconds / 1000);
    const { requestId } = args.contextValue as { requestId: string };
    app.log.info({ requestId, kind, operation, milliseconds: Math.round(milliseconds), errors: failed ? 1 : 0 }, 'operation');
    return result;
  };

  fastify.server.on('upgrade', (request, socket, head) => {
    if (request.url?.split('?', 1)[0] !== PATH) return refuse(socket, '404 Not Found');
    if (!originAllowed(request, config.allowedOrigins)) return refuse(socket, '403 Forbidden');
    wss.handleUpgrade(request, socket, head, (webSocket) => wss.emit('connection', webSocket, request));
  });

  return {
    count: () => wss.clients.size,
    stop: async () => {
      for (const client of wss.clients) client.close(SERVICE_RESTART, 'The server is restarting: connect again');
      const stragglers = setTimeout(() => {
        for (const client of wss.clients) client.terminate();
      }, GOODBYE_MILLISECONDS);
      await disposable.dispose();
      clearTimeout(stragglers);
    },
  };
};
