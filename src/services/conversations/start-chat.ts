import { v7 } from 'uuid';
import { z } from 'zod';
import type { Actor } from '../../auth/actor.js';
import { identityFits } from '../../auth/secret-box.js';
import { Channel } from '../../entities/channel.js';
import type { Conversation } from '../../entities/conversation.js';
import { Customer } from '../../entities/customer.js';
import { SenderKind } from '../../entities/enums.js';
import { Refusal } from '../../errors.js';
import { lazily } from '../../loaders/lazily.js';
import { clientMessageId, email, language, messageText, name, text } from '../inputs.js';
import { openSession } from '../sessions/open-session.js';
import { publicUseCase, type Work } from '../use-case.js';
import { appendMessage } from './append-message.js';
import { beginConversation } from './begin-conversation.js';
import { continueConversation } from './continue-conversation.js';
import { handBackLeft } from './hand-back.js';
import { conversationWith } from './message-queries.js';
import { upsertKnownCustomer } from './queries.js';
import { comesThroughPlatform } from './rules.js';

const startChatInput = z.object({
  channelKey: text('channelKey', 100),
  customer: z.object({
    name: name('name'),
    email,
    externalId: text('externalId', 200).nullish(),
    identityHash: text('identityHash', 128).nullish(),
  }),
  language: language.nullish(),
  text: messageText.nullish(),
  clientMessageId: clientMessageId.nullish(),
});
type Input = z.output<typeof startChatInput>;

/**
 * Begins a chat, or goes on with the open one of a customer who is proven: by the channel's identity secret, or by their
 * own token. Knowing an e-mail address opens nothing: everybody else is a new customer.
 */
export const startChat = publicUseCase(
  startChatInput,
  async (work, input) => beginOrContinue(work, input),
  ({ app, actor }) => app.limits.countChat(actor.address),
);

const beginOrContinue = async (work: Work, input: Input) => {
  const channel = await requireChannel(work, input.channelKey);
  const conversation = await conversationFor(work, channel, input);
  await work.em.flush();
  if (input.text) await writeFirst(work, conversation, input.text, input.clientMessageId ?? null);
  const session = await openSession(work, { workspaceId: channel.workspaceId, customerId: conversation.customerId });
  return { conversation: lazily('Conversation', conversation.id), ...session };
};

export const requireChannel = async (work: Work, key: string): Promise<Channel> => {
  const channel = await work.em.findOne(Channel, { key, archivedAt: null });
  if (!channel || comesThroughPlatform(channel.type)) throw new Refusal('CHANNEL_NOT_AVAILABLE', undefined, ['channelKey']);
  return channel;
};

const conversationFor = async (work: Work, channel: Channel, input: Input): Promise<Conversation> => {
  const customerId = await provenCustomer(work, channel, input.customer);
  const writes = Boolean(input.text);
  // A retry neither reopens nor begins anything: its message is there already.
  const retried = customerId && writes && input.clientMessageId && (await conversationWith(work.em, customerId, input.clientMessageId));
  if (retried) return retried;
  if (customerId) return continueConversation(work, channel, customerId, input.language ?? null, writes);
  const customer = work.em.create(Customer, {
    id: v7(),
    workspaceId: channel.workspaceId,
    channelId: channel.id,
    name: input.customer.name,
    email: input.customer.email,
    createdAt: work.now(),
  });
  await work.em.flush();
  return beginConversation(work, channel, { customerId: customer.id, language: input.language ?? null, previousConversationId: null });
};

export interface Claim {
  name: string;
  email: string;
  externalId?: string | null;
  identityHash?: string | null;
}

/** Whom the caller has proven to be; undefined: nobody known. A channel with a secret takes no one unproven. */
export const provenCustomer = async (work: Work, channel: Channel, customer: Claim, path = ['customer']): Promise<string | undefined> => {
  if (!channel.identitySecretSealed) return ownToken(work.actor, channel);
  const { externalId, identityHash, name: ownName, email: ownEmail } = customer;
  if (!externalId || !identityHash)
    throw new Refusal('IDENTITY_REQUIRED', undefined, [...path, externalId ? 'identityHash' : 'externalId']);
  if (!identityFits(work.app.secretBox.open(channel.identitySecretSealed), externalId, identityHash)) {
    throw new Refusal('IDENTITY_INVALID', undefined, [...path, 'identityHash']);
  }
  const { id: channelId, workspaceId } = channel;
  return upsertKnownCustomer(work.em, { workspaceId, channelId, name: ownName, email: ownEmail, externalId }, work.now());
};

const ownToken = (actor: Actor, channel: Channel): string | undefined =>
  actor.kind === 'customer' && actor.channelId === channel.id ? actor.customerId : undefined;

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
