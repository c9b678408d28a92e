import type { Message } from '../../entities/message.js';
import { MessageDelivery } from '../../entities/message-delivery.js';
import type { Work } from '../use-case.js';
import { messageEvent } from './queries.js';

/** Writes down that a message of the desk is to be sent through its platform; the event of the same transaction is what sends it. */
export const queueDelivery = async (
  work: Work,
  { id: messageId, workspaceId, conversationId, sentAt }: Message,
  channelId: string,
): Promise<void> => {
  work.em.create(MessageDelivery, { messageId, workspaceId, conversationId, channelId, queuedAt: sentAt });
  await work.em.flush();
  work.record(await messageEvent(work.em, messageId, 'message.delivery_queued'));
};
