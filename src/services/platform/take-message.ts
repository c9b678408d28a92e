import { z } from 'zod';
import type { InboundEvent } from '../../channels/meta/inbound-event.js';
import type { Channel } from '../../entities/channel.js';
import type { Conversation } from '../../entities/conversation.js';
import { SenderKind } from '../../entities/enums.js';
import { appendMessage } from '../conversations/append-message.js';
import { continueConversation } from '../conversations/continue-conversation.js';
import { handBackLeft } from '../conversations/hand-back.js';
import { updateProfile } from '../customers/update-profile.js';
import { serverUseCase, type Work } from '../use-case.js';
import { textOf, whatItHolds } from './content.js';
import { keepMedia } from './keep-media.js';
import { keepName, makePlatformCustomer, messageNamed } from './queries.js';
import { queueProfile } from './refresh-profile.js';
import { earlier, nameUntilKnown } from './rules.js';

export type MessageEvent = Extract<InboundEvent, { type: 'message' }>;

interface Inbound {
  channel: Channel;
  event: MessageEvent;
}

/**
 * What a customer wrote on a platform, once, however often and however many at once the platform tells it. Their row is held
 * first, so that what they wrote is taken one after the other, and their first two messages do not make two conversations.
 */
export const takeMessage = serverUseCase(z.custom<Inbound>(), async (work, { channel, event }) => {
  const { id: channelId, workspaceId, type } = channel;
  const { senderId: platformId, profileName, phone, platformMessageId } = event;
  const called = { workspaceId, channelId, platformId, name: profileName ?? nameUntilKnown(type, platformId), phone };
  const customer = await makePlatformCustomer(work.em, called, work.now());
  if (await messageNamed(work.em, channelId, platformMessageId)) return {};
  if (!customer.isNew) await updateProfile(work, customer.id, { name: profileName, phone });
  const { conversation, wasOpen } = await continueConversation(work, channel, customer.id, null, true);
  await work.em.flush();
  // The platform tells the name with each message, or has to be asked for it: when somebody comes or comes back, which is when it matters.
  if (profileName === null && !wasOpen) await queueProfile(work, channelId, customer.id);
  await write(work, conversation, event);
  return {};
});

const write = async (work: Work, { id: conversationId, workspaceId, channelId, customerId }: Conversation, event: MessageEvent) => {
  const { content, platformMessageId, at } = event;
  const replyToId = content.replyTo && (await messageNamed(work.em, channelId, content.replyTo));
  const sentAt = work.now();
  const author = { senderKind: SenderKind.CUSTOMER, agentId: null, customerId, clientMessageId: null };
  const message = { ...author, workspaceId, conversationId, addressedToId: conversationId, text: textOf(content), sentAt };
  await work.recordedSoFar();
  const more = { kind: content.kind, content: whatItHolds(content), replyToId, writtenAt: earlier(at, sentAt) };
  const appended = await appendMessage(work.em, message, more);
  if ('knownId' in appended) throw new Error('a message without a client message id was known');
  work.recorded(appended.eventId);
  await keepName(work.em, channelId, platformMessageId, appended.message.id, sentAt);
  await keepMedia(work, appended.message, content.media);
  await handBackLeft(work, conversationId);
};
