import { type NewJob, queueOf } from '../../job-queue/new-job.js';

/** Sends what waits in a conversation, now or then. */
export const sendJob = (conversationId: string, runAt?: Date): NewJob => ({
  task: 'send-messages',
  payload: { conversationId },
  queue: queueOf('conversation', conversationId),
  runAt,
});
