import type { EntityManager } from '@mikro-orm/postgresql';
import type { z } from 'zod';
import type { Actor, AgentActor, CustomerActor, Nobody } from '../auth/actor.js';
import type { NewEvent } from '../events/event-log.js';
import type { Loaders } from '../loaders/loaders.js';
import type { Application } from './application.js';

/** What a use case has at hand: one transaction, who asks, and the log. */
export interface Work<Asking extends Actor = Actor> {
  /** Inside the transaction that `run` opened and ends; a use case never opens its own. */
  em: EntityManager;
  actor: Asking;
  /**
   * The present moment; tests inject another. Asked after the locks are held: what is written then is later than all that
   * was committed before.
   */
  now(): Date;
  /** Tells the log; written last, in this order, before the commit. The last one is the payload's `cursor`. */
  record(event: NewEvent): void;
  /** Writes what was told so far: for a statement that writes an event row itself, which has to stand behind those in the log. */
  recordedSoFar(): Promise<void>;
  /** For a hot statement that wrote its event row itself. */
  recorded(eventId: bigint): void;
  /**
   * Asks for a look at the queue of the workspace (the actor’s, when not given) once the transaction has ended, whichever way: something became free,
   * began to wait, or a waiting conversation was locked and so passed over by others.
   */
  route(workspaceId?: string): void;
  app: Application;
}

/** What a query has at hand: a manager outside any transaction, and the loaders of the operation. */
export type Reading<Asking extends Actor = Actor> = Pick<Work<Asking>, 'em' | 'actor' | 'now' | 'app'> & { load: Loaders };

export interface UseCase<Asking extends Actor, Input extends z.ZodType, Result extends object, Prepared = void> {
  admits: readonly Actor['kind'][];
  input: Input;
  /**
   * What must not be done while a transaction holds a connection: counting attempts (it needs a connection of its own; with
   * every connection waiting for another, none goes on) and hashing passwords (slow on purpose).
   */
  prepare?(asking: Pick<Work<Asking>, 'app' | 'actor' | 'now'>, input: z.output<Input>): Promise<Prepared>;
  execute(work: Work<Asking>, input: z.output<Input>, prepared: Prepared): Promise<Result>;
  /**
   * The common case of a hot use case, in a statement or a transaction of its own, maybe together with others', which wrote the
   * event whose id is `cursor` (null: none). Undefined: it is not the common case, nothing was written, and `execute` decides.
   */
  atOnce?(work: Pick<Work<Asking>, 'em' | 'app' | 'actor' | 'now'>, input: z.output<Input>): Promise<AtOnce<Result> | undefined>;
}

export interface AtOnce<Result> {
  result: Result;
  cursor: bigint | null;
  /** Something became free: the answer follows a look at the queue, as after `route`. */
  routes?: boolean;
}

export interface Query<Asking extends Actor, Input extends z.ZodType, Result> {
  admits: readonly Actor['kind'][];
  input: Input;
  read(reading: Reading<Asking>, input: z.output<Input>): Promise<Result>;
}

const forCaller =
  <Asking extends Actor>(...admits: Asking['kind'][]) =>
  <Input extends z.ZodType, Result extends object, Prepared = void>(
    input: Input,
    execute: UseCase<Asking, Input, Result, Prepared>['execute'],
    prepare?: UseCase<Asking, Input, Result, Prepared>['prepare'],
  ): UseCase<Asking, Input, Result, Prepared> => ({ admits, input, execute, prepare });

const queryFor =
  <Asking extends Actor>(...admits: Asking['kind'][]) =>
  <Input extends z.ZodType, Result>(input: Input, read: Query<Asking, Input, Result>['read']): Query<Asking, Input, Result> => ({
    admits,
    input,
    read,
  });

/** A use case of the desk. */
export const agentUseCase = forCaller<AgentActor>('agent');
/** A use case of the customer. */
export const customerUseCase = forCaller<CustomerActor>('customer');
/** A use case of both sides of a conversation. */
export const partyUseCase = forCaller<AgentActor | CustomerActor>('agent', 'customer');
/** A use case that needs no token. */
export const publicUseCase = forCaller<Actor>('nobody', 'agent', 'customer');

/** What the server does by itself, for nobody. */
export const serverUseCase = forCaller<Nobody>('nobody');

export const agentQuery = queryFor<AgentActor>('agent');
export const customerQuery = queryFor<CustomerActor>('customer');
export const publicQuery = queryFor<Actor>('nobody', 'agent', 'customer');
