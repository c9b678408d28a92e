import { z } from 'zod';
import { removeUnsent } from '../services/attachments/remove-unsent.js';
import { readInboundMail } from '../services/tickets/mail/read-inbound-mail.js';
import { sendTicketMails } from '../services/tickets/mail/send-ticket-mails.js';
import type { Task } from './job.js';

/** What each kind of job does; the payload is checked, because it comes from a table. */
export const TASKS: Readonly<Record<string, Task>> = {
  'send-ticket-mail': (app, payload, attempt) => sendTicketMails(app, z.object({ ticketId: z.uuid() }).parse(payload).ticketId, attempt),
  'read-inbound-mail': (app, payload) => readInboundMail(app, z.object({ inboundMailId: z.uuid() }).parse(payload).inboundMailId),
  'remove-unsent-attachments': removeUnsent,
};

/** What is done by the clock: once over all processes. */
export const CRONTAB = '17 * * * * remove-unsent-attachments ?jobKey=remove-unsent-attachments';
