import type pg from 'pg';

interface Definition {
  drop: string;
  create: string;
  isForeign: boolean;
}

/** The log keeps its own: nothing is filled in there, and keys of a partition do not go by themselves. */
const NOT_THE_LOG = (table: string): string =>
  `${table} <> 'event'::regclass and not exists (select from pg_inherits where inhrelid = ${table} and inhparent = 'event'::regclass)`;

/** Foreign keys first: the unique keys that they lean on cannot go before them. */
const CONSTRAINTS = `
  select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
    format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as create, contype = 'f' as "isForeign"
  from pg_constraint where connamespace = 'public'::regnamespace and contype in ('p', 'u', 'x', 'f')
    and ${NOT_THE_LOG('conrelid')} order by contype <> 'f'`;

const INDEXES = `
  select format('drop index %s', indexrelid::regclass) as drop, pg_get_indexdef(indexrelid) as create, false as "isForeign"
  from pg_index join pg_class on pg_class.oid = indrelid
  where relnamespace = 'public'::regnamespace and not exists (select from pg_constraint where conindid = indexrelid)
    and ${NOT_THE_LOG('indrelid')}`;

/** Takes all indexes and keys away, as the catalogue has them, and gives what puts them back: filling bare tables is several times faster. */
export const takeIndexes = async (client: pg.Client): Promise<Definition[]> => {
  const constraints = (await client.query<Definition>(CONSTRAINTS)).rows;
  const indexes = (await client.query<Definition>(INDEXES)).rows;
  const all = [...constraints, ...indexes];
  for (const { drop } of all) await client.query(drop);
  return all;
};

/** Puts them back over several sessions at once, foreign keys last. */
export const putIndexesBack = async (
  clients: pg.Client[],
  definitions: Definition[],
  progress: (message: string) => void,
): Promise<void> => {
  for (const isForeign of [false, true]) {
    const left = definitions.filter((definition) => definition.isForeign === isForeign);
    const total = left.length;
    const work = async (client: pg.Client): Promise<void> => {
      for (let next = left.shift(); next; next = left.shift()) {
        await client.query(next.create);
        progress(`${isForeign ? 'foreign keys' : 'indexes'}: ${total - left.length} of ${total}`);
      }
    };
    // Foreign keys lock two tables each: by several sessions they would wait for one another in circles.
    if (isForeign) await work(clients[0] as pg.Client);
    else await Promise.all(clients.map(work));
  }
};
