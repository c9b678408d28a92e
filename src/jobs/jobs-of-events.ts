import type { EventType } from '../entities/enums.js';
import { type NewJob, queueOf } from '../job-queue/new-job.js';
import { sendJob } from '../services/platform/send-job.js';
import type { OutboxEvent } from './queries.js';

/** A ticket's mails go out one after the other, the oldest first; each of its jobs sends whatever waits. */
const sendTicketMail = ({ subjectId }: OutboxEvent): NewJob[] =>
  subjectId ? [{ task: 'send-ticket-mail', payload: { ticketId: subjectId }, queue: queueOf('ticket', subjectId) }] : [];

/** The same of a conversation's messages to its customer's platform. */
const sendMessages = ({ conversationId }: OutboxEvent): NewJob[] => (conversationId ? [sendJob(conversationId)] : []);

/** What an event of the log has to be done for. */
const JOBS: Partial<Record<EventType, (event: OutboxEvent) => NewJob[]>> = {
  'ticket.created': sendTicketMail,
  'ticket.replied': sendTicketMail,
  'ticket.mail_retried': sendTicketMail,
  'message.delivery_queued': sendMessages,
};

export const TYPES_WITH_JOBS: ReadonlySet<EventType> = new Set(Object.keys(JOBS) as EventType[]);

export const jobsOf = (event: OutboxEvent): NewJob[] => JOBS[event.type]?.(event) ?? [];
