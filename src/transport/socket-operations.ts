import { type DocumentNode, type ExecutionArgs, execute, type GraphQLError, type GraphQLFormattedError, getOperationAST } from 'graphql';
import type { ServerOptions } from 'graphql-ws';
import { topLevelError } from '../errors.js';
import { type Context, createContext } from '../resolvers/context.js';
import type { Application } from '../services/application.js';
import type { Connection } from './connection.js';
import { described, documentReader } from './documents.js';
import { FanOut } from './fan-out/fan-out.js';
import { Moment } from './fan-out/moment.js';
import { type Subscriber, Subscription } from './fan-out/subscription.js';
import type { HttpOptions } from './http.js';
import { presentError } from './present-error.js';
import type { SlowSockets } from './slow-sockets.js';
import type { SocketLimits } from './socket-limits.js';
import type { SocketSession } from './socket-session.js';

type Hooks = Pick<ServerOptions<Record<string, unknown>, Connection>, 'onSubscribe' | 'execute' | 'subscribe' | 'onNext' | 'onError'>;

/** What every operation has: the id that the log and the answer know it by. */
type Named = Pick<Context, 'requestId'>;

const sessionOf = ({ session }: Connection): SocketSession => {
  if (!session) throw new Error('an operation began before its socket was acknowledged');
  return session;
};

const isSubscription = (document: DocumentNode, operationName: string | null | undefined): boolean =>
  getOperationAST(document, operationName)?.operation === 'subscription';

const presenting =
  ({ failures }: Application) =>
  (error: GraphQLError): GraphQLFormattedError =>
    presentError(error.toJSON(), error, failures);

export const createFanOut = ({ app, schema }: HttpOptions, slow: SlowSockets): FanOut =>
  new FanOut({ app, schema, present: presenting(app), moment: new Moment(app) }, slow);

/** Operations of WebSockets, under the same limits and checks as HTTP. */
export const socketOperations = ({ app, config, schema, metrics }: HttpOptions, fanOut: FanOut, socketLimits: SocketLimits): Hooks => {
  const prepare = documentReader(schema, config.limits);
  const present = presenting(app);

  const observed = async <Result>(args: ExecutionArgs, carryOut: () => Promise<Result>): Promise<Result> => {
    const began = performance.now();
    const result = await carryOut();
    const milliseconds = performance.now() - began;
    const failed = typeof result === 'object' && result !== null && 'errors' in result;
    const { kind, operation } = described(args);
    metrics.operation(kind, 'websocket', failed ? 'error' : 'ok', milliseconds / 1000);
    const { requestId } = args.contextValue as Named;
    app.log.info({ requestId, kind, operation, milliseconds: Math.round(milliseconds), errors: failed ? 1 : 0 }, 'operation');
    return result;
  };

  return {
    onSubscribe: async (context, id, payload) => {
      const { query, variables, operationName } = payload;
      const { extra } = context;
      const { operationsPerSocket } = config.limits;
      if (Object.keys(context.subscriptions).length > operationsPerSocket) {
        return [topLevelError('LIMIT_EXCEEDED', `At most ${operationsPerSocket} operations at once on a socket. Complete one first.`)];
      }
      const document = prepare(query, operationName);
      if (!('kind' in document)) return document;
      const session = sessionOf(extra);
      const actor = await session.refresh();
      // Given up meanwhile: nobody hears it.
      if (!(id in context.subscriptions)) return [topLevelError('BAD_USER_INPUT', 'The operation was completed before it began.')];
      const requestId = crypto.randomUUID();
      if (isSubscription(document, operationName)) {
        const taken = socketLimits.takeSubscription(actor, extra.address);
        if (typeof taken === 'string') return [topLevelError('LIMIT_EXCEEDED', taken)];
        // Kept as long as it lasts: each of its events is executed with a context of its own.
        const contextValue: Subscriber = { connection: extra, session, id, requestId, taken };
        return { schema, document, variableValues: variables, operationName, contextValue };
      }
      const live = { actorNow: () => session.actor, rereading: () => session.rereading };
      return { schema, document, variableValues: variables, operationName, contextValue: createContext(app, actor, requestId, live) };
    },
    execute: async (args: ExecutionArgs) => observed(args, async () => execute(args)),
    subscribe: async (args: ExecutionArgs) =>
      observed(args, async () => {
        const subscriber = args.contextValue as Subscriber;
        const begun = await fanOut.subscribe(args, subscriber);
        return begun instanceof Subscription ? subscriber.connection.stand(begun) : begun;
      }),
    // Of what is executed here; events become frames where they are shared.
    onNext: (_context, _id, _payload, _args, result) => (result.errors ? { ...result, errors: result.errors.map(present) } : undefined),
    onError: (_context, _id, _payload, errors) => errors.map(present),
  };
};
