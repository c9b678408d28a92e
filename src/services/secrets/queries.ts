import type { EntityManager } from '@mikro-orm/postgresql';
import { named } from '../../database.js';

// Raw SQL in this file: it is about columns of whatever table has them, named by the entities' own metadata.

/** A column that holds sealed secrets. */
export interface SealedColumn {
  table: string;
  column: string;
  /** The primary key's column. */
  key: string;
}

/** Every property whose name ends in `Sealed`, of whatever entity: a new one is not forgotten. */
export const sealedColumns = (em: EntityManager): SealedColumn[] =>
  [...em.getMetadata().getAll().values()].flatMap(({ tableName, props, primaryKeys }) => {
    const columnOf = (property: string): string => props.find(({ name }) => name === property)?.fieldNames[0] ?? '';
    const sealed = props.filter(({ name }) => name.endsWith('Sealed'));
    return sealed.map(({ name }) => ({ table: tableName, column: columnOf(name), key: columnOf(primaryKeys[0] ?? '') }));
  });

export interface Box {
  id: string;
  box: string;
}

/** Boxes that none of the keys sealed, by key; those of before keys had ids are among them. */
export const boxesNotUnder = (
  em: EntityManager,
  { table, column, key }: SealedColumn,
  keyIds: readonly string[],
  after: string | null,
  limit: number,
): Promise<Box[]> => {
  const sql = `select "${key}" as id, "${column}" as box from "${table}"
    where "${column}" is not null and (strpos("${column}", '.') = 0 or split_part("${column}", '.', 1) <> all($1::text[]))
      and ($2::uuid is null or "${key}" > $2) order by "${key}" limit $3`;
  return named<Box>(em, sql, [keyIds, after, limit]);
};

export interface Sealing extends Box {
  /** The same secret, sealed anew. */
  anew: string;
}

/** Puts each new box in its old one's place, unless somebody has put another there meanwhile. Gives how many were put. */
export const replaceBoxes = async (
  em: EntityManager,
  { table, column, key }: SealedColumn,
  sealings: readonly Sealing[],
): Promise<number> => {
  const sql = `with replaced as (
      update "${table}" t set "${column}" = s.anew from unnest($1::uuid[], $2::text[], $3::text[]) as s (id, box, anew)
      where t."${key}" = s.id and t."${column}" = s.box returning 1)
    select count(*)::int as count from replaced`;
  const columns = [sealings.map(({ id }) => id), sealings.map(({ box }) => box), sealings.map(({ anew }) => anew)];
  return (await named<{ count: number }>(em, sql, columns))[0]?.count ?? 0;
};
