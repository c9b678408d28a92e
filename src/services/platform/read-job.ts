import { type NewJob, queueOf } from '../../job-queue/new-job.js';

/** Reads what waits of a channel's webhooks, now or then; one at a time, so that messages are taken in the order they came. */
export const readJob = (channelId: string, runAt?: Date): NewJob => ({
  task: 'read-webhooks',
  payload: { channelId },
  queue: queueOf('platform', channelId),
  runAt,
});
