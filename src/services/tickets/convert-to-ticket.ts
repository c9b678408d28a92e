import { v7 } from 'uuid';
import { z } from 'zod';
import type { AgentActor } from '../../auth/actor.js';
import type { Conversation } from '../../entities/conversation.js';
import { Customer } from '../../entities/customer.js';
import { ConversationOutcome, ConversationState } from '../../entities/enums.js';
import { Note } from '../../entities/note.js';
import { Ticket } from '../../entities/ticket.js';
import { Topic } from '../../entities/topic.js';
import { Refusal } from '../../errors.js';
import { lazily } from '../../loaders/lazily.js';
import { lockConversation } from '../conversations/access.js';
import { conversationEvent } from '../conversations/conversation-event.js';
import { requireTopic } from '../conversations/require-topic.js';
import { resolveLocked } from '../conversations/resolve-conversation.js';
import { email, id, text } from '../inputs.js';
import { agentUseCase, type Work } from '../use-case.js';
import { createTicket } from './create-ticket.js';
import { conversion } from './rules.js';
import { ticketEvent } from './ticket-event.js';

const convertToTicketInput = z.object({
  conversationId: id('conversation'),
  email,
  topicId: id('topic').nullish(),
  subject: text('subject', 200).nullish(),
  note: text('note', 4_000).nullish(),
});
type Input = z.output<typeof convertToTicketInput>;

/** Makes the ticket of a conversation, one for all time; an active conversation is resolved first. */
export const convertToTicket = agentUseCase(convertToTicketInput, async (work, input) => {
  const conversation = await lockConversation(work, input.conversationId);
  const known = await work.em.findOne(Ticket, { conversationId: conversation.id });
  if (known) return sameTicket(known, input.email);
  const topicId = await bringToArchive(work, conversation, input.topicId);
  if (conversation.state === ConversationState.RESOLVED) conversation.outcome = ConversationOutcome.CONVERTED;
  if (input.note) addNote(work, conversation, input.note);
  const ticket = await ticketOf(work, conversation, topicId, input);
  work.record(ticketEvent('ticket.created', ticket, work.actor.agentId));
  // Last, because the payload's cursor is that of the last event, and this is the one that subscribers see.
  work.record(conversationEvent('conversation.converted', conversation, ticket.id));
  return answer(ticket);
});

const answer = (ticket: Ticket) => ({ ticket: lazily('Ticket', ticket.id), conversation: lazily('Conversation', ticket.conversationId) });

/** Converting again: with the same address a retry, with another one somebody's mistake. */
const sameTicket = (ticket: Ticket, requesterEmail: string) => {
  if (ticket.requesterEmail !== requesterEmail) throw new Refusal('ALREADY_CONVERTED', undefined, ['email'], answer(ticket));
  return answer(ticket);
};

/** The conversation stands in the archive afterwards; gives the ticket's topic. */
const bringToArchive = async (work: Work<AgentActor>, conversation: Conversation, topicId: Input['topicId']): Promise<string> => {
  switch (conversion(conversation.state)) {
    case 'NOT_YET':
      throw new Refusal('INVALID_STATE', 'The conversation is QUEUED. It waits for an agent: assign it first.', ['conversationId']);
    case 'RESOLVE_FIRST':
      await resolveLocked(work, conversation, topicId);
      break;
    case 'FROM_ARCHIVE':
      if (topicId && conversation.topicId && topicId !== conversation.topicId) {
        throw new Refusal(
          'INVALID_INPUT',
          'The conversation was resolved with another topic, which the ticket takes: leave `topicId` out.',
          ['topicId'],
        );
      }
  }
  return requireTopic(work, conversation, conversation.topicId ?? topicId);
};

const addNote = (work: Work<AgentActor>, conversation: Conversation, words: string): void => {
  const { id: conversationId, workspaceId, lastSequence: afterSequence } = conversation;
  const { agentId } = work.actor;
  const note = work.em.create(Note, { id: v7(), workspaceId, conversationId, agentId, text: words, afterSequence, writtenAt: work.now() });
  work.record(conversationEvent('note.added', conversation, note.id));
};

const ticketOf = async (work: Work<AgentActor>, conversation: Conversation, topicId: string, input: Input): Promise<Ticket> => {
  const customer = await work.em.findOneOrFail(Customer, conversation.customerId);
  const topic = await work.em.findOneOrFail(Topic, topicId);
  return createTicket(work, conversation, {
    ...{ topicId, agentId: work.actor.agentId, subject: input.subject ?? topic.name },
    ...{ requesterName: customer.name, requesterEmail: input.email, transcriptSequence: conversation.lastSequence },
  });
};
