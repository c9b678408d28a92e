import type { EntityManager } from '@mikro-orm/postgresql';
import { named } from '../database.js';
import type { EventType } from '../entities/enums.js';
import type { LoggedEvent } from '../events/event-log.js';

// Raw SQL in this file: a row lock, statements over the event log, and graphile-worker's own functions.

/** Whoever holds the row is the one reader over all processes; the others wait for their turn. */
const LOCK = 'select last_event_id as cursor from outbox where id = 1 for update';

export const lockCursor = async (em: EntityManager): Promise<bigint> => {
  const [row] = await named<{ cursor: string }>(em, LOCK);
  if (!row) throw new Error('the row of the outbox is missing');
  return BigInt(row.cursor);
};

const MOVE = 'update outbox set last_event_id = $1 where id = 1';

export const moveCursor = async (em: EntityManager, to: bigint): Promise<void> => {
  await named(em, MOVE, [to.toString()]);
};

export type OutboxEvent = Pick<LoggedEvent, 'type' | 'workspaceId' | 'conversationId' | 'channelId' | 'subjectId'>;

const OF_TYPES = `select type, workspace_id as "workspaceId", conversation_id as "conversationId", channel_id as "channelId", subject_id as "subjectId"
  from event where id > $1 and id <= $2 and type = any($3::text[]) order by id`;

export const eventsOfTypes = (em: EntityManager, after: bigint, upTo: bigint, types: readonly EventType[]): Promise<OutboxEvent[]> =>
  named<OutboxEvent>(em, OF_TYPES, [after.toString(), upTo.toString(), types]);

/**
 * Gives free what dead processes hold. A pool of workers lives as long as the session that holds its advisory lock;
 * graphile-worker itself waits four hours. The few seconds are for a pool that is just starting, its lock not yet taken.
 */
const UNLOCK = `
  with held as materialized (
    select distinct locked_by as pool from graphile_worker.jobs where locked_by is not null and locked_at < now() - interval '3 seconds'),
  dead as materialized (select pool from held where pg_try_advisory_xact_lock(hashtextextended('sohbet jobs ' || pool, 0)))
  select graphile_worker.force_unlock_workers(array_agg(pool)), count(*)::int as pools from dead having count(*) > 0`;

export const unlockDead = async (em: EntityManager): Promise<number> => (await named<{ pools: number }>(em, UNLOCK))[0]?.pools ?? 0;

/** Told to the others for as long as the session lasts: this pool of workers lives. */
export const LIVE = `select pg_advisory_lock(hashtextextended('sohbet jobs ' || $1, 0))`;
