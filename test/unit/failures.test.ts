import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { pino } from 'pino';
import { Failures } from '../../src/failures.js';
import { withoutData } from '../../src/logger.js';

const AWAY = Object.assign(new Error('connect ENOENT /run/.s.PGSQL.5432'), { code: 'ENOENT' });

interface Line {
  msg: string;
  level: number;
  failed?: Record<string, number>;
  [other: string]: unknown;
}

let lines: Line[];
let away: boolean;
/** A database that neither answers nor refuses. */
let silent: boolean;
let failures: Failures;

beforeEach(() => {
  jest.useFakeTimers();
  lines = [];
  away = true;
  silent = false;
  const log = pino({ serializers: { err: withoutData } }, { write: (line: string) => lines.push(JSON.parse(line)) });
  failures = new Failures({
    log,
    reach: async () => {
      if (silent) await new Promise(() => undefined);
      if (away) throw AWAY;
    },
  });
});
afterEach(() => {
  failures.stop();
  expect(jest.getTimerCount()).toBe(0);
  jest.useRealTimers();
});

const words = (): string[] => lines.map(({ msg }) => msg);
/** A part of the server that tries again twice a second. */
const tryInVain = async (seconds: number): Promise<void> => {
  for (let tries = 0; tries < 2 * seconds; tries++) {
    failures.tell(AWAY, 'the event log could not be read');
    await jest.advanceTimersByTimeAsync(500);
  }
};

const GONE = 'the database cannot be reached; what needs it is tried again until it is back';

describe('while the database is away', () => {
  test('there is a line when it goes, one every ten seconds of what failed since, one when it is back', async () => {
    failures.tell(AWAY, 'the queues could not be swept');
    await tryInVain(25);
    away = false;
    await jest.advanceTimersByTimeAsync(3_000);
    expect(words()).toEqual([GONE, 'the database is still away', 'the database is still away', 'the database is back']);
    expect(lines[0]).toMatchObject({ level: 40, reason: AWAY.message, failed: { 'the queues could not be swept': 1 } });
    expect(lines[3]).toMatchObject({ level: 30, reason: AWAY.message });
    const tried = lines.map(({ failed }) => failed?.['the event log could not be read'] ?? 0);
    expect(tried.reduce((sum, many) => sum + many, 0)).toBe(50);
    expect(JSON.stringify(lines)).not.toContain('stack');
  });

  test('whoever asked for what could not be done has the id of its lines', async () => {
    await tryInVain(1);
    const ids = [failures.tellById(AWAY, 'an operation failed'), failures.tellById(AWAY, 'an operation failed')];
    await tryInVain(12);
    expect([...ids, ...lines.map(({ errorId }) => errorId)]).toEqual(Array(4).fill(ids[0]));
    const other = failures.tellById(new Error('a bug'), 'an operation failed', { path: ['queue'] });
    expect(lines.at(-1)).toMatchObject({ errorId: other, path: ['queue'], err: { message: 'a bug' } });
    expect(other).not.toBe(ids[0]);
  });

  test('one that does not even refuse is told of all the same', async () => {
    silent = true;
    await tryInVain(15);
    expect(words()).toEqual([GONE, 'the database is still away']);
  });

  test('what fails otherwise is told at once, with its stack', async () => {
    await tryInVain(1);
    failures.tell(new Error('a bug'), 'the queues could not be swept', { workspaceId: 'w' });
    expect(lines.at(-1)).toMatchObject({ level: 50, msg: 'the queues could not be swept', workspaceId: 'w' });
    expect(lines.at(-1)?.err).toMatchObject({ message: 'a bug', stack: expect.stringContaining('failures.test') });
  });

  test('a process that ends meanwhile says what it could not do', async () => {
    await tryInVain(3);
    failures.stop();
    expect(words()).toEqual([GONE, 'the database is still away']);
    expect(lines[1]?.failed).toEqual({ 'the event log could not be read': 5 });
  });
});

describe('while it answers', () => {
  const LOST = 'connections to the database were lost; it can be reached';
  beforeEach(() => {
    away = false;
  });

  test('connections that broke together are one line', async () => {
    failures.tell(AWAY, 'the hint connection was lost');
    failures.tell(AWAY, 'a session of the jobs was lost');
    await jest.advanceTimersByTimeAsync(30_000);
    expect(words()).toEqual([LOST]);
    expect(lines[0]?.failed).toEqual({ 'the hint connection was lost': 1, 'a session of the jobs was lost': 1 });
  });

  test('one that breaks again and again is a line every ten seconds, however often', async () => {
    for (const pause of [2_500, 300]) {
      lines = [];
      for (let past = 0; past < 60_000; past += pause) {
        failures.tell(AWAY, 'a session of the jobs was lost');
        await jest.advanceTimersByTimeAsync(pause);
      }
      expect(lines.length).toBeGreaterThanOrEqual(5);
      expect(lines.length).toBeLessThanOrEqual(7);
    }
  });
});
