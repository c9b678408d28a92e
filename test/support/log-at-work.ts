import { setTimeout as pause } from 'node:timers/promises';
import type { MikroORM } from '@mikro-orm/postgresql';
import type pg from 'pg';
import { type Logger, pino } from 'pino';
import { closeOrm, createOrm } from '../../src/database.js';
import type { Random } from '../../src/dialogues/random.js';
import type { LoggedEvent } from '../../src/events/event-log.js';
import type { LiveEvents } from '../../src/events/event-stream.js';
import { Hub } from '../../src/events/hub.js';
import { LogReader } from '../../src/events/log-reader.js';
import { Failures } from '../../src/failures.js';
import { type TestDatabase, testDatabase } from './database.js';
import { openPool } from './desk.js';
import { WORKSPACE } from './log-writers.js';

export const log: Logger = pino({ level: 'silent' });
export const failures = new Failures({ log, reach: async () => undefined });

/** What one process has read of the log. */
export interface Reading extends LiveEvents {
  seen: LoggedEvent[];
  startedAt: bigint;
}

/** A database with its log, and readers on it as processes have them; all in this process. */
export class LogAtWork {
  private readonly undo: (() => Promise<unknown>)[] = [];

  private constructor(
    readonly database: TestDatabase,
    readonly orm: MikroORM,
    /** Past everything. */
    readonly looker: pg.Pool,
  ) {}

  static async open(): Promise<LogAtWork> {
    const database = await testDatabase();
    const orm = await createOrm({ url: database.url, poolSize: 16 });
    return new LogAtWork(database, orm, openPool(database.url, 1));
  }

  async close(): Promise<void> {
    await this.looker.end();
    await closeOrm(this.orm);
    await this.database.drop();
  }

  /** To be done at the end of the test, the last first. */
  later(step: () => Promise<unknown>): void {
    this.undo.push(step);
  }

  async endTest(): Promise<void> {
    for (const step of this.undo.splice(0).reverse()) await step();
  }

  /** One event more, of nobody in particular; gives its id. */
  async append(): Promise<bigint> {
    const insert = `insert into event (workspace_id, type, at) values ($1, 'settings.changed', now()) returning id`;
    return BigInt((await this.looker.query<{ id: string }>(insert, [WORKSPACE])).rows[0]?.id ?? 0);
  }

  async idsAfter(after: bigint, condition = 'true'): Promise<bigint[]> {
    const select = `select id from event where id > $1 and ${condition} order by id`;
    return (await this.looker.query<{ id: string }>(select, [after.toString()])).rows.map((row) => BigInt(row.id));
  }

  async newest(): Promise<bigint> {
    return (await this.idsAfter(0n)).at(-1) ?? 0n;
  }

  /** A process's reader, woken every few milliseconds at random as by hints, or only by hand. */
  async startReading(wakes: Random | null): Promise<Reading> {
    const seen: LoggedEvent[] = [];
    const hub = new Hub();
    const deliver = (events: readonly LoggedEvent[]): void => {
      seen.push(...events);
      hub.deliver(events);
    };
    const reader = new LogReader({ orm: this.orm, failures, deliver, pollSeconds: 0 });
    await reader.start();
    let stopped = false;
    const waking = (async () => {
      while (wakes && !stopped) {
        reader.wake();
        await pause(wakes.skewed(0, 8));
      }
    })();
    this.later(async () => {
      stopped = true;
      await waking;
      await reader.stop();
    });
    return { orm: this.orm, hub, reader, seen, startedAt: reader.position };
  }
}
