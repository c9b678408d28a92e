import { EventEmitter } from 'node:events';
import { Logger as JobLogger, type Runner, run, type TaskList, type WorkerEvents } from 'graphile-worker';
import pg from 'pg';
import { isUnreachable } from '../database.js';
import type { Failures } from '../failures.js';
import type { Application } from '../services/application.js';
import type { Task } from './job.js';
import { LIVE } from './queries.js';

export interface WorkersOptions {
  app: Application;
  /** A libpq URL: the workers have a pool of their own, so that jobs never wait for requests or requests for jobs. */
  url: string;
  /** How many jobs at once. */
  concurrency: number;
  tasks: Readonly<Record<string, Task>>;
  /** Which of them are done when, in the words of cron, in UTC. */
  crontab?: string;
}

export interface Workers {
  /** Waits for the jobs under way. */
  stop(): Promise<void>;
}

/** A session that breaks is told here; pg takes it out of the pool, and what used it fails by itself. */
const openPool = (url: string, size: number, failures: Failures): pg.Pool => {
  const lost = (error: Error): void => failures.tell(error, 'a session of the jobs was lost');
  const pool = new pg.Pool({ connectionString: url, max: size, keepAlive: true });
  pool.on('error', lost);
  pool.on('connect', (client) => client.on('error', lost));
  return pool;
};

/** graphile-worker tells each job at `info`; here that is `debug`, and failed tries, which are told to nobody else, `warn`. */
const jobLogger = ({ log, failures }: Application): JobLogger =>
  new JobLogger(() => (level, message, meta) => {
    // What a job itself met may be a mail server that is away.
    if (level === 'error' && !meta?.failure && isUnreachable(meta?.error)) failures.tell(meta?.error, 'jobs could not be fetched or ended');
    else if (level === 'error') log.warn({ err: meta?.error }, `jobs: ${message.split('\n')[0]}`);
    else if (level === 'warning') log.warn(`jobs: ${message}`);
    else log.debug(`jobs: ${message}`);
  });

const taskList = ({ app, tasks }: WorkersOptions): TaskList =>
  Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [
      name,
      (payload: unknown, { job }: { job: { attempts: number; max_attempts: number } }) =>
        task(app, payload, { number: job.attempts, isLast: job.attempts >= job.max_attempts }),
    ]),
  );

const RECONNECT_MILLISECONDS = 500;

/** Holds the pool's advisory lock, by which the other processes see that it lives, in a session that does nothing else. */
const sayAlive = (url: string, pool: string, failures: Failures) => {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let client: pg.Client | undefined;
  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url, keepAlive: true });
    next.on('error', (error) => failures.tell(error, 'the session that tells that the workers live was lost'));
    next.on('end', () => {
      if (!stopped) timer = setTimeout(() => void connect(), RECONNECT_MILLISECONDS);
    });
    client = next;
    try {
      await next.connect();
      await next.query(LIVE, [pool]);
    } catch (error) {
      failures.tell(error, 'the workers could not tell that they live; trying again');
      await next.end().catch(() => undefined);
    }
  };
  const ready = connect();
  return {
    stop: async (): Promise<void> => {
      stopped = true;
      clearTimeout(timer);
      await ready;
      await client?.end().catch(() => undefined);
    },
  };
};

/** Starts workers for the jobs of all processes. Signals stay with the server, which stops them. */
export const startWorkers = async (options: WorkersOptions): Promise<Workers> => {
  const { app, url, concurrency, crontab = '' } = options;
  // Beside the jobs: the listener, and one to fetch the next jobs with.
  const pool = openPool(url, concurrency + 2, app.failures);
  const events = new EventEmitter() as WorkerEvents;
  // Its id only: the pool itself is a thenable, for which a promise would wait until it ends.
  const poolId = new Promise<string>((resolve) => {
    events.once('pool:create', ({ workerPool }) => resolve(workerPool.id));
  });
  const runner: Runner = await run({
    pgPool: pool,
    taskList: taskList(options),
    crontab,
    concurrency,
    events,
    noHandleSignals: true,
    logger: jobLogger(app),
  });
  runner.promise.catch((error: unknown) => app.log.error({ err: error }, 'the workers ended; no jobs are done by this process'));
  const life = sayAlive(url, await poolId, app.failures);
  return {
    stop: async () => {
      await runner.stop().catch((error: unknown) => app.log.warn({ err: error }, 'the workers did not end well'));
      await life.stop();
      await pool.end();
    },
  };
};
