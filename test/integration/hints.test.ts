import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type Hints, startHints } from '../../src/events/hints.js';
import { eventually } from '../support/eventually.js';
import { LogAtWork, log, type Reading } from '../support/log-at-work.js';

let work: LogAtWork;
beforeAll(async () => {
  work = await LogAtWork.open();
});
afterEach(() => work.endTest());
afterAll(() => work.close());

describe('the hint connection', () => {
  const LISTENING = `select pid from pg_stat_activity where datname = current_database() and query in ('listen sohbet_events', 'notify sohbet_events')`;
  /** A process as far as hints go: nothing else wakes its reader. */
  const startProcess = async (): Promise<Reading & { hints: Hints }> => {
    const reading = await work.startReading(null);
    const hints = await startHints(work.database.url, log, () => reading.reader.wake());
    work.later(() => hints.stop());
    return { ...reading, hints };
  };

  const seesNext = async (reading: Reading, many: number): Promise<void> => {
    expect(
      await eventually(
        () => reading.seen.length,
        (length) => length >= many,
      ),
    ).toBe(many);
  };

  test('wakes the readers of the other processes', async () => {
    const [one, other] = [await startProcess(), await startProcess()];
    await work.append();
    one.hints.tell();
    await seesNext(other, 1);
    await seesNext(one, 1);
  });

  test('lost, it comes back by itself, and what was to be told meanwhile is told', async () => {
    const [one, other] = [await startProcess(), await startProcess()];
    const killed = await work.looker.query(`select pg_terminate_backend(pid) from (${LISTENING}) as listening`);
    expect(killed.rowCount).toBe(2);
    await eventually(
      async () => (await work.looker.query(LISTENING)).rowCount,
      (left) => left === 0,
    );
    await work.append();
    one.hints.tell();
    await seesNext(other, 1);
    await work.append();
    one.hints.tell();
    await seesNext(other, 2);
    await work.append();
    other.hints.tell();
    await seesNext(one, 3);
  });

  test.each(['teller', 'hearer'])('lost by the %s alone, the hint that it cost is made up for', async (loser) => {
    const [one, other] = [await startProcess(), await startProcess()];
    const { rows } = await work.looker.query<{ pid: number }>(`${LISTENING} order by backend_start`);
    await work.looker.query('select pg_terminate_backend($1)', [rows[loser === 'teller' ? 0 : 1]?.pid]);
    await eventually(
      async () => (await work.looker.query(LISTENING)).rowCount,
      (left) => left === 1,
    );
    await work.append();
    one.hints.tell();
    await seesNext(other, 1);
  });

  test('stopped while it is lost, it stays away', async () => {
    const one = await startProcess();
    await work.looker.query(`select pg_terminate_backend(pid) from (${LISTENING}) as listening`);
    await pause(450);
    await one.hints.stop();
    await pause(400);
    expect((await work.looker.query(LISTENING)).rowCount).toBe(0);
  });
});
