import {
  createSourceEventStream,
  type ExecutionResult,
  execute,
  type GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import { isUnreachable } from '../../database.js';
import { type Context, createContext } from '../../resolvers/context.js';
import type { Application } from '../../services/application.js';
import { thrownBy } from '../present-error.js';
import type { Moment } from './moment.js';
import type { SubscriptionDocument, Variables } from './subscription-document.js';

/** What every execution needs. */
export interface Engine {
  app: Application;
  schema: GraphQLSchema;
  present: (error: GraphQLError) => GraphQLFormattedError;
  moment: Moment;
}

/** What a client asked for. */
export interface Request {
  document: SubscriptionDocument;
  original: { document: SubscriptionDocument['document']; variables: Variables };
  requestId: string;
}

/** Where a source begins: as the client said, behind a position of the log, or now. */
export type Place = 'given' | bigint | null;

export type Source = AsyncIterableIterator<unknown>;

const isSource = (value: unknown): value is Source => typeof value === 'object' && value !== null && Symbol.asyncIterator in value;

/** Without its database an event would be told as an error, and lost to whoever goes on with the next: rather the socket is. */
const requireDatabase = ({ errors = [] }: ExecutionResult): void => {
  for (const error of errors.map(thrownBy)) if (isUnreachable(error)) throw error;
};

/** One subscription as somebody sees it, a single one or all that share: opens its source, and executes what comes from it. */
export class Line {
  constructor(
    private readonly engine: Engine,
    private readonly request: Request,
    private readonly following: Pick<Context, 'actorNow' | 'rereading'>,
  ) {}

  /** The source, or the errors that there is none. */
  async open(place: Place): Promise<Source | ExecutionResult> {
    const { document, original, requestId } = this.request;
    const { app, schema } = this.engine;
    const asked = place === 'given' ? original.document : document.document;
    const variableValues = place === 'given' ? original.variables : document.from(original.variables, place);
    const contextValue = createContext(app, this.following.actorNow(), requestId, this.following);
    const { operationName } = document;
    const source = await createSourceEventStream({ schema, document: asked, operationName, variableValues, contextValue });
    if (isSource(source)) return source;
    requireDatabase(source as ExecutionResult);
    return source as ExecutionResult;
  }

  /** What stands behind the id in the frame of one item: `…,"payload":` was before it. */
  async tail(rootValue: unknown): Promise<string> {
    const { document, original, requestId } = this.request;
    const { app, schema, moment } = this.engine;
    const contextValue = createContext(app, this.following.actorNow(), requestId, this.following, moment.now());
    const variableValues = document.from(original.variables, null);
    const executed = await execute({
      schema,
      document: document.document,
      operationName: document.operationName,
      variableValues,
      rootValue,
      contextValue,
    });
    requireDatabase(executed);
    return `${JSON.stringify(executed.errors ? { ...executed, errors: executed.errors.map(this.engine.present) } : executed)}}`;
  }
}
