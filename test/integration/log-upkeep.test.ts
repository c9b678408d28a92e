import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { Random } from '../../src/dialogues/random.js';
import { eventStream, type StreamItem } from '../../src/events/event-stream.js';
import { beginOf } from '../../src/events/log-partitions.js';
import { LogUpkeep } from '../../src/events/log-upkeep.js';
import { openPool } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import { failures, LogAtWork, log, type Reading } from '../support/log-at-work.js';
import { LogWriters, WORKSPACE } from '../support/log-writers.js';

const DAY = 86_400_000;

let work: LogAtWork;
let pool: pg.Pool;
let today: number;
beforeEach(async () => {
  today = Date.now();
  work = await LogAtWork.open();
  pool = openPool(work.database.url, 8);
});
afterEach(async () => {
  await work.endTest();
  await pool.end();
  await work.close();
});

const upkeep = (retentionDays = 7): LogUpkeep => new LogUpkeep({ pool, log, failures, now: () => new Date(today), retentionDays });

/** An event of this day; gives its id. */
const append = async (): Promise<bigint> => {
  const insert = `insert into event (workspace_id, type, at) values ($1, 'settings.changed', $2) returning id`;
  return BigInt((await pool.query<{ id: string }>(insert, [WORKSPACE, new Date(today)])).rows[0]?.id ?? 0);
};

const partitions = async (): Promise<string[]> =>
  (
    await pool.query<{ name: string }>(
      `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'event'::regclass order by 1`,
    )
  ).rows.map(({ name }) => name);

/** So many days pass, with an event each, and the log is seen to at the end of each. */
const live = async (days: number, retentionDays = 7): Promise<bigint[]> => {
  const ids: bigint[] = [];
  for (let day = 0; day < days; day++) {
    ids.push(await append());
    today += DAY;
    await upkeep(retentionDays).run();
  }
  return ids;
};

const take = async (stream: AsyncIterator<StreamItem>, count: number): Promise<(bigint | { reason: string; resumeFrom: bigint })[]> => {
  const items: (bigint | { reason: string; resumeFrom: bigint })[] = [];
  while (items.length < count) {
    const { value } = (await stream.next()) as { value: StreamItem };
    items.push(value.gap ?? value.event.id);
  }
  await stream.return?.();
  return items;
};

const follow = (reading: Reading, after: bigint) => eventStream(reading, { whose: { workspaceId: WORKSPACE }, after, accepts: () => true });

describe('the log', () => {
  test('begins a partition a day, in order, and lets go of those that are older than it is kept', async () => {
    const ids = await live(12);
    expect(ids).toEqual([...ids].sort((a, b) => (a < b ? -1 : 1)));
    // Kept: the days whose last event is at most seven days old; and the next day's, empty yet.
    expect(await partitions()).toEqual(['event_10', 'event_11', 'event_12', 'event_6', 'event_7', 'event_8', 'event_9']);
    expect(await work.idsAfter(0n)).toEqual(ids.slice(6));
  });

  test('begins none for days on which nothing happened, and keeps the one it has', async () => {
    await append();
    today += 40 * DAY;
    for (let looks = 0; looks < 3; looks++) await upkeep().run();
    expect(await partitions()).toEqual(['event_1']);
    expect(await append()).toBe(beginOf(1n));
  });

  test('is seen to by one at a time, however many try', async () => {
    await append();
    today += 8 * DAY;
    await Promise.all(Array.from({ length: 6 }, () => upkeep().run()));
    await upkeep().run();
    expect(await partitions()).toEqual(['event_1']);
  });

  test('goes on where an attempt was interrupted', async () => {
    await append();
    today += DAY;
    await pool.query('create table event_1 (like event including defaults including constraints)');
    await upkeep().run();
    expect(await partitions()).toEqual(['event_0', 'event_1']);
    await pool.query(`select setval('event_id_seq', 1, true)`);
    await upkeep().run();
    expect(await append()).toBe(beginOf(1n));
  });

  test('stops no writer and no reader, and waits for those who use what it lets go, but not forever', async () => {
    await append();
    today += DAY;
    const slow = new pg.Client({ connectionString: work.database.url });
    await slow.connect();
    work.later(() => slow.end());
    await slow.query('begin');
    await slow.query(`insert into event (workspace_id, type, at) values ($1, 'settings.changed', now())`, [WORKSPACE]);
    // The new partition is there; but who wrote before it was may not know of it, and could not write an id of its.
    await upkeep().run();
    expect(await partitions()).toEqual(['event_0', 'event_1']);
    await slow.query(`insert into event (workspace_id, type, at) values ($1, 'settings.changed', now())`, [WORKSPACE]);
    expect(await append()).toBeLessThan(beginOf(1n));
    await slow.query('commit');
    await upkeep().run();

    await slow.query('begin');
    await slow.query('select count(*) from event');
    today += 10 * DAY;
    const seeing = upkeep().run();
    const written = await append();
    expect(written).toBe(beginOf(1n));
    // It gives up after a while, and the next one ends what was begun.
    await seeing;
    await slow.query('commit');
    await upkeep().run();
    expect(await partitions()).toEqual(['event_1']);
    expect(await work.idsAfter(0n)).toEqual([written]);
  });

  test('keeps the partition that ids still come from, however old its last event is', async () => {
    await append();
    today += 20 * DAY;
    const slow = new pg.Client({ connectionString: work.database.url });
    await slow.connect();
    work.later(() => slow.end());
    await slow.query('begin');
    await slow.query(`insert into event (workspace_id, type, at) values ($1, 'settings.changed', $2)`, [WORKSPACE, new Date(today)]);
    await upkeep().run();
    expect(await partitions()).toEqual(['event_0', 'event_1']);
    expect(await append()).toBeLessThan(beginOf(1n));
    await slow.query('commit');
    await upkeep().run();
    expect(await append()).toBe(beginOf(1n));
  });

  test('read while partitions are begun and let go under writers, misses nothing that was kept', async () => {
    const reading = await work.startReading(new Random(3));
    const writing = LogWriters.start(
      work.database.url,
      Array.from({ length: 6 }, (_, n) => new Random(n)),
      150,
    );
    work.later(() => writing.stop());
    let over = false;
    const seeing = (async () => {
      while (!over) {
        // A new partition at each look; none is let go, for the events bear the present moment.
        today = Date.now() + DAY + 1;
        await upkeep(3_650).run();
      }
    })();
    try {
      await writing.finished();
    } finally {
      // Also when a writer failed: on a pool that has ended each look fails at once, and the loop would leave nothing else a turn.
      over = true;
      await seeing;
    }
    const due = await work.idsAfter(reading.startedAt);
    await eventually(
      () => reading.reader.position,
      (position) => position >= (due.at(-1) ?? 0n),
    );
    expect(reading.seen.map(({ id }) => id)).toEqual(due);
    expect((await partitions()).length).toBeGreaterThan(5);
  });
});

describe('a stream', () => {
  test('after a position that is kept no longer begins with word of it, and goes on with what is kept', async () => {
    const ids = await live(10);
    const reading = await work.startReading(new Random(1));
    const kept = await work.idsAfter(0n);
    expect(kept.length).toBeLessThan(ids.length);
    const items = await take(follow(reading, ids[0] ?? 0n), 1 + kept.length);
    const [gap] = items as [{ reason: string; resumeFrom: bigint }];
    expect(gap.reason).toBe('EXPIRED');
    expect(items.slice(1)).toEqual(kept);
    expect(await take(follow(reading, gap.resumeFrom), kept.length)).toEqual(kept);
    expect(await take(follow(reading, kept[0] ?? 0n), kept.length - 1)).toEqual(kept.slice(1));
    const next = await append();
    expect(await take(follow(reading, kept.at(-1) ?? 0n), 1)).toEqual([next]);
  });

  test('says so when nothing is left at all, also to whoever asks a server that started since', async () => {
    const before = await work.startReading(new Random(1));
    const [first = 0n] = await live(2, 1);
    today += 9 * DAY;
    await upkeep(1).run();
    const last = (await work.idsAfter(0n)).at(-1);
    expect(last).toBeUndefined();
    const after = await work.startReading(new Random(2));
    const expected = { reason: 'EXPIRED', resumeFrom: beginOf(2n) - 1n };
    const streams = [follow(before, first), follow(after, first)];
    for (const stream of streams) expect((await stream.next()).value?.gap).toEqual(expected);
    const next = await append();
    for (const stream of streams) {
      expect((await stream.next()).value?.event?.id).toBe(next);
      await stream.return();
    }
  });

  test('after a position ahead of the log says so, and goes on with what happens from now on', async () => {
    const reading = await work.startReading(new Random(1));
    const last = await append();
    await eventually(
      () => reading.reader.position,
      (position) => position >= last,
    );
    const stream = follow(reading, last + 1_000n);
    expect((await stream.next()).value?.gap).toEqual({ reason: 'UNKNOWN', resumeFrom: last });
    const next = await append();
    expect((await stream.next()).value?.event?.id).toBe(next);
    await stream.return();
  });
});
