import type { Actor } from '../../auth/actor.js';
import type { LoggedEvent } from '../../events/event-log.js';
import { type EventSource, eventStream, type StreamRequest } from '../../events/event-stream.js';
import type { Following } from './following.js';

export interface AllowedRequest extends StreamRequest {
  /** Whether somebody may know of an event; beside `accepts`, which rights have no part in. */
  mayKnow: (actor: Actor, event: LoggedEvent) => boolean;
}

/**
 * The events that the subscriber may know of. Decided by the rights of the moment as they come; while those are being read
 * anew, an event is kept and decided by what was read: it stands behind the change in the log, so what was lost must not be
 * sent any more, and what was gained not be left out.
 */
export const allowedStream = (following: Following, { mayKnow, accepts, ...request }: AllowedRequest): EventSource => {
  const allowed = (event: LoggedEvent): boolean => mayKnow(following.actorNow(), event);
  const queue = eventStream(following.app.live, {
    ...request,
    accepts: (event) => accepts(event) && (following.rereading() !== null || allowed(event)),
  });
  return withoutForbidden(queue, async (event) => {
    await following.rereading();
    return allowed(event);
  });
};

/** A stream without the events that, as they are about to be sent, turn out not to be the subscriber's. */
export const withoutForbidden = (queue: EventSource, allowed: (event: LoggedEvent) => Promise<boolean>): EventSource => {
  let deciding = false;
  return {
    caughtUp: queue.caughtUp,
    get isEmpty() {
      return !deciding && queue.isEmpty;
    },
    get reached() {
      return queue.reached;
    },
    next: async () => {
      for (;;) {
        const result = await queue.next();
        if (result.done || !result.value.event) return result;
        deciding = true;
        try {
          if (await allowed(result.value.event)) return result;
        } finally {
          deciding = false;
        }
      }
    },
    return: async () => (await queue.return?.()) ?? { value: undefined, done: true },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
};
