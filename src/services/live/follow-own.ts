import { z } from 'zod';
import type { EventType } from '../../entities/enums.js';
import { mayKnow, mayRead } from '../conversations/access.js';
import { id } from '../inputs.js';
import { allowedStream } from './allowed-stream.js';
import { type Following, notThere } from './following.js';

export const followOwnInput = z.object({ conversationId: id('conversation').nullish() });

/** Events of one conversation; without one, of all that the agent has, or of all the customer's own. */
export const followOwn = async (
  following: Following,
  types: ReadonlySet<EventType>,
  conversationId: string | null | undefined,
  after: bigint | undefined,
) => {
  const actor = following.actorNow();
  if (actor.kind === 'nobody') throw notThere();
  if (conversationId && !(await mayRead(following.app.orm.em.fork(), actor, conversationId))) throw notThere();
  const { workspaceId } = actor;
  const own = actor.kind === 'customer' ? { workspaceId, customerId: actor.customerId } : { workspaceId };
  return allowedStream(following, {
    whose: conversationId ? { workspaceId, conversationId } : own,
    after,
    accepts: ({ type, agentId }) => types.has(type) && (Boolean(conversationId) || actor.kind === 'customer' || agentId === actor.agentId),
    mayKnow: (now, { workspaceId, channelId, customerId }) =>
      now.kind !== 'nobody' && channelId !== null && customerId !== null && mayKnow(now, { workspaceId, channelId, customerId }),
  });
};

/** How far both sides come. */
export const RECEIPTS: ReadonlySet<EventType> = new Set(['messages.read', 'messages.delivered']);

const CONTENT_CHANGES: readonly EventType[] = ['message.edited', 'message.deleted', 'message.reacted', 'message.attachments_changed'];
const DELIVERY_CHANGES: readonly EventType[] = ['message.delivery_queued', 'message.delivery_changed'];

/** What becomes of a message once it was sent; how it gets to a platform is the desk's to know. */
export const MESSAGE_CHANGES: Record<'agent' | 'customer', ReadonlySet<EventType>> = {
  agent: new Set([...CONTENT_CHANGES, ...DELIVERY_CHANGES]),
  customer: new Set(CONTENT_CHANGES),
};
