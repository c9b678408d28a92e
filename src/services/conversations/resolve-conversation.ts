import { z } from 'zod';
import type { AgentActor } from '../../auth/actor.js';
import type { Conversation } from '../../entities/conversation.js';
import { ConversationOutcome, ConversationState } from '../../entities/enums.js';
import { Ticket } from '../../entities/ticket.js';
import { Refusal } from '../../errors.js';
import { lazily } from '../../loaders/lazily.js';
import { id } from '../inputs.js';
import { agentUseCase, type Work } from '../use-case.js';
import { lockConversation, requireHolder } from './access.js';
import { conversationEvent } from './conversation-event.js';
import { archiveResolved } from './queries.js';
import { requireTopic } from './require-topic.js';

/** Moves a conversation to the archive. What follows from it, the next waiting one, comes by the routing. */
export const resolveConversation = {
  ...agentUseCase(z.object({ conversationId: id('conversation'), topicId: id('topic').nullish() }), async (work, input) => {
    const conversation = await lockConversation(work, input.conversationId);
    await resolveLocked(work, conversation, input.topicId);
    return resolved(conversation.id);
  }),
  atOnce: async ({ app, actor }: Pick<Work<AgentActor>, 'app' | 'actor'>, input: { conversationId: string; topicId?: string | null }) => {
    const cursor = await app.resolving.resolve({ actor, conversationId: input.conversationId, topicId: input.topicId ?? null });
    return cursor === undefined ? undefined : { result: resolved(input.conversationId), cursor, routes: true };
  },
};

const resolved = (conversationId: string) => ({ conversation: lazily('Conversation', conversationId) });

/** The same under a lock that the caller holds, for use cases that resolve first. */
export const resolveLocked = async (
  work: Work<AgentActor>,
  conversation: Conversation,
  topicId: string | null | undefined,
): Promise<void> => {
  requireActive(conversation);
  requireHolder(work.actor, conversation);
  const chosen = await requireTopic(work, conversation, topicId ?? conversation.topicId);
  // Converted and reactivated before: the ticket stays.
  const ticket = await work.em.findOne(Ticket, { conversationId: conversation.id });
  const now = work.now();
  work.em.assign(conversation, {
    state: ConversationState.RESOLVED,
    outcome: ticket ? ConversationOutcome.CONVERTED : ConversationOutcome.RESOLVED,
    topicId: chosen,
    archivedAt: now,
    resolvedById: work.actor.agentId,
    unreadCount: 0,
    unansweredSince: null,
  });
  await work.em.flush();
  await archiveResolved(work.em, conversation.id, now);
  work.record(conversationEvent('conversation.resolved', conversation));
  work.route();
};

const requireActive = (conversation: Conversation): void => {
  if (conversation.state === ConversationState.RESOLVED) {
    throw new Refusal('ALREADY_RESOLVED', undefined, ['conversationId'], { conversation: lazily('Conversation', conversation.id) });
  }
  if (conversation.state !== ConversationState.ACTIVE) {
    const why =
      conversation.state === ConversationState.QUEUED
        ? 'It waits in the queue: assign it first.'
        : 'The customer left before anyone was assigned.';
    throw new Refusal('INVALID_STATE', `The conversation is ${conversation.state}. ${why}`, ['conversationId']);
  }
};
