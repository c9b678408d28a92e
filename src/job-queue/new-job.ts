/** How often a job is tried before it is given up: with graphile-worker's back-off (e, e², … seconds, at most six hours) about two days. */
export const JOB_ATTEMPTS = 17;

/** A job to be done, as graphile-worker's `add_jobs` takes it. */
export interface NewJob {
  task: string;
  payload: object;
  /** Jobs of one queue run one at a time. Few names, never one for each record: each get-job looks through all of them. */
  queue?: string;
  /** Default: JOB_ATTEMPTS. */
  attempts?: number;
  /** Not before then. Default: at once. */
  runAt?: Date;
  /** Takes the place of a job of the same key that has not begun: for jobs that do whatever waits. Default: none. */
  key?: string;
}

const QUEUES = 64;

/** One of a fixed number of queues, always the same for a record: its jobs run one after the other. */
export const queueOf = (what: string, id: string): string => `${what}-${Number.parseInt(id.slice(-6), 16) % QUEUES}`;
