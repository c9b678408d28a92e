import { MessageDelivery } from '../../entities/message-delivery.js';
import type { Sent } from '../conversations/append-message.js';
import type { Work } from '../use-case.js';
import { messageEvent } from './queries.js';

/**
 * Writes down that a message of the desk is to be sent through its platform; the event of the same transaction is what sends it.
 * The payload's cursor stays that of the message, by which a client knows its own echo.
 */
export const queueDelivery = async (work: Work, { message, eventId }: Sent, channelId: string): Promise<void> => {
  const { id: messageId, workspaceId, conversationId, sentAt } = message;
  work.em.create(MessageDelivery, { messageId, workspaceId, conversationId, channelId, queuedAt: sentAt });
  await work.em.flush();
  work.record(await messageEvent(work.em, messageId, 'message.delivery_queued'));
  await work.recordedSoFar();
  work.recorded(eventId);
};
