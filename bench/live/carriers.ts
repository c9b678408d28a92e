import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { Redis } from 'ioredis';
import { RedisServer } from '../../src/cluster/redis-server.js';
import { closeOrm, createOrm, named } from '../../src/database.js';
import { appendEvents, type NewEvent } from '../../src/events/event-log.js';
import { startHints } from '../../src/events/hints.js';
import { startRedisHints } from '../../src/events/redis-hints.js';
import { Failures } from '../../src/failures.js';
import { createLogger } from '../../src/logger.js';
import { loadWith } from '../load.js';
import { type Carrier, type CarrierQuestion, INSTALLATION, momentAsId, now, type Read, STREAM } from './carrier-process.js';
import { median } from './crowd.js';
import { Program } from './program.js';

const READERS = 2;
const WRITERS = 16;
const PACED = 200;
const PACE_MILLISECONDS = 20;

export interface Carried {
  carrier: Carrier;
  /** Events a second until every reader had them all, each written in a transaction of its own. */
  perSecond: number;
  /** Of what the stream carried in the same round. */
  ratio: number;
  /** Microseconds of a reader an event. */
  cpu: number;
  /** Milliseconds from before the transaction to the reading, while it is written as fast as can be, and at fifty a second. */
  burst: { p50: number; p99: number };
  paced: { p50: number; p99: number };
}

const ORDER: readonly Carrier[] = ['stream', 'notify', 'redis'];

/** Word to the readers that an event was committed; for a stream the event itself. */
type Tell = (event: NewEvent) => void;

/** What writes, as mutations do: the log first, for it is the truth whatever carries word of it. */
class Writer {
  private readonly undo: (() => Promise<unknown>)[] = [];

  private constructor(
    private readonly orm: MikroORM,
    private readonly workspaceId: string,
    private readonly tells: Record<Carrier, Tell>,
  ) {}

  static async start(databaseUrl: string, redisUrl: string): Promise<Writer> {
    const log = createLogger('silent');
    const failures = new Failures({ log, reach: async () => undefined });
    const nothing = { heard: () => undefined, said: () => undefined };
    const orm = await createOrm({ url: databaseUrl, poolSize: WRITERS });
    const [workspace] = await named<{ id: string }>(orm.em.fork(), 'select id from workspace limit 1');
    const notify = await startHints(databaseUrl, { log, failures }, nothing);
    const redisHints = await startRedisHints({ url: redisUrl, installation: INSTALLATION }, log, nothing);
    const redis = new Redis(redisUrl);
    const writer = new Writer(orm, workspace?.id ?? '', {
      notify: () => notify.tell(),
      redis: () => redisHints.tell(),
      stream: (event) => void redis.xadd(STREAM, 'MAXLEN', '~', 100_000, '*', 'event', JSON.stringify(event)),
    });
    writer.undo.push(
      async () => notify.stop(),
      async () => redisHints.stop(),
      async () => redis.quit(),
      async () => closeOrm(orm),
    );
    return writer;
  }

  async write(carrier: Carrier): Promise<void> {
    const event: NewEvent = { type: 'message.added', workspaceId: this.workspaceId, subjectId: momentAsId() };
    await this.orm.em.fork().transactional((em: EntityManager) => appendEvents(em, [event], new Date()));
    this.tells[carrier](event);
  }

  async stop(): Promise<void> {
    await named(this.orm.em.fork(), 'delete from event');
    for (const step of this.undo) await step();
  }
}

type Reader = Program<CarrierQuestion, object>;

/** Does what writes so many events; when the last reader had them all, and what that one says of them. */
const carried = async (readers: readonly Reader[], work: () => Promise<number>): Promise<Read & { perSecond: number }> => {
  for (const reader of readers) await reader.ask({ kind: 'begin' });
  const began = now();
  const count = await work();
  const reads = await Promise.all(readers.map((reader) => reader.ask<Read>({ kind: 'read', count })));
  const slowest = reads.reduce((one, other) => (one.last > other.last ? one : other));
  return { ...slowest, cpu: slowest.cpu / count, perSecond: count / ((slowest.last - began) / 1_000) };
};

const paced = async (write: () => Promise<void>): Promise<number> => {
  for (let n = 0; n < PACED; n++) {
    await write();
    await new Promise((resolve) => setTimeout(resolve, PACE_MILLISECONDS));
  }
  return PACED;
};

const middleOf = (carrier: Carrier, rounds: readonly Carried[]): Carried => {
  const of = (figure: (one: Carried) => number): number => median(rounds.map(figure));
  return {
    carrier,
    perSecond: of(({ perSecond }) => perSecond),
    ratio: of(({ ratio }) => ratio),
    cpu: of(({ cpu }) => cpu),
    burst: { p50: of(({ burst }) => burst.p50), p99: of(({ burst }) => burst.p99) },
    paced: { p50: of((one) => one.paced.p50), p99: of((one) => one.paced.p99) },
  };
};

/** W7: what two other processes read of the events that one writes, by each carrier in turn; medians of the rounds. */
export const carriers = async (
  databaseUrl: string,
  { rounds, seconds }: { rounds: number; seconds: number },
  say: (line: string) => void,
): Promise<Carried[]> => {
  const redis = await RedisServer.start();
  const writer = await Writer.start(databaseUrl, redis.url);
  const readers = new Map<Carrier, Reader[]>();
  const seen = new Map<Carrier, Carried[]>(ORDER.map((carrier) => [carrier, []]));
  try {
    for (const carrier of ORDER) {
      const programs = await Promise.all(
        Array.from({ length: READERS }, () => Program.start<CarrierQuestion, object>('carrier-process.js')),
      );
      readers.set(carrier, programs);
    }
    // The first round warms up.
    for (let round = 0; round <= rounds; round++) {
      let baseline = Number.NaN;
      for (const carrier of ORDER) {
        const own = readers.get(carrier) ?? [];
        if (round === 0) for (const reader of own) await reader.ask({ kind: 'listen', carrier, databaseUrl, redisUrl: redis.url });
        const load = { connections: WRITERS, seconds: round === 0 ? Math.min(seconds, 2) : seconds };
        const burst = await carried(own, async () => (await loadWith(() => writer.write(carrier), load)).operations);
        const slow = await carried(own, () => paced(() => writer.write(carrier)));
        say(`W7 round ${round}, ${carrier}: ${Math.round(burst.perSecond)}/s, p50 ${slow.p50.toFixed(1)} ms at fifty a second`);
        if (carrier === 'stream') baseline = burst.perSecond;
        const { perSecond, cpu } = burst;
        if (round > 0) seen.get(carrier)?.push({ carrier, perSecond, ratio: perSecond / baseline, cpu, burst, paced: slow });
      }
    }
    return ORDER.map((carrier) => middleOf(carrier, seen.get(carrier) ?? []));
  } finally {
    for (const programs of readers.values()) for (const program of programs) await program.stop();
    await writer.stop();
    await redis.stop();
  }
};
