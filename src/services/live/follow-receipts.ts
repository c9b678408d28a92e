import { z } from 'zod';
import type { LoggedEvent } from '../../events/event-log.js';
import { mayKnow, mayRead } from '../conversations/access.js';
import { id } from '../inputs.js';
import { allowedStream } from './allowed-stream.js';
import { type Following, notThere } from './following.js';

export const followReceiptsInput = z.object({ conversationId: id('conversation').nullish() });

const isReceipt = ({ type }: LoggedEvent): boolean => type === 'messages.read' || type === 'messages.delivered';

/** How far both sides of a conversation come; without one, of all that the agent has, or of all the customer's own. */
export const followReceipts = async (following: Following, conversationId: string | null | undefined, after: bigint | undefined) => {
  const actor = following.actorNow();
  if (actor.kind === 'nobody') throw notThere();
  if (conversationId && !(await mayRead(following.app.orm.em.fork(), actor, conversationId))) throw notThere();
  const { workspaceId } = actor;
  const own = actor.kind === 'customer' ? { workspaceId, customerId: actor.customerId } : { workspaceId };
  return allowedStream(following, {
    whose: conversationId ? { workspaceId, conversationId } : own,
    after,
    accepts: (event) => isReceipt(event) && (Boolean(conversationId) || actor.kind === 'customer' || event.agentId === actor.agentId),
    mayKnow: (now, { workspaceId, channelId, customerId }) =>
      now.kind !== 'nobody' && channelId !== null && customerId !== null && mayKnow(now, { workspaceId, channelId, customerId }),
  });
};
