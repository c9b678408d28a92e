import type { EntityManager } from '@mikro-orm/postgresql';
import type { AgentActor } from '../auth/actor.js';
import { namedRead } from '../database.js';
import { Conversation } from '../entities/conversation.js';
import { toRecord } from '../records.js';
import type { ChannelFilter } from './channel-filter.js';
import type { Page, Paging, Position } from './paging.js';

// Raw SQL in this file: pages merged from slices of an index. A list that is narrowed to several channels (agents, topics)
// has no index in its order; but for each one of them there is one, so each gives its first records, and the merge cuts the
// page. However long the list, no more than slices × page size entries of an index are read where nothing else narrows.

/** A statement under way: its parameters, each bound where it stands in the text. */
export class Statement {
  readonly params: unknown[] = [];

  bind(value: unknown, type: string): string {
    return `$${this.params.push(value)}::${type}`;
  }
}

export type Direction = 'asc' | 'desc';

/** The open interval that a page lies in. */
export interface Bounds {
  above: Position;
  below: Position;
}

const LEAST_ID = '00000000-0000-0000-0000-000000000000';
const GREATEST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Moments as `toISOString` has them, and ids, sort as text; the two infinities stand before and after all moments. */
const isAfter = (a: Position, b: Position): boolean => a.join(' ') > b.join(' ');
const later = (a: Position, b: Position | null): Position => (b && isAfter(b, a) ? b : a);
const earlier = (a: Position, b: Position | null): Position => (b && isAfter(a, b) ? b : a);

const BEFORE_ALL: Position = ['-infinity', GREATEST_ID];
const AFTER_ALL: Position = ['infinity', LEAST_ID];

/** `from` (inclusive) as a position that all records from then on come after: moments have whole milliseconds. */
const justBefore = (from: Date): Position => [new Date(from.getTime() - 1).toISOString(), GREATEST_ID];

/** Where the cursors and a stretch of time (from inclusive, to exclusive) leave the page, in a list of either order. */
export const boundsOf = (paging: Paging, descending: boolean, range?: { from?: Date | null; to?: Date | null } | null): Bounds => {
  const [above, below] = descending ? [paging.before, paging.after] : [paging.after, paging.before];
  return {
    above: later(range?.from ? justBefore(range.from) : BEFORE_ALL, above),
    below: earlier(range?.to ? [range.to.toISOString(), LEAST_ID] : AFTER_ALL, below),
  };
};

/** Which way the rows are read: from the end back when the page is asked for by `last`. */
export const directionOf = (paging: Paging, descending: boolean): Direction => (descending === paging.forward ? 'desc' : 'asc');

/** `at` and `id` are the columns of the order. */
export const within = (statement: Statement, { above, below }: Bounds, at: string, id: string): string => {
  const position = ([moment, tie]: Position): string => `(${statement.bind(moment, 'timestamptz')}, ${statement.bind(tie, 'uuid')})`;
  return `(${at}, ${id}) > ${position(above)} and (${at}, ${id}) < ${position(below)}`;
};

/**
 * The channels that the caller may see and the filter leaves, as a query for their ids. A channel stays with its product for
 * good, so they stand for the product too.
 */
export const channelsLeft = (statement: Statement, actor: AgentActor, filter: ChannelFilter): string => {
  const conditions = [`workspace_id = ${statement.bind(actor.workspaceId, 'uuid')}`];
  if (actor.channelIds) conditions.push(`id = any(${statement.bind([...actor.channelIds], 'uuid[]')})`);
  if (filter.productId) conditions.push(`product_id = ${statement.bind(filter.productId, 'uuid')}`);
  if (filter.channelIds) conditions.push(`id = any(${statement.bind(filter.channelIds, 'uuid[]')})`);
  if (filter.channelTypes) conditions.push(`type = any(${statement.bind(filter.channelTypes, 'text[]')})`);
  return `select id from channel where ${conditions.join(' and ')}`;
};

export interface Slices {
  /** What there is a slice for: a from item with `channel (id)`, and what else the index begins with. */
  keys: string;
  from: string;
  /** Equality with the keys, the index's own predicate word for word, bounds, and what else narrows. */
  where: string[];
  at: string;
  id: string;
  /** Whether a record may stand in more than one slice. */
  repeats?: boolean;
}

/** The first `limit` of the list, as (at, id). */
export const merged = ({ keys, from, where, at, id, repeats }: Slices, direction: Direction, limit: string): string =>
  `select ${repeats ? 'distinct ' : ''}slice.at, slice.id from ${keys} cross join lateral (
    select ${at} as at, ${id} as id from ${from} where ${where.join(' and ')}
    order by ${at} ${direction}, ${id} ${direction} limit ${limit}
  ) as slice order by slice.at ${direction}, slice.id ${direction} limit ${limit}`;

/** What of each conversation of a page is read, with what stands beside it. */
export interface Showing {
  columns: string;
  /** Of at most one row each, to the conversation as `c`. */
  joins: string;
  read(row: Record<string, unknown>): Conversation;
}

const whole = (em: EntityManager): Showing => ({ columns: 'c.*', joins: '', read: (row) => toRecord(em, Conversation, row) });

/** A page of conversations, read once it is cut. */
export const readMerged = async (
  em: EntityManager,
  statement: Statement,
  slices: Slices,
  direction: Direction,
  limit: number,
  { columns, joins, read }: Showing = whole(em),
): Promise<Conversation[]> => {
  const page = merged(slices, direction, statement.bind(limit, 'int'));
  const sql = `select ${columns} from (${page}) as page join conversation c on c.id = page.id ${joins}
    order by page.at ${direction}, page.id ${direction}`;
  return (await namedRead<Record<string, unknown>>(em, sql, statement.params)).map(read);
};

/** One more than the page holds was read, to know whether there are others. */
export const toPage = <Node>(read: Node[], paging: Paging, positionOf: (node: Node) => string): Page<Node> => {
  const more = read.length > paging.limit;
  const nodes = read.slice(0, paging.limit);
  return {
    nodes: paging.forward ? nodes : nodes.reverse(),
    positionOf,
    hasNextPage: paging.forward ? more || paging.before !== null : paging.before !== null,
    hasPreviousPage: paging.forward ? paging.after !== null : more || paging.after !== null,
  };
};
