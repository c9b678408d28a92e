import { z } from 'zod';
import { ConversationState } from '../../entities/enums.js';
import { Refusal } from '../../errors.js';
import { lazily } from '../../loaders/lazily.js';
import { id } from '../inputs.js';
import { agentUseCase } from '../use-case.js';
import { lockConversation, requireHolder } from './access.js';
import { conversationEvent } from './conversation-event.js';
import { requireTopic } from './require-topic.js';

/** Chooses the topic before resolving. The one it has already changes nothing. */
export const setConversationTopic = agentUseCase(
  z.object({ conversationId: id('conversation'), topicId: id('topic') }),
  async (work, input) => {
    const conversation = await lockConversation(work, input.conversationId);
    if (conversation.state === ConversationState.RESOLVED) throw new Refusal('ALREADY_RESOLVED', undefined, ['conversationId']);
    if (conversation.state === ConversationState.ABANDONED) {
      throw new Refusal('INVALID_STATE', 'The customer left before anyone was assigned; it takes no topic.', ['conversationId']);
    }
    requireHolder(work.actor, conversation);
    const topicId = await requireTopic(work, conversation, input.topicId);
    if (topicId !== conversation.topicId) {
      conversation.topicId = topicId;
      work.record(conversationEvent('conversation.topic_set', conversation));
    }
    return { conversation: lazily('Conversation', conversation.id) };
  },
);
