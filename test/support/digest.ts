import type { Desk } from './desk.js';

/** Counts attempts, of refused calls too. */
const NOT_DIGESTED = ['rate_limit', 'migration'];

/** A fingerprint of every row of every table, by table: two that are equal mean that nothing was written between them. */
export const digestOf = async (desk: Desk): Promise<Record<string, string>> => {
  const tables = await desk.sql<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' and not tablename = any($1) order by 1`,
    [NOT_DIGESTED],
  );
  const columns = tables.map(
    ({ name }) => `(select md5(coalesce(string_agg(t::text, ',' order by t::text), '')) from "${name}" t) as "${name}"`,
  );
  const [row] = await desk.sql<Record<string, string>>(`select ${columns.join(', ')}`);
  return row ?? {};
};
