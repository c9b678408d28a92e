import { v7 } from 'uuid';
import { z } from 'zod';
import { SenderKind } from '../../entities/enums.js';
import { TicketChange } from '../../entities/ticket-change.js';
import { TicketMessage } from '../../entities/ticket-message.js';
import { encodeId } from '../../ids.js';
import { lazily } from '../../loaders/lazily.js';
import { clientMessageId, id, text } from '../inputs.js';
import { agentUseCase } from '../use-case.js';
import { lockTicket } from './access.js';
import { queueMail } from './mail/queue-mail.js';
import { ticketEvent } from './ticket-event.js';

const replyToTicketInput = z.object({ ticketId: id('ticket'), text: text('text', 20_000), clientMessageId: clientMessageId.nullish() });

/** Keeps a reply once, however often it is asked: the retry of a client message id gives the first reply. */
export const replyToTicket = agentUseCase(replyToTicketInput, async (work, input) => {
  const ticket = await lockTicket(work, input.ticketId);
  const { agentId } = work.actor;
  const { id: ticketId, workspaceId } = ticket;
  const clientId = input.clientMessageId ?? null;
  const known = clientId && (await work.em.findOne(TicketMessage, { ticketId, agentId, clientMessageId: clientId }));
  if (known) return { message: known, ticket: lazily('Ticket', ticketId) };
  const now = work.now();
  const reply = { senderKind: SenderKind.AGENT, agentId, clientMessageId: clientId, text: input.text, sentAt: now };
  const message = work.em.create(TicketMessage, { id: v7(), workspaceId, ticketId, ...reply });
  const after = encodeId('ticketmessage', message.id);
  work.em.create(TicketChange, { id: v7(), ticketId, agentId, field: 'reply', after, changedAt: now });
  await work.em.flush();
  await queueMail({ ...work, now }, ticket, message.id);
  work.record(ticketEvent('ticket.replied', ticket, agentId));
  return { message, ticket: lazily('Ticket', ticketId) };
});
