import { z } from 'zod';
import { type AgentActor, supervises } from '../../auth/actor.js';
import { Agent } from '../../entities/agent.js';
import type { Conversation } from '../../entities/conversation.js';
import { AgentStatus, AssignmentEndReason, AssignmentReason, ConversationState } from '../../entities/enums.js';
import { Refusal } from '../../errors.js';
import { lazily } from '../../loaders/lazily.js';
import { requireAgent } from '../agents/access.js';
import { id } from '../inputs.js';
import { callerSeenNow } from '../presence/seen.js';
import { type AgentRow, assign, takeCandidate } from '../routing/queries.js';
import { type Candidate, isFree } from '../routing/rules.js';
import { agentUseCase, type Work } from '../use-case.js';
import { lockConversation } from './access.js';
import { conversationEvent } from './conversation-event.js';
import { closeSegment } from './queries.js';

/** Hands a conversation to an agent who is Online, connected, authorised for its channel and below capacity; for supervisors too. */
export const assignConversation = agentUseCase(
  z.object({ conversationId: id('conversation'), agentId: id('agent') }),
  async (work, input) => {
    const conversation = await lockConversation(work, input.conversationId);
    requireMayHandOver(work.actor, conversation);
    await requireAgent(work, input.agentId);
    if (conversation.agentId !== input.agentId) await handOver(work, conversation, input.agentId);
    return { conversation: lazily('Conversation', conversation.id) };
  },
);

const handOver = async (work: Work<AgentActor>, conversation: Conversation, agentId: string): Promise<void> => {
  const { id: conversationId, workspaceId } = conversation;
  if (agentId === work.actor.agentId) await callerSeenNow(work);
  const candidate = requireAuthorised(await requireCandidate(work, { agentId, workspaceId }), conversation);
  // Two events: who follows an agent's conversations is told of those that leave, too.
  if (conversation.agentId) work.record(conversationEvent('conversation.handed_over', conversation));
  if (conversation.endedAt) {
    work.em.assign(conversation, { agentId, lastAgentId: agentId });
  } else {
    if (!isFree(candidate)) throw new Refusal('AT_CAPACITY', undefined, ['agentId']);
    const now = work.now();
    await closeSegment(work.em, conversationId, now, AssignmentEndReason.HANDED_OVER);
    const manual = { conversationId, agentId, reason: AssignmentReason.MANUAL, assignedById: work.actor.agentId };
    await assign(work.em, workspaceId, [manual], now);
  }
  work.record({ ...conversationEvent('conversation.assigned', conversation), agentId });
  work.route();
};

/** One's own, a waiting one, or (supervisors) any that is not in the archive. */
const requireMayHandOver = (actor: AgentActor, conversation: Conversation): void => {
  if (conversation.archivedAt)
    throw new Refusal('INVALID_STATE', 'The conversation is in the archive; reactivate it first.', ['conversationId']);
  const waits = conversation.state === ConversationState.QUEUED;
  if (!waits && conversation.agentId !== actor.agentId && !supervises(actor))
    throw new Refusal('NOT_ASSIGNED_TO_YOU', undefined, ['conversationId']);
};

const requireCandidate = async (work: Work<AgentActor>, agent: AgentRow): Promise<Candidate> => {
  const candidate = await takeCandidate(work.em, agent);
  if (candidate) return candidate;
  const { status } = await work.em.findOneOrFail(Agent, agent.agentId, { refresh: true });
  throw new Refusal(status === AgentStatus.ONLINE ? 'AGENT_NOT_CONNECTED' : 'AGENT_NOT_ONLINE', undefined, ['agentId']);
};

const requireAuthorised = (candidate: Candidate, conversation: Conversation): Candidate => {
  if (!candidate.channelIds.has(conversation.channelId)) throw new Refusal('AGENT_NOT_AUTHORISED', undefined, ['agentId']);
  return candidate;
};
