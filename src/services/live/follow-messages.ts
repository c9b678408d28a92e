import { z } from 'zod';
import type { AgentActor } from '../../auth/actor.js';
import { eventStream } from '../../events/event-stream.js';
import { mayKnow, mayRead } from '../conversations/access.js';
import { id } from '../inputs.js';
import { allowedStream } from './allowed-stream.js';
import { type Following, notThere } from './following.js';

export const followMessagesInput = z.object({ conversationId: id('conversation') });

/** The messages of one conversation, for whoever may know of it; asked again at each message. */
export const followMessages = async (following: Following, conversationId: string, after: bigint | undefined) => {
  const actor = following.actorNow();
  if (actor.kind === 'nobody' || !(await mayRead(following.app.orm.em.fork(), actor, conversationId))) throw notThere();
  return allowedStream(following, {
    whose: { workspaceId: actor.workspaceId, conversationId },
    after,
    accepts: ({ type }) => type === 'message.added',
    mayKnow: (now, { workspaceId, channelId, customerId }) =>
      now.kind !== 'nobody' && channelId !== null && customerId !== null && mayKnow(now, { workspaceId, channelId, customerId }),
  });
};

/** The messages of all conversations that the agent has, in one stream. */
export const followInbox = (following: Following, actor: AgentActor, after: bigint | undefined) =>
  eventStream(following.app.live, {
    whose: { workspaceId: actor.workspaceId },
    after,
    accepts: (event) => event.type === 'message.added' && event.agentId === actor.agentId && following.actorNow().kind === 'agent',
  });
