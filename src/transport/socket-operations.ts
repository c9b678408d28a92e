import {
  createSourceEventStream,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLFormattedError,
} from 'graphql';
import type { ServerOptions } from 'graphql-ws';
import { topLevelError } from '../errors.js';
import { type Context, createContext } from '../resolvers/context.js';
import type { Connection } from './connection.js';
import { described, documentReader } from './documents.js';
import type { HttpOptions } from './http.js';
import { presentError } from './present-error.js';
import type { SocketSession } from './socket-session.js';

type Hooks = Pick<ServerOptions<Record<string, unknown>, Connection>, 'onSubscribe' | 'execute' | 'subscribe' | 'onNext' | 'onError'>;

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

const sessionOf = ({ session }: Connection): SocketSession => {
  if (!session) throw new Error('an operation began before its socket was acknowledged');
  return session;
};

/** Operations of WebSockets, under the same limits and checks as HTTP. */
export const socketOperations = ({ app, config, schema, metrics }: HttpOptions): Hooks => {
  const prepare = documentReader(schema, config.limits);
  const present = (error: GraphQLError): GraphQLFormattedError => presentError(error.toJSON(), error, app.log);

  const ofEvent = ({ contextValue }: ExecutionArgs): Context => {
    const { requestId, actorNow, rereading } = contextValue as Context;
    return createContext(app, actorNow(), requestId, { actorNow, rereading });
  };
  const observed = async <Result>(args: ExecutionArgs, carryOut: () => Promise<Result>): Promise<Result> => {
    const began = performance.now();
    const result = await carryOut();
    const milliseconds = performance.now() - began;
    const failed = typeof result === 'object' && result !== null && 'errors' in result;
    const { kind, operation } = described(args);
    metrics.operation(kind, 'websocket', failed ? 'error' : 'ok', milliseconds / 1000);
    const { requestId } = args.contextValue as Context;
    app.log.info({ requestId, kind, operation, milliseconds: Math.round(milliseconds), errors: failed ? 1 : 0 }, 'operation');
    return result;
  };

  return {
    onSubscribe: async ({ subscriptions, extra }, _id, { query, variables, operationName }) => {
      const { operationsPerSocket } = config.limits;
      if (Object.keys(subscriptions).length > operationsPerSocket) {
        return [topLevelError('LIMIT_EXCEEDED', `At most ${operationsPerSocket} operations at once on a socket. Complete one first.`)];
      }
      const document = prepare(query, operationName);
      if (!('kind' in document)) return document;
      const session = sessionOf(extra);
      const actor = await session.refresh();
      const live = { actorNow: () => session.actor, rereading: () => session.rereading };
      const contextValue = createContext(app, actor, crypto.randomUUID(), live);
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
  };
};
