import { type Actor, supervises } from '../../auth/actor.js';
import { BoundedQueue } from '../../events/bounded-queue.js';
import { mayKnow, mayRead } from '../conversations/access.js';
import type { TypingChange } from '../typing/typists.js';
import { type Following, notThere } from './following.js';

/** The other side: of a customer who has the conversation, and of them all whoever supervises; never oneself. */
const mayBeTold = (actor: Actor, { typistId, by, agentId, ...record }: TypingChange): boolean => {
  if (actor.kind === 'nobody' || !mayKnow(actor, record)) return false;
  if (actor.kind === 'customer') return by === 'AGENT';
  return typistId !== actor.agentId && (agentId === actor.agentId || supervises(actor));
};

/** What of the changes a follower is told: an end only of what was told to have begun. */
const toldTo = (following: Following, changes: BoundedQueue<TypingChange>): AsyncIterableIterator<TypingChange> => {
  const told = new Set<string>();
  const isNews = ({ typistId, typing }: TypingChange): boolean => {
    if (!typing) return told.delete(typistId);
    const known = told.has(typistId);
    told.add(typistId);
    return !known;
  };
  return {
    next: async () => {
      for (;;) {
        const result = await changes.next();
        await following.rereading();
        if (result.done || (mayBeTold(following.actorNow(), result.value) && isNews(result.value))) return result;
      }
    },
    return: () => changes.return(),
    [Symbol.asyncIterator]() {
      return this;
    },
  };
};

/**
 * Who types in a conversation: those who do at this moment, then each change. Of one typist only the newest waits, so a slow
 * reader needs no bound.
 */
export const followTyping = async (following: Following, conversationId: string): Promise<AsyncIterableIterator<TypingChange>> => {
  const actor = following.actorNow();
  const { typists, orm } = following.app;
  if (actor.kind === 'nobody' || !(await mayRead(orm.em.fork(), actor, conversationId))) throw notThere();
  const changes = new BoundedQueue<TypingChange>();
  const offer = (change: TypingChange): void => changes.pushLatest(change, ({ typistId }) => typistId === change.typistId);
  changes.onEnd = typists.follow(conversationId, offer);
  for (const typist of typists.at(conversationId)) offer({ ...typist, typing: true });
  return toldTo(following, changes);
};
