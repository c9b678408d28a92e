import type { MikroORM } from '@mikro-orm/postgresql';
import type { LoggedEvent } from '../events/event-log.js';
import type { Failures } from '../failures.js';
import { addJobs } from '../job-queue/queries.js';
import { jobsOf, TYPES_WITH_JOBS } from './jobs-of-events.js';
import { eventsOfTypes, lockCursor, moveCursor } from './queries.js';

/** How far the cursor moves in one transaction, in ids of the log. */
const STRETCH = 10_000n;
const ERROR_MILLISECONDS = 500;

export interface OutboxOptions {
  orm: MikroORM;
  failures: Failures;
  /** Up to which event the log is settled: nothing can appear at or below it any more. */
  position: () => bigint;
  /** Covers a process that ended between an event and its jobs; 0 switches it off. */
  pollSeconds: number;
}

/**
 * Turns events into jobs, each once: in one transaction it holds the cursor's row, adds the jobs of what follows and moves
 * the cursor. Gaps in the ids are the log reader's to wait for: the cursor never goes beyond what that one has settled.
 */
export class Outbox {
  private woken = false;
  private stopped = false;
  private passing: Promise<void> | null = null;
  private poll: NodeJS.Timeout | undefined;
  private pause: { timer: NodeJS.Timeout; end: () => void } | null = null;

  constructor(private readonly options: OutboxOptions) {}

  /** Makes up for what happened while nobody read. */
  start(): void {
    if (this.options.pollSeconds > 0) this.poll = setInterval(() => this.wake(), this.options.pollSeconds * 1000);
    this.wake();
  }

  /** Events that the log's reader has delivered. Those without jobs need no haste: the next pass goes over them. */
  heard(events: readonly LoggedEvent[]): void {
    if (events.some(({ type }) => TYPES_WITH_JOBS.has(type))) this.wake();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.poll);
    if (this.pause) {
      clearTimeout(this.pause.timer);
      this.pause.end();
    }
    await this.passing;
  }

  private wake(): void {
    this.woken = true;
    if (this.stopped) return;
    this.passing ??= this.passAll().finally(() => {
      this.passing = null;
      if (this.woken && !this.stopped) this.wake();
    });
  }

  private async passAll(): Promise<void> {
    while (this.woken && !this.stopped) {
      this.woken = false;
      try {
        while (!this.stopped && (await this.pass()));
      } catch (error) {
        this.options.failures.tell(error, 'events could not be turned into jobs; trying again');
        this.woken = true;
        await this.rest();
      }
    }
  }

  /** One stretch of the log; true when there is more. */
  private pass(): Promise<boolean> {
    return this.options.orm.em.fork().transactional(async (em) => {
      const cursor = await lockCursor(em);
      const position = this.options.position();
      if (position <= cursor) return false;
      const upTo = position - cursor > STRETCH ? cursor + STRETCH : position;
      const events = await eventsOfTypes(em, cursor, upTo, [...TYPES_WITH_JOBS]);
      await addJobs(em, events.flatMap(jobsOf));
      await moveCursor(em, upTo);
      return upTo < position;
    });
  }

  private rest(): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        this.pause = null;
        resolve();
      };
      this.pause = { timer: setTimeout(end, ERROR_MILLISECONDS), end };
    });
  }
}
