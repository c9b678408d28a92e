import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import { z } from 'zod';
import type { Conversation } from '../../entities/conversation.js';
import { Customer } from '../../entities/customer.js';
import { ConversationOutcome, ConversationState, EndedBy, SenderKind } from '../../entities/enums.js';
import { Ticket } from '../../entities/ticket.js';
import { Refusal } from '../../errors.js';
import { lazily } from '../../loaders/lazily.js';
import { provenCustomer } from '../customers/prove-customer.js';
import { changeProfile } from '../customers/rules.js';
import { customerUpdated } from '../customers/update-profile.js';
import { clientMessageId, email, id, language, messageText, name, text } from '../inputs.js';
import { createTicket } from '../tickets/create-ticket.js';
import { ticketEvent } from '../tickets/ticket-event.js';
import { publicUseCase, type Work } from '../use-case.js';
import { lockConversation, lockCurrent } from './access.js';
import { appendMessage } from './append-message.js';
import { writeConversation } from './begin-conversation.js';
import { conversationEvent } from './conversation-event.js';
import { lockRequest, writeArchiveDocument } from './queries.js';
import { isOpen } from './rules.js';
import { requireChannel } from './start-chat.js';

const leaveEmailInput = z
  .object({
    conversationId: id('conversation').nullish(),
    channelKey: text('channelKey', 100).nullish(),
    name: name('name').nullish(),
    email,
    externalId: text('externalId', 200).nullish(),
    identityHash: text('identityHash', 128).nullish(),
    language: language.nullish(),
    text: messageText,
    clientMessageId,
  })
  .refine(({ conversationId, channelKey }) => Boolean(conversationId) !== Boolean(channelKey), {
    error: 'Name either the conversation that waits or the channel.',
    path: ['conversationId'],
  })
  .refine(({ channelKey, name: own }) => !channelKey || own, { error: 'The name is required with a channel.', path: ['name'] });
type Input = z.output<typeof leaveEmailInput>;

/** Instead of waiting: what the customer wrote becomes a ticket, answered by e-mail. A conversation has one ticket, however often it is asked. */
export const leaveEmail = publicUseCase(
  leaveEmailInput,
  async (work, input) => (input.conversationId ? fromQueue(work, input, input.conversationId) : fromOutside(work, input)),
  ({ app, actor }) => app.limits.countChat(actor.address),
);

const fromQueue = async (work: Work, input: Input, conversationId: string) => {
  const { actor } = work;
  if (actor.kind !== 'customer') throw new Refusal('NOT_FOUND', 'There is no such conversation.', ['conversationId']);
  const conversation = await lockConversation({ ...work, actor }, conversationId);
  const known = await work.em.findOne(Ticket, { conversationId });
  const shown = { conversation: lazily('Conversation', conversationId) };
  if (known) {
    const answer = { ticketNumber: known.number, ...shown };
    if (known.requesterEmail !== input.email) throw new Refusal('ALREADY_CONVERTED', undefined, ['email'], answer);
    return answer;
  }
  requireWaiting(conversation, 'conversationId');
  return { ticketNumber: await leave(work, conversation, input, null), ...shown };
};

const requireWaiting = ({ state }: Conversation, path: string): void => {
  if (state === ConversationState.QUEUED) return;
  throw new Refusal('INVALID_STATE', `The conversation is ${state}: only one that waits is left for an e-mail. Write into it instead.`, [
    path,
  ]);
};

/** Of a visitor nothing is shown but the ticket's number: who retries need not be who asked first. */
const fromOutside = async (work: Work, input: Input) => {
  const channel = await requireChannel(work, input.channelKey ?? '');
  const requestKey = createHash('sha256').update(`${input.email}\n${input.clientMessageId}`).digest('hex');
  await lockRequest(work.em, `${channel.id} ${requestKey}`);
  const known = await work.em.findOne(Ticket, { channelId: channel.id, requestKey });
  if (known) return { ticketNumber: known.number };
  const customer = { name: input.name ?? '', email: input.email, externalId: input.externalId, identityHash: input.identityHash };
  const proven = await provenCustomer(work, channel, customer, []);
  const current = proven ? await lockCurrent(work, proven.customer.id) : undefined;
  const isNews = proven && changeProfile(proven.customer, { name: customer.name, email: input.email });
  if (isNews && !proven.isNew) work.record(customerUpdated(proven.customer, current));
  if (current && isOpen(current)) {
    requireWaiting(current, 'channelKey');
    return { ticketNumber: await leave(work, current, input, requestKey) };
  }
  const customerId = proven?.customer.id ?? v7();
  const { id: channelId, workspaceId } = channel;
  if (!proven) {
    work.em.create(Customer, {
      id: customerId,
      workspaceId,
      channelId,
      name: customer.name,
      email: input.email,

      createdAt: work.now(),
    });
  }
  await work.em.flush();
  const begun = await writeConversation(work, channel, {
    customerId,
    language: input.language ?? null,
    previousConversationId: current?.id ?? null,
  });
  return { ticketNumber: await leave(work, begun, input, requestKey) };
};

/** Out of the queue into the archive, with a ticket whose topic an agent chooses. */
const leave = async (work: Work, conversation: Conversation, input: Input, requestKey: string | null): Promise<number> => {
  const transcriptSequence = await write(work, conversation, input);
  const now = work.now();
  work.em.assign(conversation, {
    ...{ state: ConversationState.ABANDONED, outcome: ConversationOutcome.LEFT_EMAIL, priorityAt: null },
    ...{ endedAt: now, endedBy: EndedBy.CUSTOMER, archivedAt: now },
  });
  const customer = await work.em.findOneOrFail(Customer, conversation.customerId);
  const ticket = await createTicket(work, conversation, {
    ...{ topicId: null, agentId: null, subject: beginningOf(input.text), transcriptSequence, requestKey },
    ...{ requesterName: input.name ?? customer.name, requesterEmail: input.email },
  });
  await writeArchiveDocument(work.em, conversation.id);
  work.record(ticketEvent('ticket.created', ticket, null));
  work.record(conversationEvent('conversation.converted', conversation, ticket.id));
  work.record(conversationEvent('conversation.abandoned', conversation));
  return ticket.number;
};

const SUBJECT = 200;

/** The first line, so that a list of tickets says what each is about. */
const beginningOf = (words: string): string => (words.split('\n')[0] ?? words).trim().slice(0, SUBJECT);

const write = async (work: Work, conversation: Conversation, { text: words, clientMessageId: clientId }: Input): Promise<number> => {
  const { id: conversationId, workspaceId, customerId } = conversation;
  const author = { senderKind: SenderKind.CUSTOMER, agentId: null, customerId, clientMessageId: clientId };
  const message = { ...author, workspaceId, conversationId, addressedToId: conversationId, text: words, sentAt: work.now() };
  await work.recordedSoFar();
  const appended = await appendMessage(work.em, message);
  if ('knownId' in appended) return conversation.lastSequence;
  work.recorded(appended.eventId);
  return appended.message.sequence;
};
