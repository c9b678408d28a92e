import { z } from 'zod';
import { removeUnsent } from '../services/attachments/remove-unsent.js';
import { fetchAttachment } from '../services/platform/fetch-attachment.js';
import { readWebhooks } from '../services/platform/read-webhooks.js';
import { refreshProfile } from '../services/platform/refresh-profile.js';
import { sendMessages } from '../services/platform/send-messages.js';
import { refreshTemplatesOf } from '../services/templates/refresh-templates.js';
import { readInboundMail } from '../services/tickets/mail/read-inbound-mail.js';
import { sendTicketMails } from '../services/tickets/mail/send-ticket-mails.js';
import type { Task } from './job.js';

/** What each kind of job does; the payload is checked, because it comes from a table. */
export const TASKS: Readonly<Record<string, Task>> = {
  'send-ticket-mail': (app, payload, attempt) => sendTicketMails(app, z.object({ ticketId: z.uuid() }).parse(payload).ticketId, attempt),
  'read-webhooks': (app, payload) => readWebhooks(app, z.object({ channelId: z.uuid() }).parse(payload).channelId),
  'send-messages': (app, payload) => sendMessages(app, z.object({ conversationId: z.uuid() }).parse(payload).conversationId),
  'fetch-attachment': (app, payload, attempt) =>
    fetchAttachment(app, z.object({ attachmentId: z.uuid() }).parse(payload).attachmentId, attempt),
  'refresh-profile': (app, payload) => {
    const { channelId, customerId } = z.object({ channelId: z.uuid(), customerId: z.uuid() }).parse(payload);
    return refreshProfile(app, channelId, customerId);
  },
  'read-inbound-mail': (app, payload) => readInboundMail(app, z.object({ inboundMailId: z.uuid() }).parse(payload).inboundMailId),
  'remove-unsent-attachments': removeUnsent,
  'refresh-templates': (app, payload) => refreshTemplatesOf(app, z.object({ channelId: z.uuid() }).parse(payload).channelId),
};

/** What is done by the clock: once over all processes. */
export const CRONTAB = '17 * * * * remove-unsent-attachments ?jobKey=remove-unsent-attachments';
