import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import { named } from '../database.js';

/** Where a page begins or ends: the sort key's text, and the id that breaks ties. */
export type Position = [sortKey: string, id: string];

/** What a list answers; `positionOf` gives each record's place for its edge's cursor. */
export interface Page<Node> {
  nodes: Node[];
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  positionOf: (node: Node) => string;
}

export interface Paging {
  limit: number;
  forward: boolean;
  after: Position | null;
  before: Position | null;
}

export const encodePosition = (position: Position): string => Buffer.from(JSON.stringify(position)).toString('base64url');

const positionWhere = (fits: (sortKey: string) => boolean) =>
  z.string().transform((value, context): Position => {
    try {
      const parsed = z.tuple([z.string().max(200), z.uuid()]).parse(JSON.parse(Buffer.from(value, 'base64url').toString('utf8')));
      if (fits(parsed[0])) return [parsed[0], parsed[1].toLowerCase()];
    } catch {
      // Falls through: what is no JSON and what is no position are refused alike.
    }
    context.addIssue({ code: 'custom', message: 'Expected the cursor of an edge or of pageInfo, as the server gave it.' });
    return z.NEVER;
  });

/** Word for word as `encodePosition` has it: PostgreSQL knows fewer moments and numbers than JavaScript does. */
const isMoment = (sortKey: string): boolean =>
  /^[1-9]\d{3}-/.test(sortKey) && !Number.isNaN(Date.parse(sortKey)) && new Date(sortKey).toISOString() === sortKey;

const position = positionWhere(isMoment);
const sequencePosition = positionWhere((sortKey) => /^\d{1,9}$/.test(sortKey));
const namePosition = positionWhere((sortKey) => !sortKey.includes('\0'));

const size = z.number().int().min(1, 'A page has 1 to 100 records.').max(100, 'A page has 1 to 100 records.');

const forward = (place: typeof position) =>
  z
    .object({ first: size, after: place.nullish() })
    .transform(({ first, after }): Paging => ({ limit: first, forward: true, after: after ?? null, before: null }));

/** Forward only: `first` is required, so that nobody asks for everything by mistake. */
export const forwardPaging = forward(position);
/** The same, of a list in the order of a name. */
export const forwardPagingByName = forward(namePosition);

const bothWays = (place: typeof position) =>
  z
    .object({ first: size.nullish(), after: place.nullish(), last: size.nullish(), before: place.nullish() })
    .refine(({ first, last }) => (first == null) !== (last == null), 'Give a page size: either `first` or `last`, 1 to 100.')
    .transform(
      ({ first, after, last, before }): Paging => ({
        limit: first ?? last ?? 0,
        forward: first != null,
        after: after ?? null,
        before: before ?? null,
      }),
    );

/** Both ways: `first` (with `after`), or `last` (with `before`). */
export const bothWaysPaging = bothWays(position);
/** The same, of a list in the order of `sequence`. */
export const bothWaysPagingBySequence = bothWays(sequencePosition);

export interface Listing {
  /** After `select`: the columns, e.g. `c.*`. */
  columns: string;
  /** After `from`: tables and joins. */
  from: string;
  /** Conditions, joined by `and`; `$1`… stand for `params`. */
  where: string[];
  params: unknown[];
  /** The column of the order, with its SQL type, and the id column that breaks ties. */
  sort: { column: string; type: 'timestamptz' | 'int' | 'text'; id: string; descending: boolean };
}

/** Collects conditions with their parameters: `add('x = any(?::uuid[])', ids)`. */
export class Conditions {
  readonly where: string[] = [];
  readonly params: unknown[] = [];

  add(condition: string, ...values: unknown[]): this {
    this.where.push(condition.replaceAll('?', () => `$${this.params.push(values.shift())}`));
    return this;
  }
}

/** Cuts one page by keyset, whichever way: one statement, one record more than asked to know whether there are others. */
export const readPage = async <Row extends object>(
  em: EntityManager,
  listing: Listing,
  paging: Paging,
): Promise<{ rows: Row[]; hasNextPage: boolean; hasPreviousPage: boolean }> => {
  const { sort } = listing;
  const conditions = new Conditions();
  conditions.where.push(...listing.where);
  conditions.params.push(...listing.params);
  const beyond = sort.descending ? '<' : '>';
  const within = sort.descending ? '>' : '<';
  const compare = (operator: string, [key, id]: Position): unknown =>
    conditions.add(`(${sort.column}, ${sort.id}) ${operator} (?::${sort.type}, ?::uuid)`, key, id);
  if (paging.after) compare(beyond, paging.after);
  if (paging.before) compare(within, paging.before);
  const direction = sort.descending === paging.forward ? 'desc' : 'asc';
  const limit = `$${conditions.params.push(paging.limit + 1)}`;
  const sql = `select ${listing.columns} from ${listing.from} where ${conditions.where.join(' and ')}
    order by ${sort.column} ${direction}, ${sort.id} ${direction} limit ${limit}`;
  const rows = await named<Row>(em, sql, conditions.params);
  const more = rows.length > paging.limit;
  const page = rows.slice(0, paging.limit);
  return paging.forward
    ? { rows: page, hasNextPage: more, hasPreviousPage: paging.after !== null }
    : { rows: page.reverse(), hasNextPage: paging.before !== null, hasPreviousPage: more };
};
