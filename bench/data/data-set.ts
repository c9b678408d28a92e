import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';
import { applyMigrations, closeOrm, createOrm } from '../../src/database.js';
import { DESK, FUNCTIONS } from './desk-sql.js';
import {
  archiveDocuments,
  assignments,
  CHATS,
  conversations,
  messages,
  REMAINDER,
  resolutionGroups,
  type Size,
  type Stretch,
} from './history-sql.js';
import { putIndexesBack, takeIndexes } from './indexes.js';

export type Progress = (message: string) => void;

const DOCUMENTS = 'archive documents';
const BULK = { conversations, messages, assignments, 'resolution groups': resolutionGroups, [DOCUMENTS]: archiveDocuments };

const bulkOf = ({ searchable = true }: Size) => Object.entries(BULK).filter(([name]) => searchable || name !== DOCUMENTS);

/** Conversations that one statement writes; between them progress is told. */
const STRIDE = 250_000;

/** Once a second at most: of a small data set a few lines. */
const sparsely = (progress: Progress): Progress => {
  let toldAt = performance.now();
  return (message) => {
    if (performance.now() - toldAt < 1_000) return;
    toldAt = performance.now();
    progress(message);
  };
};

const stretchesOf = ({ archived, live }: Size): Stretch[] => {
  const total = archived + live;
  const count = Math.max(2, Math.ceil(total / STRIDE));
  return Array.from({ length: count }, (_, part) => ({
    from: Math.floor((part * total) / count) + 1,
    to: Math.floor(((part + 1) * total) / count),
  }));
};

/** Over a table's stretches with all sessions at once. */
const fill = async (
  clients: pg.Client[],
  size: Size,
  name: string,
  statement: (stretch: Stretch) => string,
  progress: Progress,
): Promise<void> => {
  const left = stretchesOf(size);
  const total = left.length;
  let written = 0;
  await Promise.all(
    clients.map(async (client) => {
      for (let next = left.shift(); next; next = left.shift()) {
        await client.query(statement(next));
        written += 1;
        progress(`${name}: ${written} of ${total} parts`);
      }
    }),
  );
};

const SESSION = `set synchronous_commit = off; set work_mem = '256MB'; set maintenance_work_mem = '512MB'; set max_parallel_maintenance_workers = 1`;

/** Fills a migrated, empty database. */
export const generate = async (url: string, size: Size, progress: Progress): Promise<void> => {
  const clients = await Promise.all(
    [0, 1].map(async () => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await client.query(SESSION);
      return client;
    }),
  );
  const [client] = clients as [pg.Client];
  try {
    for (const statement of [...FUNCTIONS, ...DESK]) await client.query(statement);
    progress('deciding what each conversation is');
    for (const statement of CHATS(size)) await client.query(statement);
    const definitions = await takeIndexes(client);
    for (const [name, statement] of bulkOf(size)) {
      progress(name);
      if (name === DOCUMENTS) await client.query('analyze');
      await fill(clients, size, name, statement, sparsely(progress));
    }
    progress('tickets and sessions');
    for (const statement of REMAINDER) await client.query(statement);
    progress('indexes and keys');
    await putIndexesBack(clients, definitions, sparsely(progress));
    progress('statistics of all tables');
    await client.query('drop schema bench cascade');
    await client.query('vacuum (freeze, analyze)');
    await client.query('checkpoint');
  } finally {
    await Promise.all(clients.map((open) => open.end()));
  }
};

/** Of what the data are made from: the migrations and the statements. A data set of another version is stale. */
const versionOf = async (size: Size): Promise<string> => {
  const hash = createHash('sha256');
  const migrations = new URL('../../migrations/', import.meta.url);
  for (const file of (await readdir(migrations)).filter((name) => /\.[jt]s$/.test(name)).sort())
    hash.update(await readFile(new URL(file, migrations)));
  const whole: Stretch = { from: 1, to: size.archived + size.live };
  for (const statement of [...FUNCTIONS, ...DESK, ...CHATS(size), ...REMAINDER]) hash.update(statement);
  for (const [, statement] of bulkOf(size)) hash.update(statement(whole));
  return hash.digest('hex').slice(0, 8);
};

const withDatabase = (url: string, database: string): string => {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
};

const inPostgres = async <Result>(server: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> => {
  const client = new pg.Client({ connectionString: withDatabase(server, 'postgres') });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

/** The data set of a size on this server, made when there is none of this version; its URL. Stale ones of the size go. */
export const ensureDataSet = async (server: string, size: Size, progress: Progress): Promise<string> => {
  const prefix = `bench_${size.archived}_`;
  const name = `${prefix}${await versionOf(size)}`;
  const present = await inPostgres(server, async (client) => {
    const { rows } = await client.query<{ name: string }>('select datname as name from pg_database where starts_with(datname, $1)', [
      prefix,
    ]);
    for (const { name: other } of rows) if (other !== name) await client.query(`drop database ${other} with (force)`);
    return rows.some((row) => row.name === name);
  });
  if (present) return withDatabase(server, name);
  // Under another name until it is whole: one that was interrupted is never taken for finished.
  const draft = `${prefix}draft`;
  await inPostgres(server, (client) => client.query(`create database ${draft}`));
  const orm = await createOrm({ url: withDatabase(server, draft), poolSize: 1 });
  await applyMigrations(orm);
  await closeOrm(orm);
  const began = performance.now();
  progress(`making the data set of ${size.archived.toLocaleString('en')} archived conversations, once; a million take some minutes`);
  await generate(withDatabase(server, draft), size, (message) =>
    progress(`${Math.round((performance.now() - began) / 1000)} s  ${message}`),
  );
  await inPostgres(server, (client) => client.query(`alter database ${draft} rename to ${name}`));
  return withDatabase(server, name);
};
