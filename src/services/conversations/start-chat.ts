import { v7 } from 'uuid';
import { z } from 'zod';
import { Channel } from '../../entities/channel.js';
import type { Conversation } from '../../entities/conversation.js';
import { Customer } from '../../entities/customer.js';
import { SenderKind } from '../../entities/enums.js';
import { Refusal } from '../../errors.js';
import { lazily } from '../../loaders/lazily.js';
import { attributes, device, proofs } from '../customers/customer-inputs.js';
import { areVouchedFor, provenCustomer } from '../customers/prove-customer.js';
import { takeTold } from '../customers/take-told.js';
import { customerUpdated } from '../customers/update-profile.js';
import { clientMessageId, email, language, messageText, name, text } from '../inputs.js';
import { openSessionOf } from '../sessions/open-session.js';
import { publicUseCase, type Work } from '../use-case.js';
import { appendMessage } from './append-message.js';
import { beginConversation } from './begin-conversation.js';
import { continueConversation } from './continue-conversation.js';
import { handBackLeft } from './hand-back.js';
import { conversationWith } from './message-queries.js';
import { comesThroughPlatform } from './rules.js';

const startChatInput = z.object({
  channelKey: text('channelKey', 100),
  customer: z.object({
    name: name('name'),
    email,
    externalId: proofs.externalId.nullish(),
    identityHash: proofs.identityHash.nullish(),
    attributes: attributes.nullish(),
    attributesHash: proofs.attributesHash,
  }),
  device: device.nullish(),
  language: language.nullish(),
  text: messageText.nullish(),
  clientMessageId: clientMessageId.nullish(),
});
type Input = z.output<typeof startChatInput>;

/**
 * Begins a chat, or goes on with the open one of a customer who is proven: by the channel's identity secret, or by their
 * own token. Knowing an e-mail address or a device's id opens nothing: everybody else is a new customer.
 */
export const startChat = publicUseCase(
  startChatInput,
  async (work, input) => beginOrContinue(work, input),
  ({ app, actor }) => app.limits.countChat(actor.address),
);

const beginOrContinue = async (work: Work, input: Input) => {
  const channel = await requireChannel(work, input.channelKey);
  const proven = await provenCustomer(work, channel, input.customer);
  const verified = areVouchedFor(work, channel, input.customer);
  const { customer, isNew } = proven ?? { customer: await makeStranger(work, channel, input), isNew: true };
  const told = await takeTold(work, customer, { ...input.customer, language: input.language, device: input.device, verified });
  const conversation = await conversationFor(work, channel, customer, input, told.deviceId, Boolean(proven));
  const isElsewhere = told.deviceId !== null && conversation.deviceId !== told.deviceId;
  if (isElsewhere) conversation.deviceId = told.deviceId;
  if (!isNew && (told.isNews || isElsewhere)) work.record(customerUpdated(customer, conversation));
  await work.em.flush();
  if (input.text) await writeFirst(work, conversation, input.text, input.clientMessageId ?? null);
  const session = await openSessionOf(work, customer, told.deviceId);
  return { conversation: lazily('Conversation', conversation.id), ...session };
};

export const requireChannel = async (work: Work, key: string): Promise<Channel> => {
  const channel = await work.em.findOne(Channel, { key, archivedAt: null });
  if (!channel || comesThroughPlatform(channel.type)) throw new Refusal('CHANNEL_NOT_AVAILABLE', undefined, ['channelKey']);
  return channel;
};

const makeStranger = async (work: Work, channel: Channel, { customer: { name, email } }: Input): Promise<Customer> => {
  const { id: channelId, workspaceId } = channel;
  const customer = work.em.create(Customer, { id: v7(), workspaceId, channelId, name, email, createdAt: work.now() });
  await work.em.flush();
  return customer;
};

const conversationFor = async (
  work: Work,
  channel: Channel,
  customer: Customer,
  { text, clientMessageId }: Input,
  deviceId: string | null,
  isProven: boolean,
): Promise<Conversation> => {
  const { id: customerId, language } = customer;
  if (!isProven) return beginConversation(work, channel, { customerId, language, deviceId, previousConversationId: null });
  // A retry neither reopens nor begins anything: its message is there already.
  const retried = text && clientMessageId && (await conversationWith(work.em, customerId, clientMessageId));
  return retried || (await continueConversation(work, channel, customerId, language, Boolean(text), deviceId)).conversation;
};

const writeFirst = async (work: Work, conversation: Conversation, words: string, clientId: string | null): Promise<void> => {
  const { id: conversationId, workspaceId, customerId } = conversation;
  const author = { senderKind: SenderKind.CUSTOMER, agentId: null, customerId };
  const message = {
    ...author,
    workspaceId,
    conversationId,
    addressedToId: conversationId,
    clientMessageId: clientId,
    text: words,
    sentAt: work.now(),
  };
  await work.recordedSoFar();
  const appended = await appendMessage(work.em, message);
  if ('knownId' in appended) return;
  work.recorded(appended.eventId);
  await handBackLeft(work, conversationId);
};
