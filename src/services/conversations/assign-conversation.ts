import { z } from 'zod';
import type { AgentActor } from '../../auth/actor.js';
import type { Conversation } from '../../entities/conversation.js';
import { AssignmentEndReason, AssignmentReason, RoutingRule } from '../../entities/enums.js';
import { lazily } from '../../loaders/lazily.js';
import { requireAgent } from '../agents/access.js';
import { id } from '../inputs.js';
import { callerSeenNow } from '../presence/seen.js';
import { assign } from '../routing/assign.js';
import type { Candidate } from '../routing/candidate.js';
import { handOverForbidden, notAble } from '../routing/hand-over.js';
import { takeCandidate } from '../routing/queries.js';
import { onlyOne } from '../routing/weigh.js';
import { agentUseCase, type Work } from '../use-case.js';
import { lockConversation } from './access.js';
import { conversationEvent } from './conversation-event.js';
import { closeSegment } from './queries.js';

/** Hands a conversation to an agent who is Online, connected, authorised for its channel and below capacity; for supervisors too. */
export const assignConversation = agentUseCase(
  z.object({ conversationId: id('conversation'), agentId: id('agent') }),
  async (work, input) => {
    const conversation = await lockConversation(work, input.conversationId);
    const forbidden = handOverForbidden(work.actor, conversation);
    if (forbidden) throw forbidden;
    await requireAgent(work, input.agentId);
    if (conversation.agentId !== input.agentId) await handOver(work, conversation, input.agentId);
    return { conversation: lazily('Conversation', conversation.id) };
  },
);

const handOver = async (work: Work<AgentActor>, conversation: Conversation, agentId: string): Promise<void> => {
  const { id: conversationId, workspaceId } = conversation;
  if (agentId === work.actor.agentId) await callerSeenNow(work);
  const candidate = requireAble(await takeCandidate(work.em, { agentId, workspaceId }), conversation);
  // Two events: who follows an agent's conversations is told of those that leave, too.
  if (conversation.agentId) work.record(conversationEvent('conversation.handed_over', conversation));
  if (conversation.endedAt) {
    work.em.assign(conversation, { agentId, lastAgentId: agentId });
  } else {
    const now = work.now();
    await closeSegment(work.em, conversationId, now, AssignmentEndReason.HANDED_OVER);
    const chosen = { conversationId, agentId, rule: RoutingRule.BY_HAND, weighing: onlyOne(candidate) };
    await assign(work.em, workspaceId, [{ ...chosen, reason: AssignmentReason.MANUAL, assignedById: work.actor.agentId }], now);
  }
  work.record({ ...conversationEvent('conversation.assigned', conversation), agentId });
  work.route();
};

const requireAble = (candidate: Candidate | undefined, conversation: Conversation): Candidate => {
  const refusal = notAble(candidate, conversation);
  if (refusal || !candidate) throw refusal;
  return candidate;
};
