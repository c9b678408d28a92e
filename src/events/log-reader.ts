import type { MikroORM } from '@mikro-orm/postgresql';
import { named } from '../database.js';
import type { Failures } from '../failures.js';
import { type LoggedEvent, newestId, readAfter } from './event-log.js';
import { keptAfter } from './log-partitions.js';
import { WRITERS, type Writer, writersEnded } from './writers.js';

const BATCH = 1_000;
/** How long to wait before asking again whether the writers at a gap have ended. */
const GAP_MILLISECONDS = 2;
const ERROR_MILLISECONDS = 500;

export interface LogReaderOptions {
  orm: MikroORM;
  failures: Failures;
  /** Every event once, in the order of ids. Must not throw. */
  deliver: (events: readonly LoggedEvent[]) => void;
  /** The slow poll that covers a lost hint; 0 switches it off. */
  pollSeconds: number;
}

/**
 * Reads the event log from a cursor of its own, in the order of ids, missing none: rows become visible out of order when
 * transactions overlap, so it stops at the first gap in the ids until whoever could still fill it has ended.
 */
export class LogReader {
  private cursor = 0n;
  private woken = false;
  private reading: Promise<void> | null = null;
  private stopped = false;
  private poll: NodeJS.Timeout | undefined;
  private readonly pauses = new Map<NodeJS.Timeout, () => void>();

  constructor(private readonly options: LogReaderOptions) {}

  /** How many events were delivered since the start. */
  delivered = 0;

  /** Everything up to here was delivered; what comes later is above. */
  get position(): bigint {
    return this.cursor;
  }

  /** Starts at the log's present end, once nobody can still write below it. */
  async start(): Promise<void> {
    const em = this.options.orm.em.fork();
    const newest = await newestId(em);
    // Above all that was let go, even when nothing has happened since.
    const kept = await keptAfter(em);
    await this.waitForWriters();
    this.cursor = newest;
    if (kept > newest) this.cursor = kept;
    if (this.options.pollSeconds > 0) this.poll = setInterval(() => this.wake(), this.options.pollSeconds * 1000);
    this.wake();
  }

  /** A hint that there may be something new; cheap, and any number of hints make one reading. */
  wake(): void {
    this.woken = true;
    if (this.stopped) return;
    this.reading ??= this.readAll().finally(() => {
      this.reading = null;
      if (this.woken && !this.stopped) this.wake();
    });
  }

  /** Reads on until all that stands in the log by now was delivered; a writer who holds a gap open is waited for so long at most. */
  async catchUp(milliseconds: number): Promise<void> {
    const newest = await newestId(this.options.orm.em.fork());
    if (this.cursor >= newest) return;
    const patience = Promise.withResolvers<'over'>();
    const timer = setTimeout(() => patience.resolve('over'), milliseconds);
    for (let waited: unknown; this.cursor < newest && !this.stopped && waited !== 'over'; ) {
      this.wake();
      waited = await Promise.race([this.reading, patience.promise]);
    }
    clearTimeout(timer);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.poll);
    for (const [timer, end] of this.pauses) {
      clearTimeout(timer);
      end();
    }
    await this.reading;
  }

  private async readAll(): Promise<void> {
    while (this.woken && !this.stopped) {
      this.woken = false;
      try {
        while (!this.stopped && (await this.readBatch()));
      } catch (error) {
        this.options.failures.tell(error, 'the event log could not be read; trying again');
        this.woken = true;
        await this.pause(ERROR_MILLISECONDS);
      }
    }
  }

  /**
   * One batch; true when there may be more. Behind a gap all of the batch is read again, not only up to the next gap: who
   * could fill any of its gaps drew their id before its last one was seen, so they are all waited for at once.
   */
  private async readBatch(): Promise<boolean> {
    const rows = await readAfter(this.options.orm.em.fork(), this.cursor, BATCH);
    const settled = this.beforeGap(rows);
    this.deliver(settled);
    if (settled.length === rows.length) return rows.length === BATCH;
    const last = rows.at(-1)?.id ?? this.cursor;
    await this.waitForWriters();
    this.deliver((await readAfter(this.options.orm.em.fork(), this.cursor, BATCH)).filter((event) => event.id <= last));
    return true;
  }

  private beforeGap(rows: LoggedEvent[]): LoggedEvent[] {
    let expected = this.cursor + 1n;
    const gap = rows.findIndex((row) => row.id !== expected++);
    return gap === -1 ? rows : rows.slice(0, gap);
  }

  /** Those who come later draw higher ids. */
  private async waitForWriters(): Promise<void> {
    const em = this.options.orm.em.fork();
    await writersEnded(
      () => named<Writer>(em, WRITERS),
      () => this.pause(GAP_MILLISECONDS),
      () => this.stopped,
    );
  }

  private deliver(events: readonly LoggedEvent[]): void {
    const last = events.at(-1);
    if (!last || this.stopped) return;
    this.cursor = last.id;
    this.delivered += events.length;
    this.options.deliver(events);
  }

  private pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        this.pauses.delete(timer);
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      this.pauses.set(timer, end);
    });
  }
}
