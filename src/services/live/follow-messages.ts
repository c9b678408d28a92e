import { z } from 'zod';
import { type AgentActor, sees } from '../../auth/actor.js';
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

/** The messages of all conversations that the agent has, in one stream; of those missed, what they may still know of. */
export const followInbox = (following: Following, actor: AgentActor, after: bigint | undefined) =>
  allowedStream(following, {
    whose: { workspaceId: actor.workspaceId },
    after,
    accepts: (event) => event.type === 'message.added' && event.agentId === actor.agentId,
    mayKnow: (now, { workspaceId, channelId }) => now.kind === 'agent' && channelId !== null && sees(now, { workspaceId, channelId }),
  });
