import { v7 } from 'uuid';
import { SenderKind, type TicketStatus } from '../../../entities/enums.js';
import { MailState } from '../../../entities/mail-enums.js';
import type { Ticket } from '../../../entities/ticket.js';
import { TicketAttachment } from '../../../entities/ticket-attachment.js';
import { TicketChange } from '../../../entities/ticket-change.js';
import { TicketMessage } from '../../../entities/ticket-message.js';
import { encodeId } from '../../../ids.js';
import type { Bounce } from '../../../mail/bounce.js';
import type { ReadMail } from '../../../mail/read-mail.js';
import type { SystemWork } from '../../system-work.js';
import { statusAfterAnswer } from '../rules.js';
import { ticketEvent } from '../ticket-event.js';
import { lockBounced } from './queries.js';

export type StoredFile = Pick<TicketAttachment, 'name' | 'contentType' | 'size' | 'storageKey'>;

/** A mail of the requester becomes a message of the ticket, whose row is locked; false when it is there already. */
export const takeReply = async (work: SystemWork, ticket: Ticket, mail: ReadMail, files: readonly StoredFile[]): Promise<boolean> => {
  const { em } = work;
  if (await em.findOne(TicketMessage, { ticketId: ticket.id, mailId: mail.id })) return false;
  const { id: ticketId, workspaceId } = ticket;
  const now = work.now();
  const message = em.create(TicketMessage, {
    ...{ id: v7(), workspaceId, ticketId, senderKind: SenderKind.CUSTOMER, sentAt: now, mailId: mail.id, automatic: mail.automatic },
    ...{ text: mail.text, quotedText: mail.quotedText, html: mail.html },
    ...{ fromName: mail.from?.name ?? null, fromAddress: mail.from?.address ?? null },
  });
  await em.flush();
  for (const file of files) em.create(TicketAttachment, { id: v7(), workspaceId, ticketMessageId: message.id, ...file });
  const after = encodeId('ticketmessage', message.id);
  em.create(TicketChange, { id: v7(), ticketId, field: 'received', after, changedAt: now });
  if (!mail.automatic) changeStatus(work, ticket, statusAfterAnswer(ticket.status), now);
  work.record(ticketEvent('ticket.received', ticket, null));
  return true;
};

const changeStatus = ({ em }: SystemWork, ticket: Ticket, status: TicketStatus, changedAt: Date): void => {
  if (status === ticket.status) return;
  em.create(TicketChange, { id: v7(), ticketId: ticket.id, field: 'status', before: ticket.status, after: status, changedAt });
  ticket.status = status;
};

/** A mail of ours came back: it has failed after all. What names no mail of this ticket changes nothing. */
export const takeBounce = async (work: SystemWork, ticket: Ticket, { words }: Bounce, mailIds: readonly string[]): Promise<void> => {
  const mail = await lockBounced(work.em, ticket.id, mailIds);
  if (!mail) return;
  const now = work.now();
  const { state } = mail;
  work.em.assign(mail, { state: MailState.FAILED, failedAt: now, reason: words });
  const after = `${MailState.FAILED}: ${words}`;
  work.em.create(TicketChange, { id: v7(), ticketId: ticket.id, field: 'mail', before: state, after, changedAt: now });
  work.record(ticketEvent('ticket.mail_failed', ticket, null));
};
