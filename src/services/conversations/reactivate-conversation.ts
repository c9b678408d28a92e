import { z } from 'zod';
import type { AgentActor } from '../../auth/actor.js';
import { Channel } from '../../entities/channel.js';
import type { Conversation } from '../../entities/conversation.js';
import { AssignmentReason, ConversationState, RoutingRule } from '../../entities/enums.js';
import { Product } from '../../entities/product.js';
import { Refusal } from '../../errors.js';
import { lazily } from '../../loaders/lazily.js';
import { id } from '../inputs.js';
import { assign } from '../routing/assign.js';
import type { Candidate } from '../routing/candidate.js';
import { onlyOne } from '../routing/weigh.js';
import { agentUseCase, type Work } from '../use-case.js';
import { requireAbleCaller } from './able-caller.js';
import { lockConversation, lockCurrent } from './access.js';
import { conversationEvent } from './conversation-event.js';
import { backFromArchive } from './reopen.js';
import { isOpen, reactivatableUntil } from './rules.js';

/** An Online agent takes an archived conversation back within its window; then the agent writes first. */
export const reactivateConversation = agentUseCase(z.object({ conversationId: id('conversation') }), async (work, input) => {
  const conversation = await lockConversation(work, input.conversationId);
  if (conversation.state !== ConversationState.RESOLVED) {
    throw new Refusal('INVALID_STATE', `Only a resolved conversation is reactivated; this one is ${conversation.state}.`, [
      'conversationId',
    ]);
  }
  await requireWindow(work, conversation);
  const current = await lockCurrent(work, conversation.customerId);
  if (current && isOpen(current)) throw new Refusal('OPEN_CONVERSATION_EXISTS', undefined, ['conversationId']);
  const candidate = await requireAbleCaller(work, conversation.channelId, ['conversationId']);
  await reactivateTo(work, conversation, candidate);
  return { conversation: lazily('Conversation', conversation.id) };
});

/** Out of the archive to the caller, who holds their own row and the conversation's. */
export const reactivateTo = async (work: Work<AgentActor>, conversation: Conversation, candidate: Candidate): Promise<void> => {
  const now = work.now();
  backFromArchive(work, conversation, now);
  await work.em.flush();
  const { id: conversationId, workspaceId } = conversation;
  const { agentId } = candidate;
  const back = { conversationId, agentId, reason: AssignmentReason.REACTIVATED, assignedById: agentId };
  await assign(work.em, workspaceId, [{ ...back, rule: RoutingRule.BY_HAND, weighing: onlyOne(candidate) }], now);
  work.record({ ...conversationEvent('conversation.reactivated', conversation), agentId });
};

const requireWindow = async (work: Work, conversation: Conversation): Promise<void> => {
  const channel = await work.em.findOneOrFail(Channel, conversation.channelId);
  const product = await work.em.findOneOrFail(Product, conversation.productId);
  const since = conversation.lastCustomerMessageAt ?? conversation.startedAt;
  const until = reactivatableUntil(channel.type, since, product.reactivationHours);
  if (work.now() > until)
    throw new Refusal(
      'REACTIVATION_WINDOW_CLOSED',
      `It could be reactivated until ${until.toISOString()}. Convert it to a ticket instead.`,
      ['conversationId'],
    );
};
