import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { Random } from '../../src/dialogues/random.js';
import { openPool } from './desk.js';

export const WORKSPACE = randomUUID();
export const CONVERSATIONS = Array.from({ length: 12 }, () => randomUUID());
export const CUSTOMER = randomUUID();

const APPEND = `insert into event (workspace_id, type, conversation_id, customer_id, subject_id, at)
  values ($1, 'conversation.queued', $2, $3, $4, now())`;
const LOCK = 'select pg_advisory_xact_lock(hashtext($1))';

/**
 * Writers as use cases are: a transaction locks its conversation, writes one to four events of it at its end or in its midst,
 * and commits or rolls back after a while. `subject_id` ends with the event's number within its conversation, in the order of commits.
 */
export class LogWriters {
  private readonly numbers = new Map<string, number>();
  private stopped = false;
  private working: Promise<unknown> = Promise.resolve();

  private constructor(private readonly pool: pg.Pool) {}

  static start(url: string, writers: Random[], transactions: number): LogWriters {
    const started = new LogWriters(openPool(url, writers.length));
    started.working = Promise.all(writers.map((random) => started.write(random, transactions)));
    return started;
  }

  async finished(): Promise<void> {
    await this.working;
    await this.pool.end();
  }

  /** Ends early, after a test that failed. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.working.catch(() => undefined);
    if (!this.pool.ended) await this.pool.end();
  }

  private async write(random: Random, transactions: number): Promise<void> {
    const client = await this.pool.connect();
    try {
      for (let left = transactions; left > 0 && !this.stopped; left--) {
        await this.transaction(client, random);
        if (random.chance(0.3)) await pause(random.skewed(0, 10));
      }
    } finally {
      // Its transaction may have failed.
      client.release(true);
    }
  }

  private async transaction(client: pg.PoolClient, random: Random): Promise<void> {
    const conversationId = random.pick(CONVERSATIONS);
    await client.query('begin');
    await client.query(LOCK, [conversationId]);
    let number = this.numbers.get(conversationId) ?? 0;
    for (let events = random.whole(1, 4); events > 0; events--) {
      number += 1;
      const subject = `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
      await client.query(APPEND, [WORKSPACE, conversationId, CUSTOMER, subject]);
      if (random.chance(0.3)) await pause(random.skewed(0, 25));
    }
    const commits = random.chance(0.8);
    // Counted while the lock is held: whoever gets it next goes on from here.
    if (commits) this.numbers.set(conversationId, number);
    await client.query(commits ? 'commit' : 'rollback');
  }
}
