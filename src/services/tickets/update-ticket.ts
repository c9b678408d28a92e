import { v7 } from 'uuid';
import { z } from 'zod';
import type { AgentActor } from '../../auth/actor.js';
import { TicketPriority } from '../../entities/enums.js';
import { TicketType } from '../../entities/mail-enums.js';
import type { Ticket } from '../../entities/ticket.js';
import { TicketChange } from '../../entities/ticket-change.js';
import { encodeId } from '../../ids.js';
import { lazily } from '../../loaders/lazily.js';
import { requireTopic } from '../conversations/require-topic.js';
import { id, text } from '../inputs.js';
import { agentUseCase, type Work } from '../use-case.js';
import { lockTicket } from './access.js';
import { ticketEvent } from './ticket-event.js';
import { tags } from './ticket-inputs.js';

const updateTicketInput = z.object({
  ticketId: id('ticket'),
  subject: text('subject', 200).nullish(),
  priority: z.enum(TicketPriority).nullish(),
  type: z.enum(TicketType).nullish(),
  topicId: id('topic').nullish(),
  tags: tags.nullish(),
});

/** Changes what is given; each change is a line of the history, and what is as it was is none. */
export const updateTicket = agentUseCase(updateTicketInput, async (work, input) => {
  const ticket = await lockTicket(work, input.ticketId);
  if (input.topicId) await requireTopic(work, ticket, input.topicId);
  const before = shown(ticket);
  work.em.assign(ticket, {
    subject: input.subject ?? ticket.subject,
    priority: input.priority ?? ticket.priority,
    type: input.type === undefined ? ticket.type : input.type,
    topicId: input.topicId ?? ticket.topicId,
    tags: input.tags ?? ticket.tags,
  });
  if (writeChanges(work, ticket, before) > 0) work.record(ticketEvent('ticket.changed', ticket, work.actor.agentId));
  return { ticket: lazily('Ticket', ticket.id) };
});

/** As the history shows it. */
const shown = ({ subject, priority, type, topicId, tags: words }: Ticket): Record<string, string | null> => ({
  subject,
  priority,
  type,
  topic: topicId && encodeId('topic', topicId),
  tags: words.length > 0 ? words.join(', ') : null,
});

const writeChanges = (work: Work<AgentActor>, ticket: Ticket, before: Record<string, string | null>): number => {
  const after = shown(ticket);
  const changed = Object.keys(after).filter((field) => after[field] !== before[field]);
  const at = work.now();
  for (const field of changed) {
    const values = { field, before: before[field] ?? null, after: after[field] ?? null };
    work.em.create(TicketChange, { id: v7(), ticketId: ticket.id, agentId: work.actor.agentId, ...values, changedAt: at });
  }
  return changed.length;
};
