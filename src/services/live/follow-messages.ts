import { z } from 'zod';
import type { AgentActor } from '../../auth/actor.js';
import { eventStream } from '../../events/event-stream.js';
import { mayKnow, mayRead } from '../conversations/access.js';
import { id } from '../inputs.js';
import { type Following, notThere } from './following.js';

export const followMessagesInput = z.object({ conversationId: id('conversation') });

/** The messages of one conversation, for whoever may know of it; asked again at each message. */
export const followMessages = async (following: Following, conversationId: string, after: bigint | undefined) => {
  const actor = following.actorNow();
  if (actor.kind === 'nobody' || !(await mayRead(following.app.orm.em.fork(), actor, conversationId))) throw notThere();
  return eventStream(following.app.live, {
    whose: { workspaceId: actor.workspaceId, conversationId },
    after,
    accepts: (event) => {
      const now = following.actorNow();
      if (event.type !== 'message.added' || now.kind === 'nobody' || !event.channelId || !event.customerId) return false;
      return mayKnow(now, { workspaceId: event.workspaceId, channelId: event.channelId, customerId: event.customerId });
    },
  });
};

/** The messages of all conversations that the agent has, in one stream. */
export const followInbox = (following: Following, actor: AgentActor, after: bigint | undefined) =>
  eventStream(following.app.live, {
    whose: { workspaceId: actor.workspaceId },
    after,
    accepts: (event) => event.type === 'message.added' && event.agentId === actor.agentId && following.actorNow().kind === 'agent',
  });
