import type { Conversation } from '../../entities/conversation.js';
import { AgentStatus, AssignmentEndReason, ConversationState } from '../../entities/enums.js';
import type { Work } from '../use-case.js';
import { closeSegment, lockLeft } from './queries.js';
import { priorityOf } from './rules.js';

/** Puts a locked, open conversation at the head of the queue; the routing that follows gives it to another eligible agent, if there is one. */
export const handBack = async (work: Work, conversation: Conversation, reason: AssignmentEndReason): Promise<void> => {
  const now = work.now();
  const from = conversation.agentId;
  await closeSegment(work.em, conversation.id, now, reason);
  work.em.assign(conversation, {
    state: ConversationState.QUEUED,
    agentId: null,
    queuedAt: now,
    priorityAt: priorityOf(now, true),
    handedBackAt: now,
  });
  const { workspaceId, id: conversationId, channelId, customerId } = conversation;
  work.record({ type: 'conversation.handed_back', workspaceId, conversationId, channelId, customerId, agentId: from });
  work.route(workspaceId);
};

/** Nobody waits for someone who is not there: what a customer has just written to goes on to somebody else, where the product says so. */
export const handBackLeft = async (work: Work, conversationId: string): Promise<void> => {
  const left = await lockLeft(work.em, conversationId);
  const { AGENT_OFFLINE, AGENT_DISCONNECTED } = AssignmentEndReason;
  if (left) await handBack(work, left.conversation, left.status === AgentStatus.OFFLINE ? AGENT_OFFLINE : AGENT_DISCONNECTED);
};
