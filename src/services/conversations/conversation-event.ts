import type { Conversation } from '../../entities/conversation.js';
import type { EventType } from '../../entities/enums.js';
import type { NewEvent } from '../../events/event-log.js';

/** An event about a conversation as it stands: of its agent, channel and customer. */
export const conversationEvent = (type: EventType, conversation: Conversation, subjectId: string | null = null): NewEvent => ({
  type,
  workspaceId: conversation.workspaceId,
  conversationId: conversation.id,
  channelId: conversation.channelId,
  customerId: conversation.customerId,
  agentId: conversation.agentId,
  subjectId,
});
