import type { EntityManager } from '@mikro-orm/postgresql';
import { v7 } from 'uuid';
import { MailPurpose } from '../../../entities/mail-enums.js';
import { MailSettings } from '../../../entities/mail-settings.js';
import type { Ticket } from '../../../entities/ticket.js';
import { TicketMail } from '../../../entities/ticket-mail.js';
import type { Application } from '../../application.js';

/**
 * Writes down that a mail is to be sent; the event of the same transaction is what sends it. Also without mail settings: the
 * desk then sees in words why it failed, and may retry.
 */
export const queueMail = async (
  { em, app, now }: { em: EntityManager; app: Application; now: Date },
  ticket: Ticket,
  ticketMessageId: string | null,
): Promise<void> => {
  const settings = await em.findOne(MailSettings, { productId: ticket.productId });
  const id = v7();
  em.create(TicketMail, {
    ...{ id, workspaceId: ticket.workspaceId, ticketId: ticket.id, ticketMessageId },
    purpose: ticketMessageId ? MailPurpose.REPLY : MailPurpose.CONFIRMATION,
    recipient: ticket.requesterEmail,
    messageId: app.mailAddresses.messageId(id, settings?.fromAddress.split('@')[1]),
    queuedAt: now,
  });
};
