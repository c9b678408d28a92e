import { v7 } from 'uuid';
import { z } from 'zod';
import type { AgentActor } from '../../auth/actor.js';
import type { Ticket } from '../../entities/ticket.js';
import { TicketChange } from '../../entities/ticket-change.js';
import { Refusal } from '../../errors.js';
import { encodeId } from '../../ids.js';
import { lazily } from '../../loaders/lazily.js';
import { id } from '../inputs.js';
import { agentUseCase, type Work } from '../use-case.js';
import { lockTicket } from './access.js';
import { mayHandle } from './queries.js';
import { ticketEvent } from './ticket-event.js';

/** Gives the ticket to an agent who may see it, whatever their status: tickets wait, people do not. Null: to nobody. */
export const assignTicket = agentUseCase(z.object({ ticketId: id('ticket'), agentId: id('agent').nullish() }), async (work, input) => {
  const ticket = await lockTicket(work, input.ticketId);
  const assigneeId = input.agentId ?? null;
  const result = { ticket: lazily('Ticket', ticket.id) };
  if (assigneeId === ticket.assigneeId) return result;
  if (assigneeId) await requireAssignable(work, ticket, assigneeId);
  const { agentId } = work.actor;
  const values = { field: 'assignee', before: shown(ticket.assigneeId), after: shown(assigneeId) };
  work.em.create(TicketChange, { id: v7(), ticketId: ticket.id, agentId, ...values, changedAt: work.now() });
  ticket.assigneeId = assigneeId;
  work.record(ticketEvent('ticket.changed', ticket, agentId));
  return result;
});

const shown = (agentId: string | null): string | null => agentId && encodeId('agent', agentId);

const requireAssignable = async (work: Work<AgentActor>, ticket: Ticket, agentId: string): Promise<void> => {
  const found = await mayHandle(work.em, ticket, agentId);
  if (!found) throw new Refusal('NOT_FOUND', 'There is no such agent.', ['agentId']);
  if (!found.authorised) throw new Refusal('AGENT_NOT_AUTHORISED', undefined, ['agentId']);
};
