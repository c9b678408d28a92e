import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { Logger } from 'pino';
import type { Failures } from '../failures.js';
import { drawFrom, dropPartition, isDrawnFrom, makePartition, momentOf, readPartitions } from './log-partitions.js';
import { WRITERS, type Writer, writersEnded } from './writers.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** What each partition holds, so that the log is kept for the days asked for and at most one more. */
const PARTITION_SPAN = DAY;
/** How long others who use the log are waited for at a time. */
const PATIENCE_MILLISECONDS = 2_000;
const LOOK_MILLISECONDS = 10;
/** Known to nobody else: one process at a time sees to the log. */
const UPKEEP = 7_305_100_412;

export interface LogUpkeepOptions {
  pool: pg.Pool;
  log: Logger;
  failures: Failures;
  now: () => Date;
  retentionDays: number;
}

/**
 * Begins a partition of the log a day and lets go of those whose last event is older than the log is kept. Any process does it,
 * one at a time; one that is late or is interrupted only leaves the log longer than asked for.
 */
export class LogUpkeep {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | null = null;

  constructor(private readonly options: LogUpkeepOptions) {}

  async start(): Promise<void> {
    await this.run();
    this.timer = setInterval(() => void this.run(), HOUR);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** Looks after the log once, unless another process is at it. Never rejects: the next one tries again. */
  run(): Promise<void> {
    this.running ??= this.seeTo()
      .catch((error: unknown) => this.options.failures.tell(error, 'the event log could not be seen to; trying again within the hour'))
      .finally(() => {
        this.running = null;
      });
    return this.running;
  }

  private async seeTo(): Promise<void> {
    const client = await this.options.pool.connect();
    try {
      const { rows } = await client.query<{ mine: boolean }>(`select pg_try_advisory_lock(${UPKEEP}) as mine`);
      if (rows[0]?.mine) await this.seeToAlone(client);
    } finally {
      client.release(true);
    }
  }

  private async seeToAlone(client: pg.ClientBase): Promise<void> {
    try {
      await client.query(`set lock_timeout = ${PATIENCE_MILLISECONDS}`);
      // While ids still come from the one before, that one must stay, however old its last event is.
      if (await this.beginNext(client)) await this.letGo(client);
    } finally {
      // Not left to the end of the session: behind a pooler it may outlive this connection. A broken one has nothing to give back.
      for (const back of ['reset lock_timeout', `select pg_advisory_unlock(${UPKEEP})`]) await client.query(back).catch(() => undefined);
    }
  }

  /** False when ids do not come from the newest partition yet. */
  private async beginNext(client: pg.ClientBase): Promise<boolean> {
    const newest = (await readPartitions(client)).at(-1)?.number ?? 0n;
    // Where an attempt before ended between making a partition and drawing from it.
    if (!(await this.drawFrom(client, newest))) return false;
    const began = await momentOf(client, newest, 'first');
    if (!began || began.getTime() > this.options.now().getTime() - PARTITION_SPAN) return true;
    await makePartition(client, newest + 1n);
    return this.drawFrom(client, newest + 1n);
  }

  /** False when it was put off: a transaction that began to write before the partition was there could not write into it. */
  private async drawFrom(client: pg.ClientBase, partition: bigint): Promise<boolean> {
    if (await isDrawnFrom(client, partition)) return true;
    const until = performance.now() + PATIENCE_MILLISECONDS;
    const mayDraw = await writersEnded(
      async () => (await client.query<Writer>(WRITERS)).rows,
      () => pause(LOOK_MILLISECONDS),
      () => performance.now() > until,
    );
    if (mayDraw) {
      await drawFrom(client, partition);
      this.options.log.info({ partition: `event_${partition}` }, 'a partition of the event log was begun');
    } else
      this.options.log.warn(
        { partition: `event_${partition}` },
        'a partition of the event log waits for a long transaction; trying again within the hour',
      );
    return mayDraw;
  }

  private async letGo(client: pg.ClientBase): Promise<void> {
    const keptFrom = this.options.now().getTime() - this.options.retentionDays * DAY;
    for (const partition of (await readPartitions(client)).slice(0, -1)) {
      const ended = partition.leaving ? undefined : await momentOf(client, partition.number, 'last');
      if (ended && ended.getTime() > keptFrom) return;
      await dropPartition(client, partition);
      this.options.log.info({ partition: `event_${partition.number}` }, 'a partition of the event log was let go');
    }
  }
}
