import { v7 } from 'uuid';
import { z } from 'zod';
import type { AgentActor } from '../../auth/actor.js';
import { TicketStatus } from '../../entities/enums.js';
import type { Ticket } from '../../entities/ticket.js';
import { TicketChange } from '../../entities/ticket-change.js';
import { encodeId } from '../../ids.js';
import { lazily } from '../../loaders/lazily.js';
import { requireTopic } from '../conversations/require-topic.js';
import { id } from '../inputs.js';
import { agentUseCase, type Work } from '../use-case.js';
import { lockTicket } from './access.js';
import { SETTABLE_STATUSES } from './rules.js';
import { ticketEvent } from './ticket-event.js';

const settableStatus = z
  .enum(TicketStatus)
  .refine(
    (status) => SETTABLE_STATUSES.includes(status),
    `Only ${SETTABLE_STATUSES.join(' and ')} are set by hand; the others come by themselves.`,
  );

const changeTicketStatusInput = z.object({ ticketId: id('ticket'), status: settableStatus, topicId: id('topic').nullish() });

/** Sets the status by hand. The one it has already changes nothing. What a customer left in the queue is not resolved without a topic. */
export const changeTicketStatus = agentUseCase(changeTicketStatusInput, async (work, input) => {
  const ticket = await lockTicket(work, input.ticketId);
  if (input.topicId || input.status === TicketStatus.RESOLVED) await chooseTopic(work, ticket, input.topicId);
  const result = { ticket: lazily('Ticket', ticket.id) };
  if (ticket.status === input.status) return result;
  const { agentId } = work.actor;
  const change = { field: 'status', before: ticket.status, after: input.status };
  work.em.create(TicketChange, { id: v7(), ticketId: ticket.id, agentId, ...change, changedAt: work.now() });
  ticket.status = input.status;
  work.record(ticketEvent('ticket.changed', ticket, agentId));
  return result;
});

const chooseTopic = async (work: Work<AgentActor>, ticket: Ticket, topicId: string | null | undefined): Promise<void> => {
  const chosen = await requireTopic(work, ticket, topicId ?? ticket.topicId);
  if (chosen === ticket.topicId) return;
  const { agentId } = work.actor;
  const change = { field: 'topic', before: ticket.topicId && encodeId('topic', ticket.topicId), after: encodeId('topic', chosen) };
  work.em.create(TicketChange, { id: v7(), ticketId: ticket.id, agentId, ...change, changedAt: work.now() });
  ticket.topicId = chosen;
  work.record(ticketEvent('ticket.changed', ticket, agentId));
};
