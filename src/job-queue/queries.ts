import type { EntityManager } from '@mikro-orm/postgresql';
import { named } from '../database.js';
import { JOB_ATTEMPTS, type NewJob } from './new-job.js';

// Raw SQL in this file: graphile-worker's own function.

/**
 * One statement for any number of jobs, and one notification at the commit. Jobs are done by `run_at`, then by id, and
 * add_jobs gives ids in no order: so each is due a microsecond after the one before. A second ago, so that all are due now;
 * by the clock after the cursor's lock, so that what a later transaction adds is due later.
 */
const ADD = `select from graphile_worker.add_jobs(array(
  select row(j.task, j.payload, j.queue, coalesce(j.run_at, clock.due + j.n * interval '1 microsecond'), j.attempts, j.key, null, null)::graphile_worker.job_spec
  from unnest($1::text[], $2::json[], $3::text[], $4::smallint[], $5::timestamptz[], $6::text[])
    with ordinality as j (task, payload, queue, attempts, run_at, key, n),
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
    jobs.map(({ key }) => key ?? null),
  ]);
};
