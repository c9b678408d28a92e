import { Redis } from 'ioredis';
import { createOrm } from '../../src/database.js';
import type { LoggedEvent } from '../../src/events/event-log.js';
import { startHints } from '../../src/events/hints.js';
import { LogReader } from '../../src/events/log-reader.js';
import { startRedisHints } from '../../src/events/redis-hints.js';
import { Failures } from '../../src/failures.js';
import { createLogger } from '../../src/logger.js';

/** How a process comes to know of an event that another one has committed. */
export type Carrier = 'notify' | 'redis' | 'stream';
export const INSTALLATION = 'bench';
export const STREAM = 'sohbet:bench:stream';

export type CarrierQuestion =
  | { kind: 'listen'; carrier: Carrier; databaseUrl: string; redisUrl: string }
  | { kind: 'begin' }
  /** Answers once so many were read since `begin`. */
  | { kind: 'read'; count: number };

export interface Read {
  /** Milliseconds since 1970. */
  last: number;
  /** Microseconds of this process. */
  cpu: number;
  p50: number;
  p99: number;
}

export const now = (): number => performance.timeOrigin + performance.now();

/** The moment stands in the id of what an event is about: the log keeps nothing else of ours. */
export const momentAsId = (): string => {
  const microseconds = BigInt(Math.round(now() * 1_000))
    .toString(16)
    .padStart(16, '0');
  return `00000000-0000-7000-${microseconds.slice(0, 4)}-${microseconds.slice(4)}`;
};
const momentOf = (id: string): number => Number(BigInt(`0x${id.slice(19).replace('-', '')}`)) / 1_000;

let lags: number[] = [];
let cpu = process.cpuUsage();
let enough: { count: number; tell: () => void } | null = null;

/** What others wrote meanwhile is not waited for. */
let catchUp = async (): Promise<void> => undefined;

const hear = (subjectIds: readonly string[]): void => {
  const moment = now();
  for (const id of subjectIds) lags.push(moment - momentOf(id));
  if (enough && lags.length >= enough.count) enough.tell();
};

const readLog = async (carrier: Carrier, databaseUrl: string, redisUrl: string): Promise<void> => {
  const log = createLogger('silent');
  const orm = await createOrm({ url: databaseUrl, poolSize: 2 });
  const failures = new Failures({ log, reach: async () => undefined });
  const deliver = (events: readonly LoggedEvent[]): void => hear(events.map(({ subjectId }) => subjectId ?? ''));
  const reader = new LogReader({ orm, failures, deliver, pollSeconds: 0 });
  const hearing = { heard: () => reader.wake(), said: () => undefined };
  if (carrier === 'redis') await startRedisHints({ url: redisUrl, installation: INSTALLATION }, log, hearing);
  else await startHints(databaseUrl, { log, failures }, hearing);
  await reader.start();
  catchUp = () => reader.catchUp(10_000);
};

const readStream = async (redisUrl: string): Promise<void> => {
  const redis = new Redis(redisUrl);
  let last = '$';
  const read = async (): Promise<void> => {
    for (;;) {
      const [stream] = (await redis.xread('COUNT', 1_000, 'BLOCK', 0, 'STREAMS', STREAM, last)) ?? [];
      const entries = stream?.[1] ?? [];
      last = entries.at(-1)?.[0] ?? last;
      hear(entries.map(([, [, event]]) => (JSON.parse(event ?? '{}') as { subjectId: string }).subjectId));
    }
  };
  void read();
};

const percentile = (sorted: readonly number[], share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;

const readSoFar = (): Read => {
  const last = now();
  const { user, system } = process.cpuUsage(cpu);
  const sorted = lags.toSorted((one, other) => one - other);
  return { last, cpu: user + system, p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99) };
};

process.on('message', async (question: CarrierQuestion) => {
  if (question.kind === 'listen') {
    const { carrier, databaseUrl, redisUrl } = question;
    await (carrier === 'stream' ? readStream(redisUrl) : readLog(carrier, databaseUrl, redisUrl));
    process.send?.({});
  } else if (question.kind === 'begin') {
    await catchUp();
    lags = [];
    cpu = process.cpuUsage();
    process.send?.({});
  } else {
    const { count } = question;
    await new Promise<void>((tell) => {
      enough = { count, tell };
      hear([]);
    });
    enough = null;
    process.send?.(readSoFar());
  }
});
process.on('disconnect', () => process.exit());
process.send?.({});
