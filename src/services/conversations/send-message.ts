import { z } from 'zod';
import type { AgentActor, CustomerActor } from '../../auth/actor.js';
import { ConversationState, MessageKind, SenderKind } from '../../entities/enums.js';
import { Message } from '../../entities/message.js';
import { Refusal } from '../../errors.js';
import { lazily } from '../../loaders/lazily.js';
import { claimAttachments } from '../attachments/claim-attachments.js';
import { attachTo } from '../attachments/queries.js';
import { kindOfFile, MOST_ATTACHMENTS } from '../attachments/rules.js';
import { blankableText, clientMessageId, eachOnce, id, MESSAGE_CHARACTERS } from '../inputs.js';
import { queueDelivery } from '../platform/queue-delivery.js';
import { platformTextRefusal } from '../platform/rules.js';
import { partyUseCase, type Work } from '../use-case.js';
import { requireKnown } from './access.js';
import { appendMessage, type NewMessage } from './append-message.js';
import { continueFrom } from './continue-conversation.js';
import { handBackLeft } from './hand-back.js';
import { knownMessage, lockForSending, type SendingRow } from './message-queries.js';
import { afterTheWindow, comesThroughPlatform, isOpen, replyWindow } from './rules.js';

const sendMessageInput = z
  .object({
    conversationId: id('conversation'),
    clientMessageId,
    text: blankableText('text', MESSAGE_CHARACTERS).nullish(),
    attachmentIds: eachOnce('attachment', MOST_ATTACHMENTS).nullish(),
    replyToId: id('message').nullish(),
  })
  .transform(({ text, attachmentIds, ...rest }) => ({ ...rest, text: text ?? '', attachmentIds: attachmentIds ?? [] }))
  .refine(({ text, attachmentIds }) => text !== '' || attachmentIds.length > 0, {
    error: `The text must not be empty: 1 to ${MESSAGE_CHARACTERS} characters. It may be left out beside \`attachmentIds\`.`,
    path: ['text'],
  });
type Input = z.output<typeof sendMessageInput>;

const authorOf = (actor: AgentActor | CustomerActor) =>
  actor.kind === 'agent'
    ? { senderKind: SenderKind.AGENT, agentId: actor.agentId, customerId: null }
    : { senderKind: SenderKind.CUSTOMER, agentId: null, customerId: actor.customerId };

const authorIdOf = (actor: AgentActor | CustomerActor): string => (actor.kind === 'agent' ? actor.agentId : actor.customerId);

const newMessage = (actor: AgentActor | CustomerActor, input: Input, sentAt: Date): NewMessage => {
  const { clientMessageId, text, conversationId } = input;
  const { workspaceId } = actor;
  return { ...authorOf(actor), workspaceId, conversationId, addressedToId: conversationId, clientMessageId, text, sentAt };
};

const underLock = partyUseCase(sendMessageInput, async (work, input) => {
  const row = requireKnown(work.actor, await lockForSending(work.em, input.conversationId));
  const conversation = { ...row, endedAt: row.endedAt ? new Date(row.endedAt) : null };
  if (conversation.state === ConversationState.QUEUED) work.route();
  // Before its files are looked at: those of a retry were sent, by the first.
  const known = input.attachmentIds.length > 0 && (await knownOf(work, input));
  if (known) return { message: lazily('Message', known) };
  const { actor } = work;
  if (actor.kind === 'customer') return sendAsCustomer({ ...work, actor }, conversation, input);
  return sendAsAgent({ ...work, actor }, conversation, input);
});

/** Sends once, however often it is asked: the retry of a client message id gives the first message. */
export const sendMessage: typeof underLock = {
  ...underLock,
  atOnce: async ({ app, actor, now }, input) => {
    if (input.attachmentIds.length > 0 || input.replyToId) return undefined;
    const sent = await app.sending.send(actor, newMessage(actor, input, now()));
    if (sent) app.typists.hasSent(input.conversationId, authorIdOf(actor));
    return sent && { result: { message: () => Promise.resolve(sent.message) }, cursor: sent.eventId };
  },
};

type Sending = Omit<SendingRow, 'endedAt'> & { endedAt: Date | null };

const sendAsAgent = async (work: Work<AgentActor>, conversation: Sending, input: Input) => {
  const refusal = refusalToAgent(work, conversation);
  if (refusal) {
    const known = await knownOf(work, input);
    if (!known) throw refusal;
    return { message: lazily('Message', known) };
  }
  const words = platformTextRefusal(conversation.channelType, input.text);
  if (words) throw new Refusal('PLATFORM_REFUSES', words, ['text']);
  const sent = await append(work, conversation, input.conversationId, input);
  if (sent.appended && comesThroughPlatform(conversation.channelType)) await queueDelivery(work, sent.appended, conversation.channelId);
  return { message: sent.message };
};

/** Why an agent may not answer; undefined: they may. */
export const refusalToAgent = (
  { actor, now }: Pick<Work<AgentActor>, 'actor' | 'now'>,
  conversation: SendingRow | Sending,
): Refusal | undefined => {
  if (conversation.endedAt) return new Refusal('CONVERSATION_ENDED', undefined, ['conversationId']);
  if (conversation.state !== ConversationState.ACTIVE) {
    return new Refusal('INVALID_STATE', `The conversation is ${conversation.state}: an answer needs it to be ACTIVE.`, ['conversationId']);
  }
  if (conversation.agentId !== actor.agentId) return new Refusal('NOT_ASSIGNED_TO_YOU', undefined, ['conversationId']);
  const last = conversation.lastCustomerMessageAt === null ? null : new Date(conversation.lastCustomerMessageAt);
  if (replyWindow(conversation.channelType, last, now())?.kind === 'CLOSED')
    return new Refusal('REPLY_WINDOW_CLOSED', afterTheWindow(conversation.channelType), ['conversationId']);
  return undefined;
};

const sendAsCustomer = async (work: Work<CustomerActor>, conversation: Sending, input: Input) => {
  if (isOpen(conversation)) {
    const known = conversation.handsBack && (await knownOf(work, input));
    if (known) return { message: lazily('Message', known) };
    const { message } = await append(work, conversation, input.conversationId, input);
    if (conversation.handsBack) await handBackLeft(work, input.conversationId);
    return { message };
  }
  const known = await knownOf(work, input);
  if (known) return { message: lazily('Message', known) };
  const next = await continueFrom(work, conversation);
  await work.em.flush();
  const { message } = await append(work, conversation, next.id, input);
  return { message };
};

/** A retry does nothing but give the first message: it neither hands back nor reopens. */
const knownOf = (
  { em, actor }: Work<AgentActor | CustomerActor>,
  { conversationId, clientMessageId }: Input,
): Promise<string | undefined> => knownMessage(em, conversationId, authorOf(actor).senderKind, authorIdOf(actor), clientMessageId);

/** `conversationId`: where the message goes, which is another one than it was addressed to when that was continued. */
const append = async (work: Work<AgentActor | CustomerActor>, { channelType }: Sending, conversationId: string, input: Input) => {
  const files = await claimAttachments(work, channelType, input);
  await requireAnswered(work, input);
  await work.recordedSoFar();
  const kind = files[0] ? kindOfFile(files[0].contentType) : MessageKind.TEXT;
  const deviceId = work.actor.kind === 'customer' ? work.actor.deviceId : null;
  const appended = await appendMessage(
    work.em,
    { ...newMessage(work.actor, input, work.now()), conversationId },
    { kind, deviceId, replyToId: input.replyToId },
  );
  if ('knownId' in appended) return { message: lazily('Message', appended.knownId) };
  if (files.length > 0) await attachTo(work.em, appended.message, input.attachmentIds);
  work.recorded(appended.eventId);
  work.app.typists.hasSent(input.conversationId, authorIdOf(work.actor));
  return { message: () => Promise.resolve(appended.message), appended };
};

/** What a message answers stands in the conversation that it was addressed to. */
const requireAnswered = async ({ em }: Work, { conversationId, replyToId }: Input): Promise<void> => {
  if (replyToId && !(await em.count(Message, { id: replyToId, conversationId }))) {
    throw new Refusal('NOT_FOUND', 'There is no such message in this conversation.', ['replyToId']);
  }
};
