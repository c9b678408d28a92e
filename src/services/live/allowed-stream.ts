import type { Actor } from '../../auth/actor.js';
import type { LoggedEvent } from '../../events/event-log.js';
import { eventStream, type StreamItem, type StreamRequest } from '../../events/event-stream.js';
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
export const allowedStream = (
  following: Following,
  { mayKnow, accepts, ...request }: AllowedRequest,
): AsyncIterableIterator<StreamItem> => {
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
export const withoutForbidden = (
  queue: AsyncIterableIterator<StreamItem>,
  allowed: (event: LoggedEvent) => Promise<boolean>,
): AsyncIterableIterator<StreamItem> => ({
  next: async () => {
    for (;;) {
      const result = await queue.next();
      if (result.done || !result.value.event || (await allowed(result.value.event))) return result;
    }
  },
  return: async () => (await queue.return?.()) ?? { value: undefined, done: true },
  [Symbol.asyncIterator]() {
    return this;
  },
});
