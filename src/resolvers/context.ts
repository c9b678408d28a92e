import type { EntityManager } from '@mikro-orm/postgresql';
import type { z } from 'zod';
import type { Actor } from '../auth/actor.js';
import { createLoaders, type Loaders } from '../loaders/loaders.js';
import type { Application } from '../services/application.js';
import { ask, type Outcome, run } from '../services/run.js';
import type { Query, UseCase } from '../services/use-case.js';

/** What one operation has at hand; of a subscription, what one event has. */
export interface Context {
  app: Application;
  actor: Actor;
  requestId: string;
  /** Whom the connection stands for at this moment; over a WebSocket that may change while it is open. */
  actorNow: () => Actor;
  /** The reading of its rights that is under way; null when there is none. */
  rereading: () => Promise<unknown> | null;
  /** For reads, outside any transaction. */
  readonly em: EntityManager;
  readonly load: Loaders;
  now: () => Date;
  /** Carries a use case out in a transaction of its own; what the loaders remember is forgotten, it may have changed. */
  run<Asking extends Actor, Input extends z.ZodType, Result extends object, Prepared>(
    useCase: UseCase<Asking, Input, Result, Prepared>,
    input: unknown,
  ): Promise<Outcome<Result>>;
  ask<Asking extends Actor, Input extends z.ZodType, Result>(query: Query<Asking, Input, Result>, input: unknown): Promise<Result>;
}

/** What several executions of one moment read by together. */
export type Reads = Pick<Context, 'em' | 'load'>;

export const createContext = (
  app: Application,
  actor: Actor,
  requestId: string,
  live: Pick<Context, 'actorNow' | 'rereading'> = { actorNow: () => actor, rereading: () => null },
  reads?: Reads,
): Context => {
  // Made when first asked for: many a mutation answers with what it wrote, and reads nothing.
  let em: EntityManager | undefined;
  let load: Loaders | undefined;
  // Getters of a prototype: Apollo executes with a copy of the context's own properties, in which one of them would be a value for good.
  const reading = {
    get em() {
      em ??= reads?.em ?? app.orm.em.fork();
      return em;
    },
    get load() {
      load ??= reads?.load ?? createLoaders(reading.em);
      return load;
    },
  };
  const own: Omit<Context, keyof typeof reading> = {
    app,
    actor,
    requestId,
    actorNow: live.actorNow,
    rereading: live.rereading,
    now: app.now,
    run: async (useCase, input) => {
      const outcome = await run({ app, actor }, useCase, input);
      em = undefined;
      load = undefined;
      return outcome;
    },
    ask: (query, input) => ask({ app, actor, em: reading.em, load: reading.load, now: app.now }, query, input),
  };
  return Object.assign(Object.create(reading) as typeof reading, own);
};
