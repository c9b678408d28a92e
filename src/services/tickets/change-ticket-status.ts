import { v7 } from 'uuid';
import { z } from 'zod';
import { TicketStatus } from '../../entities/enums.js';
import { TicketChange } from '../../entities/ticket-change.js';
import { lazily } from '../../loaders/lazily.js';
import { id } from '../inputs.js';
import { agentUseCase } from '../use-case.js';
import { lockTicket } from './access.js';
import { SETTABLE_STATUSES } from './rules.js';
import { ticketEvent } from './ticket-event.js';

const settableStatus = z
  .enum(TicketStatus)
  .refine(
    (status) => SETTABLE_STATUSES.includes(status),
    `Only ${SETTABLE_STATUSES.join(' and ')} are set by hand; the others come by themselves.`,
  );

/** Sets the status by hand. The one it has already changes nothing. */
export const changeTicketStatus = agentUseCase(z.object({ ticketId: id('ticket'), status: settableStatus }), async (work, input) => {
  const ticket = await lockTicket(work, input.ticketId);
  const result = { ticket: lazily('Ticket', ticket.id) };
  if (ticket.status === input.status) return result;
  const { agentId } = work.actor;
  const change = { field: 'status', before: ticket.status, after: input.status };
  work.em.create(TicketChange, { id: v7(), ticketId: ticket.id, agentId, ...change, changedAt: work.now() });
  ticket.status = input.status;
  work.record(ticketEvent('ticket.changed', ticket, agentId));
  return result;
});
