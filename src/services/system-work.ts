import type { EntityManager } from '@mikro-orm/postgresql';
import { isRetryable, TRANSACTION_ATTEMPTS } from '../database.js';
import { appendEvents, type NewEvent } from '../events/event-log.js';
import type { Application } from './application.js';

/** What the server does by itself, because of the world outside: no caller, so nothing to authorise. */
export interface SystemWork {
  em: EntityManager;
  now(): Date;
  /** As in a use case: written last, before the commit. */
  record(event: NewEvent): void;
}

const attempt = async <Result>(app: Application, execute: (work: SystemWork) => Promise<Result>): Promise<Result> => {
  const events: NewEvent[] = [];
  const result = await app.orm.em.fork().transactional(async (em) => {
    const done = await execute({ em, now: app.now, record: (event) => events.push(event) });
    await em.flush();
    if (events.length > 0) await appendEvents(em, events, app.now());
    return done;
  });
  if (events.length > 0) app.eventsWritten();
  return result;
};

/** One transaction with its events, tried again when PostgreSQL asks for it. */
export const systemWork = async <Result>(app: Application, execute: (work: SystemWork) => Promise<Result>): Promise<Result> => {
  for (let tried = 1; ; tried++) {
    try {
      return await attempt(app, execute);
    } catch (error) {
      if (!isRetryable(error) || tried >= TRANSACTION_ATTEMPTS) throw error;
    }
  }
};
