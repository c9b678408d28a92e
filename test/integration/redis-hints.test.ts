import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Logger, pino } from 'pino';
import { freePort } from '../../src/cluster/free-port.js';
import { RedisServer } from '../../src/cluster/redis-server.js';
import type { Hints } from '../../src/events/hints.js';
import { installationOf } from '../../src/events/installation.js';
import { startRedisHints } from '../../src/events/redis-hints.js';
import { eventually } from '../support/eventually.js';
import { LogAtWork, type Reading } from '../support/log-at-work.js';
import { whyNoRedis } from '../support/redis.js';

const withRedis = whyNoRedis ? describe.skip : describe;

withRedis(`hints through Redis${whyNoRedis ? ` (${whyNoRedis})` : ''}`, () => {
  let work: LogAtWork;
  let redis: RedisServer;
  let words: string[];
  beforeAll(async () => {
    work = await LogAtWork.open();
  });
  beforeEach(async () => {
    words = [];
    redis = await RedisServer.start();
  });
  afterEach(async () => {
    await work.endTest();
    await redis.stop('SIGKILL');
  });
  afterAll(() => work.close());

  const listening = (): Logger => pino({ level: 'info' }, { write: (line: string) => words.push(String(JSON.parse(line).msg)) });

  type Process = Reading & { hints: Hints; said: string[] };
  /** A process as far as hints go: nothing else wakes its reader. */
  const startProcess = async (installation = 'one', url = redis.url): Promise<Process> => {
    const reading = await work.startReading(null);
    const said: string[] = [];
    const hints = await startRedisHints({ url, installation }, listening(), {
      heard: () => reading.reader.wake(),
      said: (signal) => said.push(signal),
    });
    work.later(() => hints.stop());
    return { ...reading, hints, said };
  };

  const seesNext = async (reading: Reading, many: number): Promise<void> => {
    expect(
      await eventually(
        () => reading.seen.length,
        (length) => length >= many,
        15_000,
      ),
    ).toBe(many);
  };
  const comesTo = async (connected: boolean, ...processes: Process[]): Promise<void> => {
    for (const { hints } of processes) {
      expect(
        await eventually(
          () => hints.connected,
          (each) => each === connected,
          15_000,
        ),
      ).toBe(connected);
    }
  };

  test('wake the readers of the other processes', async () => {
    const [one, other] = [await startProcess(), await startProcess()];
    expect([one.hints.connected, one.hints.carrier]).toEqual([true, 'redis']);
    await work.append();
    one.hints.tell();
    await seesNext(other, 1);
  });

  test('carry what is said to every process, in order; not to another installation on the same Redis', async () => {
    const [one, other, foreign] = [await startProcess(), await startProcess(), await startProcess('another')];
    const signals = Array.from({ length: 300 }, (_, n) => `Şükrü yazıyor… “${n}”`);
    for (const signal of signals) one.hints.say(signal);
    for (const process of [one, other]) {
      await eventually(
        () => process.said.length,
        (length) => length >= 300,
      );
      expect(process.said).toEqual(signals);
    }
    await work.append();
    one.hints.tell();
    await seesNext(other, 1);
    expect([foreign.said, foreign.seen]).toEqual([[], []]);
  });

  test('while Redis is away the log is polled and signals stay here, and both are said once; back, all is as before', async () => {
    const [one, other] = [await startProcess(), await startProcess()];
    await redis.stop('SIGKILL');
    await comesTo(false, one, other);
    await work.append();
    one.hints.tell();
    await seesNext(other, 1);
    await seesNext(one, 1);
    one.hints.say('alone');
    await eventually(
      () => one.said,
      (said) => said.length > 0,
    );
    await redis.start();
    await comesTo(true, one, other);
    one.hints.say('together');
    await eventually(
      () => other.said,
      (said) => said.length > 0,
      15_000,
    );
    expect([one.said[0], other.said]).toEqual(['alone', ['together']]);
    const away = 'Redis is away: the event log is polled instead, and signals stay in this process';
    const back = 'Redis is back: hints and signals go through it again';
    expect(words.toSorted()).toEqual([away, away, back, back]);
  });

  test('a Redis that stops answering without closing anything counts as away', async () => {
    const one = await startProcess();
    redis.signal('SIGSTOP');
    await comesTo(false, one);
    await work.append();
    await seesNext(one, 1);
    redis.signal('SIGCONT');
    await comesTo(true, one);
  }, 60_000);

  test('a process starts without Redis, and takes it when it comes', async () => {
    const port = await freePort();
    const one = await startProcess('one', `redis://127.0.0.1:${port}`);
    expect(one.hints.connected).toBe(false);
    await work.append();
    await seesNext(one, 1);
    const late = await RedisServer.start(port);
    work.later(() => late.stop('SIGKILL'));
    await comesTo(true, one);
  });

  test('a process starts although whoever listens there is no Redis, and stops', async () => {
    const mute = createServer().listen(0, '127.0.0.1');
    await once(mute, 'listening');
    work.later(async () => void mute.close());
    const one = await startProcess('one', `redis://127.0.0.1:${(mute.address() as { port: number }).port}`);
    expect(one.hints.connected).toBe(false);
  });

  test('an installation is known by its database and its key', async () => {
    const em = work.orm.em.fork();
    const [key, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    expect(await installationOf(em, key)).toMatch(/^[\w-]{16}$/);
    expect(await installationOf(em, key)).toBe(await installationOf(em.fork(), key));
    expect(await installationOf(em, other)).not.toBe(await installationOf(em, key));
  });
});
