import { v7 } from 'uuid';
import { z } from 'zod';
import { sees } from '../../auth/actor.js';
import { MailState } from '../../entities/mail-enums.js';
import { TicketChange } from '../../entities/ticket-change.js';
import { TicketMail } from '../../entities/ticket-mail.js';
import { Refusal } from '../../errors.js';
import { lazily } from '../../loaders/lazily.js';
import { id } from '../inputs.js';
import { agentUseCase } from '../use-case.js';
import { lockMail } from './mail/queries.js';
import { lockTicketRow } from './queries.js';
import { ticketEvent } from './ticket-event.js';

/** A mail that failed is sent again, to the ticket's requester, under the Message-ID it had. */
export const retryTicketMail = agentUseCase(z.object({ ticketMailId: id('ticketmail') }), async (work, { ticketMailId }) => {
  const known = await work.em.findOne(TicketMail, ticketMailId);
  const ticket = known && (await lockTicketRow(work.em, known.ticketId));
  if (!ticket || !sees(work.actor, ticket)) throw new Refusal('NOT_FOUND', 'There is no such mail.', ['ticketMailId']);
  const mail = await lockMail(work.em, ticketMailId);
  if (mail?.state !== MailState.FAILED) {
    throw new Refusal('INVALID_STATE', `The mail is ${mail?.state}: only one that FAILED is sent again.`, ['ticketMailId']);
  }
  const { agentId } = work.actor;
  const change = { field: 'mail', before: MailState.FAILED, after: MailState.QUEUED };
  work.em.create(TicketChange, { id: v7(), ticketId: ticket.id, agentId, ...change, changedAt: work.now() });
  work.em.assign(mail, { state: MailState.QUEUED, failedAt: null, sentAt: null, reason: null, attempts: 0 });
  work.record(ticketEvent('ticket.mail_retried', ticket, agentId));
  return { mail, ticket: lazily('Ticket', ticket.id) };
});
