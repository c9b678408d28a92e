import { z } from 'zod';
import type { InboundEvent } from '../../channels/meta/inbound-event.js';
import type { Channel } from '../../entities/channel.js';
import { ConversationState, DeliveryState, SenderKind } from '../../entities/enums.js';
import { decodeId } from '../../ids.js';
import { lockCurrent } from '../conversations/access.js';
import { appendMessage } from '../conversations/append-message.js';
import { writeArchiveDocument } from '../conversations/queries.js';
import { serverUseCase, type Work } from '../use-case.js';
import { textOf, whatItHolds } from './content.js';
import { keepMedia } from './keep-media.js';
import { keepName, lockPlatformCustomer, messageNamed, sendingWithText } from './queries.js';
import { report } from './take-status.js';

export type EchoEvent = Extract<InboundEvent, { type: 'echo' }>;

interface Inbound {
  channel: Channel;
  event: EchoEvent;
}

/**
 * What the account itself sent. Through us: word that a message arrived at the platform, which settles one whose answer never
 * came. By somebody in the platform's own inbox: an answer of the desk, though of none of its agents.
 */
export const takeEcho = serverUseCase(z.custom<Inbound>(), async (work, { channel, event }) => {
  const customer = await lockPlatformCustomer(work.em, channel.id, event.recipientId);
  if (!customer || (await messageNamed(work.em, channel.id, event.platformMessageId))) return {};
  const own = await ourMessage(work, channel, customer.id, event);
  if (own) {
    await report(
      work,
      { channelId: channel.id, customerId: customer.id, messageIds: [own], platformIds: [event.platformMessageId] },
      DeliveryState.SENT,
      event.at,
    );
    return {};
  }
  await takeForeign(work, customer.id, event);
  return {};
});

/** By the reference that went along; Instagram gives none back, so there by what is being sent and says the same. */
const ourMessage = async (work: Work, channel: Channel, customerId: string, { metadata, content }: EchoEvent): Promise<string | null> =>
  (metadata && decodeId('message', metadata)) || sendingWithText(work.em, channel.id, customerId, textOf(content));

const takeForeign = async (work: Work, customerId: string, { content, platformMessageId }: EchoEvent): Promise<void> => {
  const conversation = await lockCurrent(work, customerId);
  if (!conversation) return;
  const { id: conversationId, workspaceId, channelId, state } = conversation;
  const sentAt = work.now();
  const author = { senderKind: SenderKind.AGENT, agentId: null, customerId: null, clientMessageId: null };
  await work.recordedSoFar();
  const appended = await appendMessage(
    work.em,
    { ...author, workspaceId, conversationId, addressedToId: conversationId, text: textOf(content), sentAt },
    {
      kind: content.kind,
      content: whatItHolds(content),
      replyToId: content.replyTo && (await messageNamed(work.em, channelId, content.replyTo)),
    },
  );
  if ('knownId' in appended) throw new Error('a message without a client message id was known');
  work.recorded(appended.eventId);
  await keepName(work.em, channelId, platformMessageId, appended.message.id, sentAt);
  await keepMedia(work, appended.message, content.media);
  if (state === ConversationState.RESOLVED || state === ConversationState.ABANDONED) await writeArchiveDocument(work.em, conversationId);
};
