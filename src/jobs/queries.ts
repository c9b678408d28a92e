import type { EntityManager } from '@mikro-orm/postgresql';
import { named } from '../database.js';
import type { EventType } from '../entities/enums.js';
import type { LoggedEvent } from '../events/event-log.js';
import { JOB_ATTEMPTS, type NewJob } from './job.js';

// Raw SQL in this file: graphile-worker's functions, a row lock, and statements over the event log.

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
 * One statement for any number of jobs, and one notification at the commit. Jobs are done by `run_at`, then by id, and
 * add_jobs gives ids in no order: so each is due a microsecond after the one before. A second ago, so that all are due now;
 * by the clock after the cursor's lock, so that what a later transaction adds is due later.
 */
const ADD = `select from graphile_worker.add_jobs(array(
  select row(j.task, j.payload, j.queue, coalesce(j.run_at, clock.due + j.n * interval '1 microsecond'), j.attempts, null, null, null)::graphile_worker.job_spec
  from unnest($1::text[], $2::json[], $3::text[], $4::smallint[], $5::timestamptz[]) with ordinality as j (task, payload, queue, attempts, run_at, n),
    (select clock_timestamp() - interval '1 second' as due) as clock order by j.n))`;

/** In the transaction of the manager: the jobs are there when it commits, and never without it. */
export const addJobs = async (em: EntityManager, jobs: readonly NewJob[]): Promise<void> => {
  if (jobs.length === 0) return;
  await named(em, ADD, [
    jobs.map(({ task }) => task),
    jobs.map(({ payload }) => JSON.stringify(payload)),
    jobs.map(({ queue }) => queue ?? null),
    jobs.map(({ attempts }) => attempts ?? JOB_ATTEMPTS),
    jobs.map(({ runAt }) => runAt ?? null),
  ]);
};

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
