import { v7 } from 'uuid';
import type { Conversation } from '../../entities/conversation.js';
import { TicketPriority, TicketStatus } from '../../entities/enums.js';
import { Ticket } from '../../entities/ticket.js';
import { TicketChange } from '../../entities/ticket-change.js';
import type { Work } from '../use-case.js';
import { queueMail } from './mail/queue-mail.js';
import { nextTicketNumber } from './queries.js';

export interface NewTicket {
  topicId: string | null;
  /** Null: the customer left it. */
  agentId: string | null;
  subject: string;
  requesterName: string;
  requesterEmail: string;
  transcriptSequence: number;
  requestKey?: string | null;
}

/** The ticket of a conversation whose row is held, with the first line of its history, and the mail that tells the requester of it. */
export const createTicket = async (work: Work, conversation: Conversation, { agentId, ...more }: NewTicket): Promise<Ticket> => {
  const { workspaceId, productId, channelId, customerId, id: conversationId } = conversation;
  await work.em.flush();
  const number = await nextTicketNumber(work.em, workspaceId);
  const now = work.now();
  const status = TicketStatus.UNRESOLVED;
  const ticket = work.em.create(Ticket, {
    ...{ id: v7(), workspaceId, productId, channelId, customerId, conversationId, number, createdById: agentId },
    ...{ status, priority: TicketPriority.LOW, createdAt: now, ...more },
  });
  work.em.create(TicketChange, { id: v7(), ticketId: ticket.id, agentId, field: 'created', after: status, changedAt: now });
  await queueMail({ ...work, now }, ticket, null);
  return ticket;
};
