import { z } from 'zod';
import type { Conversation } from '../../entities/conversation.js';
import { AssignmentEndReason, ConversationOutcome, ConversationState, EndedBy } from '../../entities/enums.js';
import { Refusal } from '../../errors.js';
import { lazily } from '../../loaders/lazily.js';
import { id } from '../inputs.js';
import { customerUseCase, type Work } from '../use-case.js';
import { lockConversation } from './access.js';
import { conversationEvent } from './conversation-event.js';
import { closeSegment, mayStillHold, writeArchiveDocument } from './queries.js';
import { ending } from './rules.js';

/** The customer ends the chat from the widget. */
export const endChat = customerUseCase(z.object({ conversationId: id('conversation') }), async (work, input) => {
  const conversation = await lockConversation(work, input.conversationId);
  const result = { conversation: lazily('Conversation', conversation.id) };
  switch (ending(conversation)) {
    case 'ALREADY_RESOLVED':
      throw new Refusal('ALREADY_RESOLVED', undefined, ['conversationId'], result);
    case 'ABANDON':
      await abandon(work, conversation);
      break;
    case 'AWAIT_TOPIC':
      await awaitTopic(work, conversation);
      break;
    case 'ALREADY_ENDED':
  }
  return result;
});

const abandon = async (work: Work, conversation: Conversation): Promise<void> => {
  const now = work.now();
  work.em.assign(conversation, {
    state: ConversationState.ABANDONED,
    outcome: ConversationOutcome.ABANDONED,
    priorityAt: null,
    endedAt: now,
    endedBy: EndedBy.CUSTOMER,
    archivedAt: now,
  });
  await work.em.flush();
  await writeArchiveDocument(work.em, conversation.id);
  work.record(conversationEvent('conversation.abandoned', conversation));
};

/** It stays with its agent (or goes back to the last one, out of the queue), takes no capacity, and needs a topic. */
const awaitTopic = async (work: Work, conversation: Conversation): Promise<void> => {
  const now = work.now();
  await closeSegment(work.em, conversation.id, now, AssignmentEndReason.ENDED_BY_CUSTOMER);
  const holder =
    conversation.agentId ?? (conversation.lastAgentId && (await mayStillHold(work.em, conversation.lastAgentId, conversation)));
  work.em.assign(conversation, {
    state: ConversationState.ACTIVE,
    agentId: holder,
    priorityAt: null,
    endedAt: now,
    endedBy: EndedBy.CUSTOMER,
  });
  work.record(conversationEvent('conversation.ended', conversation));
  work.route();
};
