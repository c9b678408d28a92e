import type { EntityManager } from '@mikro-orm/postgresql';
import type pg from 'pg';
import { named } from '../database.js';

/**
 * The log's partitions, `event_<n>`: each holds the ids from n × 2^36 up. That many are never drawn within one; a new one is
 * begun by drawing on from its first id. See docs/decisions/event-log.md.
 */
const IDS_EACH = 2n ** 36n;

/** Where a partition begins; what is above the position before it is kept when it is the oldest. */
export const beginOf = (partition: bigint): bigint => partition * IDS_EACH;

const PARTITIONS = `select substring(c.relname from '^event_(\\d+)$')::bigint as number, i.inhdetachpending as leaving
  from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'event'::regclass order by 1`;

export interface Partition {
  number: bigint;
  /** Its detaching was interrupted: nobody sees its rows any more, and it is to be detached for good. */
  leaving: boolean;
}

interface PartitionRow {
  number: string;
  leaving: boolean;
}

const toPartition = ({ number, leaving }: PartitionRow): Partition => ({ number: BigInt(number), leaving });

/** All events above this position are kept; those at or below it may be gone. */
export const keptAfter = async (em: EntityManager): Promise<bigint> => {
  const present = (await named<PartitionRow>(em, PARTITIONS)).map(toPartition).filter(({ leaving }) => !leaving);
  const oldest = present[0]?.number ?? 0n;
  return oldest === 0n ? 0n : beginOf(oldest) - 1n;
};

const LAST_DRAWN = `select case when is_called then last_value else last_value - 1 end as id from event_id_seq`;

/** The highest id that was ever drawn: no event of this log has a higher one. */
export const lastDrawn = async (em: EntityManager): Promise<bigint> => BigInt((await named<{ id: string }>(em, LAST_DRAWN))[0]?.id ?? 0);

export const readPartitions = async (client: pg.ClientBase): Promise<Partition[]> =>
  (await client.query<PartitionRow>(PARTITIONS)).rows.map(toPartition);

/** The moment of a partition's first or last event; undefined when it has none. */
export const momentOf = async (client: pg.ClientBase, partition: bigint, which: 'first' | 'last'): Promise<Date | undefined> => {
  const { rows } = await client.query<{ at: string }>(
    `select at from event_${partition} order by id ${which === 'first' ? 'asc' : 'desc'} limit 1`,
  );
  return rows[0] && new Date(rows[0].at);
};

/**
 * Attaching takes a lock that stops no writer (`create … partition of` would take one that does), and of an empty table reads
 * nothing. The table may be there already, when an attempt before was interrupted.
 */
export const makePartition = async (client: pg.ClientBase, partition: bigint): Promise<void> => {
  const bounds = `from (${beginOf(partition)}) to (${beginOf(partition + 1n)})`;
  await client.query(`create table if not exists event_${partition} (like event including defaults including constraints)`);
  await client.query(`alter table event attach partition event_${partition} for values ${bounds}`);
};

/** Whether ids come from this partition, or one after it. */
export const isDrawnFrom = async (client: pg.ClientBase, partition: bigint): Promise<boolean> => {
  const { rows } = await client.query<{ is: boolean }>(`select last_value >= ${beginOf(partition)} as is from event_id_seq`);
  return rows[0]?.is === true;
};

/**
 * Ids go on in this partition. They only ever go forward: those drawn meanwhile are a whole partition below. An INSERT
 * under way since before the partition was attached may not know of it and would fail: it must have ended.
 */
export const drawFrom = async (client: pg.ClientBase, partition: bigint): Promise<void> => {
  await client.query(`select setval('event_id_seq', ${beginOf(partition)}, false)`);
};

/** Lets a partition go. Detaching concurrently waits for those who use it, and nobody waits for it. */
export const dropPartition = async (client: pg.ClientBase, { number, leaving }: Partition): Promise<void> => {
  await client.query(`alter table event detach partition event_${number} ${leaving ? 'finalize' : 'concurrently'}`);
  await client.query(`drop table event_${number}`);
};
