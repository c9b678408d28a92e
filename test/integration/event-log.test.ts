import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { Random } from '../../src/dialogues/random.js';
import type { LoggedEvent, Whose } from '../../src/events/event-log.js';
import { eventStream } from '../../src/events/event-stream.js';
import { QUEUE_LIMIT } from '../../src/events/hub.js';
import { LogReader } from '../../src/events/log-reader.js';
import { eventually } from '../support/eventually.js';
import { failures, LogAtWork, type Reading } from '../support/log-at-work.js';
import { CONVERSATIONS, LogWriters, WORKSPACE } from '../support/log-writers.js';

let work: LogAtWork;
beforeAll(async () => {
  work = await LogAtWork.open();
});
afterEach(() => work.endTest());
afterAll(() => work.close());

/** What differs from each once and in order; short, where the lists are long. */
const faults = (seen: readonly LoggedEvent[], wanted: readonly bigint[]) => {
  const ids = seen.map(({ id }) => id);
  const given = new Set(ids);
  const due = new Set(wanted);
  return {
    missing: wanted.filter((id) => !given.has(id)).slice(0, 20),
    doubled: ids.filter((id, n) => ids.indexOf(id) !== n).slice(0, 20),
    foreign: ids.filter((id) => !due.has(id)).slice(0, 20),
    inverted: ids.filter((id, n) => n > 0 && id <= (ids[n - 1] ?? id)).slice(0, 20),
  };
};
const NO_FAULTS = { missing: [], doubled: [], foreign: [], inverted: [] };

const startWriting = (writers: number, transactions: number, seed: number): LogWriters => {
  const randoms = Array.from({ length: writers }, (_, n) => new Random(seed * 100 + n));
  const started = LogWriters.start(work.database.url, randoms, transactions);
  work.later(() => started.stop());
  return started;
};

/** The number that the writers gave the event within its conversation. */
const numberOf = ({ subjectId }: LoggedEvent): number => Number.parseInt(subjectId?.slice(-12) ?? '', 16);

const expectInOrder = (events: LoggedEvent[]): void => {
  for (const conversationId of CONVERSATIONS) {
    const numbers = events.filter((event) => event.conversationId === conversationId).map(numberOf);
    expect(numbers).toEqual(numbers.map((_, n) => (numbers[0] ?? 0) + n));
  }
};

describe('the log’s reader', () => {
  test.each([8, 16])('misses nothing, doubles nothing and inverts nothing, with %i writers and readers who come later', async (writers) => {
    const random = new Random(writers);
    const readings = [await work.startReading(new Random(1))];
    const writing = startWriting(writers, 120, writers);
    for (const seed of [2, 3, 4]) {
      await pause(random.whole(20, 250));
      readings.push(await work.startReading(new Random(seed)));
    }
    await writing.finished();
    const end = await work.newest();
    for (const { reader, seen, startedAt } of readings) {
      await eventually(
        () => reader.position,
        (position) => position >= end,
      );
      expect(faults(seen, await work.idsAfter(startedAt))).toEqual(NO_FAULTS);
      expectInOrder(seen);
    }
    expect(readings.at(-1)?.seen.length).toBeGreaterThan(0);
    // Rolled back transactions left gaps, or this proved little.
    const [first] = readings as [Reading];
    expect(BigInt(first.seen.length)).toBeLessThan(end - first.startedAt);
  });

  test('waits at a gap until its writer has ended, and no longer', async () => {
    const { reader, seen } = await work.startReading(null);
    const slow = new pg.Client({ connectionString: work.database.url });
    await slow.connect();
    work.later(() => slow.end());
    const append = `insert into event (workspace_id, type, at) values ($1, 'settings.changed', now()) returning id`;
    for (const ending of ['commit', 'rollback']) {
      seen.length = 0;
      await slow.query('begin');
      const held = BigInt((await slow.query(append, [WORKSPACE])).rows[0].id);
      const later = await work.append();
      reader.wake();
      await pause(100);
      expect(seen).toEqual([]);
      await slow.query(ending);
      await eventually(
        () => seen.length,
        (length) => length > 0,
      );
      expect(seen.map(({ id }) => id)).toEqual(ending === 'commit' ? [held, later] : [later]);
    }
  });

  test('a backlog full of gaps takes a few readings, not one for each gap', async () => {
    const delivered: number[] = [];
    const reader = new LogReader({ orm: work.orm, failures, deliver: (events) => delivered.push(events.length), pollSeconds: 0 });
    await reader.start();
    work.later(() => reader.stop());
    const end = reader.position + 6_000n;
    await work.looker.query(
      `insert into event (id, workspace_id, type, at) select $1::bigint + 2 * n, $2, 'settings.changed', now() from generate_series(1, 3000) n`,
      [reader.position.toString(), WORKSPACE],
    );
    await work.looker.query(`select setval(pg_get_serial_sequence('event', 'id'), $1)`, [end.toString()]);
    reader.wake();
    await eventually(
      () => reader.position,
      (position) => position >= end,
    );
    expect(delivered.reduce((sum, many) => sum + many, 0)).toBe(3_000);
    expect(delivered.length).toBeLessThan(10);
  });
});

describe('a stream with `after`', () => {
  /** Reads with interruptions: each time from the last event that was seen, through any of the processes. */
  const readInPieces = async (
    readings: Reading[],
    whose: Whose,
    from: bigint,
    random: Random,
    isOver: () => bigint | null,
  ): Promise<LoggedEvent[]> => {
    const events: LoggedEvent[] = [];
    const last = (): bigint => events.at(-1)?.id ?? from;
    for (;;) {
      const stream = eventStream(random.pick(readings), { whose, after: last(), accepts: () => true });
      const quiet = setInterval(() => {
        const end = isOver();
        if (end !== null && last() >= end) void stream.return();
      }, 20);
      let left = random.skewed(1, 150);
      for await (const item of stream) {
        if (!item.event) break;
        events.push(item.event);
        left -= 1;
        if (left === 0) break;
        if (random.chance(0.02)) await pause(random.whole(0, 10));
      }
      clearInterval(quiet);
      const end = isOver();
      if (end !== null && last() >= end) return events;
    }
  };

  test('resumed at random while writers write gives each event once and in order', async () => {
    const readings = [await work.startReading(new Random(5)), await work.startReading(new Random(6))];
    const from = await work.newest();
    const [conversationId = ''] = CONVERSATIONS;
    const ends = new Map<string, bigint>();
    const followed: [Whose, string][] = [
      [{ workspaceId: WORKSPACE }, 'true'],
      [{ workspaceId: WORKSPACE, conversationId }, `conversation_id = '${conversationId}'`],
    ];
    const writing = startWriting(12, 100, 7);
    const pieces = followed.flatMap(([whose, condition]) =>
      [1, 2, 3].map(async (seed) => ({
        condition,
        events: await readInPieces(readings, whose, from, new Random(seed), () => ends.get(condition) ?? null),
      })),
    );
    await writing.finished();
    for (const [, condition] of followed) ends.set(condition, (await work.idsAfter(from, condition)).at(-1) ?? 0n);
    for (const { condition, events } of await Promise.all(pieces)) {
      expect(faults(events, await work.idsAfter(from, condition))).toEqual(NO_FAULTS);
      expectInOrder(events);
    }
    expect(readings.map(({ hub }) => hub.size)).toEqual([0, 0]);
  });

  test('after a position that the reader has not reached yet, gives nothing twice', async () => {
    const reading = await work.startReading(null);
    const ids = [await work.append(), await work.append(), await work.append()];
    const stream = eventStream(reading, { whose: { workspaceId: WORKSPACE }, after: ids[1], accepts: () => true });
    reading.reader.wake();
    expect((await stream.next()).value?.event?.id).toBe(ids[2]);
    await stream.return();
    expect(reading.hub.size).toBe(0);
  });

  test('read too slowly tells of a gap and ends; resumed from there, nothing is missing', async () => {
    const reading = await work.startReading(null);
    const many = QUEUE_LIMIT + 500;
    const stream = eventStream(reading, { whose: { workspaceId: WORKSPACE }, accepts: () => true });
    const from = reading.reader.position;
    await work.looker.query(`insert into event (workspace_id, type, at) select $1, 'settings.changed', now() from generate_series(1, $2)`, [
      WORKSPACE,
      many,
    ]);
    reading.reader.wake();
    const end = await work.newest();
    await eventually(
      () => reading.reader.position,
      (position) => position >= end,
    );
    const ids: bigint[] = [];
    let resumeFrom = 0n;
    for await (const { event, gap } of stream) {
      if (event) ids.push(event.id);
      else resumeFrom = gap.resumeFrom;
    }
    expect(ids.length).toBe(QUEUE_LIMIT);
    expect(resumeFrom).toBe(ids.at(-1));
    expect(reading.hub.size).toBe(0);
    const resumed = eventStream(reading, { whose: { workspaceId: WORKSPACE }, after: resumeFrom, accepts: () => true });
    while (ids.length < many) ids.push((await resumed.next()).value?.event?.id ?? -1n);
    await resumed.return();
    expect(ids).toEqual(await work.idsAfter(from));
  });
});
