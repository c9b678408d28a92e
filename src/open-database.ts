import type { MikroORM } from '@mikro-orm/postgresql';
import { parse } from 'pg-connection-string';
import type { Config } from './config.js';
import { closeOrm, createOrm, pendingMigrations } from './database.js';
import { type EmbeddedPostgres, startEmbedded } from './postgres/embedded.js';
import { SetupError } from './setup-error.js';

const OLDEST = 15;

/** The database the settings name: the user's own, which is left as it is, or the embedded one, which runs from here until `stop`. */
export async function openDatabase(config: Config, log: (message: string) => void, onLost?: () => void): Promise<EmbeddedPostgres> {
  if (config.databaseUrl) return { url: config.databaseUrl, announce: async () => undefined, stop: async () => undefined };
  return startEmbedded({ dataDir: config.dataDir, log, urlOfOwner: config.port ? addressOf(config) : '', ...(onLost && { onLost }) });
}

/** Runs work on the database over few sessions of its own; a database that cannot be used is refused in words. */
export async function withOrm<T>(url: string, work: (orm: MikroORM) => Promise<T>): Promise<T> {
  const orm = await createOrm({ url, poolSize: 2 });
  try {
    await requireUsable(orm, url);
    return await work(orm);
  } finally {
    await closeOrm(orm);
  }
}

/** Refuses a database whose schema is behind: applying migrations to a database of the user's is their decision. */
export async function requireCurrent(orm: MikroORM): Promise<void> {
  const pending = await pendingMigrations(orm);
  if (pending.length === 0) return;
  throw new SetupError(
    `The database's schema is behind; it lacks ${pending.join(', ')}. Apply what is missing and start again: npm run migrate`,
  );
}

async function requireUsable(orm: MikroORM, url: string): Promise<void> {
  const rows = await orm.em
    .getConnection()
    .execute<{ version: string; encoding: string }[]>(
      `select current_setting('server_version_num') as version, current_setting('server_encoding') as encoding`,
    )
    .catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      throw new SetupError(
        `The database ${describe(url)} cannot be used: ${reason}\nSee DATABASE_URL, for example postgresql://user:password@localhost:5432/sohbet`,
      );
    });
  const major = Math.floor(Number(rows[0]?.version) / 10_000);
  if (major < OLDEST) throw new SetupError(`The database ${describe(url)} is PostgreSQL ${major}; Sohbet needs ${OLDEST} or newer.`);
  if (rows[0]?.encoding !== 'UTF8')
    throw new SetupError(`The database ${describe(url)} has the encoding ${rows[0]?.encoding}; Sohbet needs UTF8.`);
}

/** Without user and password. */
function describe(url: string): string {
  const { host, port, database } = parse(url);
  return `${database} at ${host}${port ? `:${port}` : ''}`;
}

function addressOf({ host, port }: Config): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
