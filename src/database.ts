import 'reflect-metadata';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Migrator } from '@mikro-orm/migrations';
import { type EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { Logger as JobLogger, runMigrations } from 'graphile-worker';
import { CompiledQuery } from 'kysely';
import type pg from 'pg';
import { parse } from 'pg-connection-string';
import { entities } from './entities/index.js';
import { RoundTrips } from './round-trips.js';

export interface DatabaseOptions {
  /** A libpq URL; for a Unix socket `postgresql://user@%2Fpath/name` or `?host=/path`. */
  url: string;
  /** Connections of this process. Default: 16. */
  poolSize?: number;
  /** Whether statements with parameters are prepared once by name. Off behind a pooler that lacks them. Default: true. */
  namedStatements?: boolean;
  /** Tells each SQL statement as it is sent; for looking at what an operation causes. */
  onStatement?: (sql: string) => void;
}

const MIGRATIONS = fileURLToPath(new URL('../migrations', import.meta.url));

interface QueryableClient {
  query: (...args: unknown[]) => unknown;
  end(): Promise<void>;
}

interface ConnectingPool {
  on(event: 'connect', listener: (client: QueryableClient) => void): void;
}

/** The most statements one process names; a text beyond them goes unnamed. Only texts built in queries.ts files come here. */
const MOST_NAMES = 500;
const names = new Map<string, string>();

const nameOf = (sql: string): string | undefined => {
  const known = names.get(sql);
  if (known !== undefined || names.size >= MOST_NAMES) return known;
  const name = `s${names.size + 1}`;
  names.set(sql, name);
  return name;
};

/**
 * A session that broke has been rolled back by its end. Told as an error, Kysely would never give the client back to the pool,
 * which has one less for each transaction that a restart of the database cut off. Ended, it is thrown away on its return.
 */
const rolledBack = async (answer: unknown, client: QueryableClient): Promise<unknown> => {
  try {
    return await answer;
  } catch {
    void client.end().catch(() => undefined);
    return { command: 'ROLLBACK', rowCount: 0, rows: [] };
  }
};

/**
 * Sends every query that has values as a named statement, so that PostgreSQL parses and plans it once a connection. Left to
 * itself it plans many of them each time, which for an archive page took twice as long as reading it (`plan_cache_mode`
 * below): a statement's plan must be good for all values, and its text holds only the filters that were given.
 */
const nameStatements = (pool: ConnectingPool, options: DatabaseOptions): void =>
  pool.on('connect', (client) => {
    const send = client.query.bind(client);
    client.query = (query, values, ...rest) => {
      if (typeof query === 'string') options.onStatement?.(query);
      const named = options.namedStatements !== false && typeof query === 'string' && Array.isArray(values) && values.length > 0;
      const name = named ? nameOf(query) : undefined;
      if (query === 'rollback') return rolledBack(send(query, values, ...rest), client);
      return name ? send({ name, text: query, values }, ...rest) : send(query, values, ...rest);
    };
  });

interface Opened {
  pool: pg.Pool;
  roundTrips: RoundTrips;
}

/** Of each database that was opened, by what managers know it by. */
const databases = new WeakMap<object, Opened>();

export const createOrm = async (options: DatabaseOptions): Promise<MikroORM> => {
  const address = parse(options.url);
  const orm = await MikroORM.init({
    host: address.host ?? undefined,
    port: address.port ? Number(address.port) : undefined,
    user: address.user,
    password: address.password,
    dbName: address.database ?? 'sohbet',
    entities,
    extensions: [Migrator],
    // A misspelt name in DATABASE_URL shall be refused, not made.
    ensureDatabase: false,
    forceUtcTimezone: true,
    pool: { min: 0, max: options.poolSize ?? 16 },
    driverOptions: {
      ssl: address.ssl,
      // A transaction that forgot itself must not hold the event log's readers back.
      idle_in_transaction_session_timeout: 5_000,
      // A second query of a client is sent before the first is answered (see round-trips.ts).
      pipeline: true,
      ...(options.namedStatements !== false && { options: '-c plan_cache_mode=force_generic_plan' }),
      onPoolCreated: (pool: ConnectingPool) => nameStatements(pool, options),
    },
    migrations: {
      path: MIGRATIONS,
      glob: '!(*.d).{js,ts}',
      snapshot: false,
      silent: true,
      disableForeignKeys: false,
      tableName: 'migration',
    },
    schemaGenerator: {
      disableForeignKeys: false,
      ignoreRoutines: true,
      skipTables: ['migration', 'outbox', 'rate_limit'],
      ignoreSchema: ['graphile_worker'],
    },
  });
  const connection = orm.driver.getConnection();
  const pool = (await connection.getNativeClient()) as pg.Pool;
  databases.set(connection, { pool, roundTrips: new RoundTrips(pool) });
  return orm;
};

/** Ends its connections. MikroORM alone ends a pool only after statements of its own; `named` goes past it. */
export const closeOrm = async (orm: MikroORM): Promise<void> => {
  const opened = databases.get(orm.driver.getConnection());
  await orm.close(true);
  if (opened && !opened.pool.ending) await opened.pool.end();
};

/** Applies what is missing, one process at a time, and after ours those of graphile-worker, which has a schema of its own. */
export const applyMigrations = async (orm: MikroORM): Promise<void> => {
  await orm.migrator.up();
  const pgPool = (await orm.driver.getConnection().getNativeClient()) as pg.Pool;
  if (pgPool.listenerCount('error') === 0) pgPool.on('error', () => undefined);
  await runMigrations({ pgPool, logger: new JobLogger(() => () => undefined) });
};

/** The newest of graphile-worker's migrations in the version that is installed. */
export const JOBS_SCHEMA = 20;

/**
 * Runs a hand-written statement with bind parameters (MikroORM itself sends literals), inside the manager's transaction
 * when it has one, else straight through the pool: Kysely's own way to it took a twentieth of a message. Lists go as one array
 * parameter, `= any($1::uuid[])`, never as `in (…)` of varying length.
 */
export const named = async <Row extends object>(em: EntityManager, sql: string, params: readonly unknown[] = []): Promise<Row[]> =>
  (await inTransaction<Row>(em, sql, params)) ?? (await openedBy(em).pool.query<Row>(sql, [...params])).rows;

/**
 * The same, for a statement that only reads, and quickly: a bounded number of rows, found by index. Outside a transaction those of
 * a moment share round trips (see round-trips.ts); what may be slow would keep the others waiting.
 */
export const namedRead = async <Row extends object>(em: EntityManager, sql: string, params: readonly unknown[] = []): Promise<Row[]> =>
  (await inTransaction<Row>(em, sql, params)) ?? openedBy(em).roundTrips.read<Row>(sql, [...params]);

const inTransaction = async <Row extends object>(
  em: EntityManager,
  sql: string,
  params: readonly unknown[],
): Promise<Row[] | undefined> => {
  const transaction = em.getTransactionContext<ReturnType<EntityManager['getKysely']>>();
  return transaction && (await transaction.executeQuery<Row>(CompiledQuery.raw(sql, [...params]))).rows;
};

const openedBy = (em: EntityManager): Opened => {
  const opened = databases.get(em.getConnection());
  if (!opened) throw new Error('the manager is of no database that was opened here');
  return opened;
};

/** serialization_failure and deadlock_detected: the transaction did nothing wrong and may be tried again. */
export const isRetryable = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === '40001' || error.code === '40P01');

/** lock_not_available: what was asked for without waiting is held by somebody else. */
export const isHeld = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === '55P03';

/** Of PostgreSQL: class 08, it is ending, it crashed, it is starting, it has no connection left; of the system: nobody listens, or nobody any more. */
const AWAY_CODES = /^(08\w{3}|57P0[1-3]|53300|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN)$/;
/** What `pg` says without a code of a connection that broke, or that there was none in time. */
const AWAY_WORDS =
  /Connection terminated|connection timeout|timeout exceeded when trying to connect|connection error and is not queryable/i;

/** The database cannot be reached at this moment; what was asked may be asked again later. */
export const isUnreachable = (error: unknown): boolean => {
  if (typeof error !== 'object' || error === null) return false;
  const { code, message, cause } = error as { code?: unknown; message?: unknown; cause?: unknown };
  return AWAY_CODES.test(String(code)) || AWAY_WORDS.test(String(message)) || isUnreachable(cause);
};

/** How often a transaction is tried before its error is given up on. */
export const TRANSACTION_ATTEMPTS = 5;

const jobsAreCurrent = async (em: EntityManager): Promise<boolean> => {
  const [table] = await named<{ exists: boolean }>(em, `select to_regclass('graphile_worker.migrations') is not null as exists`);
  if (!table?.exists) return false;
  const [newest] = await named<{ id: number | null }>(em, 'select max(id) as id from graphile_worker.migrations');
  return (newest?.id ?? 0) >= JOBS_SCHEMA;
};

/**
 * The names of the migrations that the database lacks; empty when it is current. Looked up by hand: MikroORM's migrator,
 * when it is only asked, makes the table of their names, and a database that is not there.
 */
export const pendingMigrations = async (orm: MikroORM): Promise<string[]> => {
  const files = await readdir(MIGRATIONS);
  const known = files.flatMap((file) => /^(\d+-[\w-]+)\.[jt]s$/.exec(file)?.[1] ?? []).sort();
  const em = orm.em.fork();
  const [table] = await named<{ exists: boolean }>(em, `select to_regclass('migration') is not null as exists`);
  if (!table?.exists) return known;
  const applied = new Set((await named<{ name: string }>(em, 'select name from migration')).map(({ name }) => name));
  const pending = known.filter((name) => !applied.has(name));
  return pending.length > 0 || (await jobsAreCurrent(em)) ? pending : ['graphile-worker’s own'];
};
