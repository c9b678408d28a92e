import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type Hints, startHints } from '../../src/events/hints.js';
import { eventually } from '../support/eventually.js';
import { failures, LogAtWork, log, type Reading } from '../support/log-at-work.js';

let work: LogAtWork;
beforeAll(async () => {
  work = await LogAtWork.open();
});
afterEach(() => work.endTest());
afterAll(() => work.close());

describe('the hint connection', () => {
  const LISTENING = `select pid from pg_stat_activity where datname = current_database() and query ~ '^(listen|notify) sohbet_events'`;
  /** A process as far as hints go: nothing else wakes its reader. */
  const startProcess = async (): Promise<Reading & { hints: Hints; said: string[]; heard: () => number }> => {
    const reading = await work.startReading(null);
    const said: string[] = [];
    let times = 0;
    const heard = (): void => {
      times += 1;
      reading.reader.wake();
    };
    const hints = await startHints(work.database.url, { log, failures }, { heard, said: (signal) => said.push(signal) });
    work.later(() => hints.stop());
    return { ...reading, hints, said, heard: () => times };
  };

  const seesNext = async (reading: Reading, many: number): Promise<void> => {
    expect(
      await eventually(
        () => reading.seen.length,
        (length) => length >= many,
      ),
    ).toBe(many);
  };

  test('wakes the readers of the other processes, not its own', async () => {
    const [one, other] = [await startProcess(), await startProcess()];
    await work.append();
    one.hints.tell();
    await seesNext(other, 1);
    other.hints.tell();
    await eventually(one.heard, (times) => times === 2);
    // Once each for its own connection, and once for what the other told.
    expect([one.heard(), other.heard()]).toEqual([2, 2]);
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

  test('carries what is said to every process, in order and whole; a signal that is too long is dropped', async () => {
    const [one, other] = [await startProcess(), await startProcess()];
    const signals = Array.from({ length: 300 }, (_, n) => `Şükrü yazıyor… “${n}”`);
    for (const signal of ['y'.repeat(8_000), 'ğ'.repeat(4_000), ...signals.slice(0, 200)]) one.hints.say(signal);
    await eventually(
      () => other.said.length,
      (length) => length === 200,
    );
    for (const signal of signals.slice(200)) one.hints.say(signal);
    for (const process of [one, other]) {
      await eventually(
        () => process.said.length,
        (length) => length >= 300,
      );
      expect(process.said).toEqual(signals);
    }
  });

  test('drops what is said beyond a thousand that wait, and what is said while it is lost', async () => {
    const [one, other] = [await startProcess(), await startProcess()];
    for (let n = 0; n < 5_000; n++) one.hints.say(`${n}`);
    await eventually(
      () => other.said.at(-1),
      (last) => last === '1000',
    );
    // The first was on its way at once.
    expect(other.said).toHaveLength(1_001);
    await work.looker.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query ~ '^(listen|select pg_notify)'`);
    await eventually(
      async () => (await work.looker.query(LISTENING)).rowCount,
      (listening) => listening === 0,
    );
    one.hints.say('lost');
    await eventually(
      async () => (await work.looker.query(LISTENING)).rowCount,
      (listening) => listening === 2,
    );
    // Both listen again, though this process may not have heard of it yet.
    await eventually(
      () => {
        one.hints.say('found');
        return other.said.includes('found');
      },
      (found) => found,
    );
    expect(other.said).not.toContain('lost');
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
