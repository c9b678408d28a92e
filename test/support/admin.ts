import { MikroORM } from '@mikro-orm/postgresql';
import { parse } from 'pg-connection-string';

export type Execute = <Row extends object>(sql: string) => Promise<Row[]>;

/** Runs SQL over one session of its own, which is closed before the call returns: no session lingers on any database. */
export async function inSession<T>(url: string, work: (execute: Execute) => Promise<T>): Promise<T> {
  const { host, port, user, password, database } = parse(url);
  const orm = await MikroORM.init({
    host: host ?? undefined,
    port: port ? Number(port) : undefined,
    user,
    password,
    dbName: database ?? undefined,
    entities: [],
    discovery: { warnWhenNoEntities: false },
    pool: { min: 0, max: 1 },
    ensureDatabase: false,
  });
  try {
    return await work((sql) => orm.em.getConnection().execute(sql));
  } finally {
    await orm.close(true);
  }
}

/** The same server and sign-in, another database. */
export function withDatabase(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
}
