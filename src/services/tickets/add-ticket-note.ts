import { v7 } from 'uuid';
import { z } from 'zod';
import { TicketChange } from '../../entities/ticket-change.js';
import { TicketNote } from '../../entities/ticket-note.js';
import { encodeId } from '../../ids.js';
import { lazily } from '../../loaders/lazily.js';
import { id, text } from '../inputs.js';
import { agentUseCase } from '../use-case.js';
import { lockTicket } from './access.js';
import { ticketEvent } from './ticket-event.js';

/** An internal note: in no mail, by any path. */
export const addTicketNote = agentUseCase(z.object({ ticketId: id('ticket'), text: text('text', 4_000) }), async (work, input) => {
  const ticket = await lockTicket(work, input.ticketId);
  const { id: ticketId, workspaceId } = ticket;
  const { agentId } = work.actor;
  const now = work.now();
  const note = work.em.create(TicketNote, { id: v7(), workspaceId, ticketId, agentId, text: input.text, writtenAt: now });
  work.em.create(TicketChange, { id: v7(), ticketId, agentId, field: 'note', after: encodeId('ticketnote', note.id), changedAt: now });
  work.record(ticketEvent('ticket.noted', ticket, agentId));
  return { note, ticket: lazily('Ticket', ticketId) };
});
