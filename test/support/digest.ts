import type { Desk } from './desk.js';

/** Counts attempts, of refused calls too; who has a socket open; how far the log was read. */
const NOT_DIGESTED = ['rate_limit', 'migration', 'agent_lease', 'outbox'];

/** The statement, made once for each database. */
const statements = new WeakMap<Desk, Promise<string>>();

const statementFor = async (desk: Desk): Promise<string> => {
  const tables = await desk.sql<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' and not tablename = any($1) order by 1`,
    [NOT_DIGESTED],
  );
  const columns = tables.map(
    ({ name }) => `(select md5(coalesce(string_agg(t::text, ',' order by t::text), '')) from "${name}" t) as "${name}"`,
  );
  return `select ${columns.join(', ')}`;
};

/** A fingerprint of every row of every table, by table: two that are equal mean that nothing was written between them. */
export const digestOf = async (desk: Desk): Promise<Record<string, string>> => {
  const statement = statements.get(desk) ?? statementFor(desk);
  statements.set(desk, statement);
  const [row] = await desk.sql<Record<string, string>>(await statement);
  return row ?? {};
};
