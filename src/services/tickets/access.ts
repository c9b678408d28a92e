import { type AgentActor, sees } from '../../auth/actor.js';
import type { Ticket } from '../../entities/ticket.js';
import { Refusal } from '../../errors.js';
import type { Work } from '../use-case.js';
import { lockTicketRow } from './queries.js';

/** The ticket, locked, if the caller may see its channel; what is not there and what is not theirs to know are refused alike. */
export const lockTicket = async (work: Work<AgentActor>, id: string): Promise<Ticket> => {
  const ticket = await lockTicketRow(work.em, id);
  if (!ticket || !sees(work.actor, ticket)) throw new Refusal('NOT_FOUND', 'There is no such ticket.', ['ticketId']);
  return ticket;
};
