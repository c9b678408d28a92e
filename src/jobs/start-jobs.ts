import type { LoggedEvent } from '../events/event-log.js';
import type { Application } from '../services/application.js';
import { Outbox } from './outbox.js';
import { unlockDead } from './queries.js';
import { CRONTAB, TASKS } from './tasks.js';
import { startWorkers } from './workers.js';

export interface JobsOptions {
  app: Application;
  url: string;
  concurrency: number;
  pollSeconds: number;
}

export interface Jobs {
  /** Called with what the log's reader delivers. */
  heard(events: readonly LoggedEvent[]): void;
  stop(): Promise<void>;
}

/** How long the jobs of a process that was killed wait at the most, beside the few seconds for which nobody is believed dead. */
const SWEEP_MILLISECONDS = 5_000;

/** The outbox, the workers, and the sweep for what dead processes hold. Call once the log's reader knows its position. */
export const startJobs = async ({ app, url, concurrency, pollSeconds }: JobsOptions): Promise<Jobs> => {
  const { orm, log, failures } = app;
  const outbox = new Outbox({ orm, failures, position: () => app.live.reader.position, pollSeconds });
  const workers = await startWorkers({ app, url, concurrency, tasks: TASKS, crontab: CRONTAB });
  let sweeping: Promise<void> = Promise.resolve();
  const sweep = async (): Promise<void> => {
    try {
      const pools = await unlockDead(orm.em.fork());
      if (pools > 0) log.warn({ pools }, 'jobs of processes that ended without finishing them were given free');
    } catch (error) {
      failures.tell(error, 'what dead processes hold could not be looked for');
    }
  };
  const sweeper = setInterval(() => {
    sweeping = sweep();
  }, SWEEP_MILLISECONDS);
  outbox.start();
  return {
    heard: (events) => outbox.heard(events),
    stop: async () => {
      clearInterval(sweeper);
      await sweeping;
      await outbox.stop();
      await workers.stop();
    },
  };
};
