import type { EntityManager } from '@mikro-orm/postgresql';
import type { AgentActor } from '../../auth/actor.js';
import { named } from '../../database.js';
import { Conversation } from '../../entities/conversation.js';
import { ConversationOutcome } from '../../entities/enums.js';
import { toRecord } from '../../records.js';
import type { ChannelFilter } from '../channel-filter.js';
import {
  type Bounds,
  channelsLeft,
  type Direction,
  merged,
  readMerged,
  type Showing,
  type Slices,
  Statement,
  within,
} from '../merged-page.js';
import { indexedWords, type Lead, leadOf, type Narrowing, possibleOutcomes } from './rules.js';

// Raw SQL in this file: pages merged from slices of the archive's indexes (see merged-page.ts and
// docs/decisions/archive-indexes.md), and search by trigrams.

export interface WantedPage {
  actor: AgentActor;
  filter: ChannelFilter & Narrowing;
  bounds: Bounds;
  direction: Direction;
  /** How many to read: one more than the page holds. */
  limit: number;
}

/** Word for word the predicate of the archive's partial indexes. */
const ARCHIVED = `c.state in ('RESOLVED', 'ABANDONED')`;
const OUTCOMES = Object.values(ConversationOutcome);

const topicsWithSubtopics = (statement: Statement, { actor, filter }: WantedPage): string => {
  const [workspace, topics] = [statement.bind(actor.workspaceId, 'uuid'), statement.bind(filter.topicIds, 'uuid[]')];
  return `select id from topic where workspace_id = ${workspace} and (id = any(${topics}) or parent_id = any(${topics}))`;
};

/** What the filters that do not lead narrow by. `of`: which of the two tables tells agent and topic. */
const narrowedBy = (statement: Statement, wanted: WantedPage, lead: Lead | null, of: 'c' | 'g'): string[] => {
  const { topicIds, agentIds, groupIds } = wanted.filter;
  const outcomes = possibleOutcomes(wanted.filter);
  const conditions: string[] = [];
  if (outcomes && lead !== 'OUTCOME') conditions.push(`c.outcome = any(${statement.bind(outcomes, 'text[]')})`);
  if (topicIds && lead !== 'TOPIC') conditions.push(`${of}.topic_id = any(array(${topicsWithSubtopics(statement, wanted)}))`);
  if (agentIds && lead !== 'AGENT') conditions.push(`${of}.resolved_by_id = any(${statement.bind(agentIds, 'uuid[]')})`);
  if (groupIds && lead !== 'GROUP') {
    // An array and not `exists`, which might be planned as a join with all that the group ever had.
    const groups = statement.bind(groupIds, 'uuid[]');
    conditions.push(`${groups} && array(select m.group_id from resolution_group m where m.conversation_id = c.id)`);
  }
  return conditions;
};

/** The values that lead, as a column `value`. */
const keysOf = (statement: Statement, wanted: WantedPage, lead: Lead): string => {
  const { agentIds, groupIds } = wanted.filter;
  if (lead === 'OUTCOME') return `unnest(${statement.bind(possibleOutcomes(wanted.filter) ?? OUTCOMES, 'text[]')})`;
  if (lead === 'TOPIC') return `(${topicsWithSubtopics(statement, wanted)})`;
  return `unnest(${statement.bind(lead === 'AGENT' ? agentIds : groupIds, 'uuid[]')})`;
};

const COLUMN = { OUTCOME: 'outcome', TOPIC: 'topic_id', AGENT: 'resolved_by_id' };

/** A slice is what one index has for one channel and one value. */
const slicesOf = (statement: Statement, wanted: WantedPage, lead: Lead): Slices => {
  const keys = `(${channelsLeft(statement, wanted.actor, wanted.filter)}) as channel cross join ${keysOf(statement, wanted, lead)} as key (value)`;
  if (lead !== 'GROUP') {
    const where = ['c.channel_id = channel.id', `c.${COLUMN[lead]} = key.value`, ARCHIVED];
    where.push(within(statement, wanted.bounds, 'c.archived_at', 'c.id'), ...narrowedBy(statement, wanted, lead, 'c'));
    return { keys, from: 'conversation c', where, at: 'c.archived_at', id: 'c.id' };
  }
  const where = ['g.channel_id = channel.id', 'g.group_id = key.value', ARCHIVED];
  where.push(within(statement, wanted.bounds, 'g.archived_at', 'g.conversation_id'), ...narrowedBy(statement, wanted, lead, 'g'));
  // One moved back to active keeps its rows until it is archived again; the moment tells whether they still hold.
  // `offset 0` keeps it a look for each entry: as a join PostgreSQL expects one row of it all and reads both tables to the end.
  const looked = 'select * from conversation where id = g.conversation_id and archived_at = g.archived_at offset 0';
  const from = `resolution_group g cross join lateral (${looked}) as c`;
  return { keys, from, where, at: 'g.archived_at', id: 'g.conversation_id', repeats: true };
};

export const readArchive = (em: EntityManager, wanted: WantedPage, showing?: Showing): Promise<Conversation[]> => {
  const statement = new Statement();
  return readMerged(em, statement, slicesOf(statement, wanted, leadOf(wanted.filter)), wanted.direction, wanted.limit, showing);
};

/** A folded word as a pattern of LIKE. Escaped after folding, which may make a wildcard of another character. */
const pattern = (word: string): string => String.raw`'%' || regexp_replace(fold(${word}), '([\\%_])', '\\\1', 'g') || '%'`;

/** Made once and not for each document. */
const containsAll = (statement: Statement, words: readonly string[]): string =>
  `d.document like all (array(select ${pattern('word')} from unnest(${statement.bind(words, 'text[]')}) as word))`;

interface Looked {
  /** How many conversations that fit the filter were looked at; fewer than allowed: all of them. */
  looked: number;
}

export interface Near {
  found: Conversation[];
  complete: boolean;
}

/**
 * The page of a search as far as the first `most` conversations hold it that fit the filter: quick for words that are
 * frequent there. `most` is part of the text: as a parameter it would make PostgreSQL plan for a tenth of the archive.
 */
export const searchNear = async (em: EntityManager, wanted: WantedPage, words: readonly string[], most: 1000 | 10000): Promise<Near> => {
  const { direction } = wanted;
  const statement = new Statement();
  const candidates = merged(slicesOf(statement, wanted, leadOf(wanted.filter)), direction, String(most));
  const sql = `with candidate as materialized (${candidates}),
    hit as (
      select k.at, k.id from candidate k join archive_document d on d.conversation_id = k.id where ${containsAll(statement, words)}
      order by k.at ${direction}, k.id ${direction} limit ${statement.bind(wanted.limit, 'int')}
    )
    select (select count(*)::int from candidate) as looked, c.*
    from (select) as one left join hit on true left join conversation c on c.id = hit.id order by hit.at ${direction}, hit.id ${direction}`;
  const rows = await named<Looked & Partial<Conversation>>(em, sql, statement.params);
  const found = rows.filter((row) => row.id).map(({ looked, ...row }) => toRecord(em, Conversation, row));
  return { found, complete: found.length === wanted.limit || (rows[0]?.looked ?? 0) < most };
};

/**
 * The page of a search through the index of trigrams: quick for words that are rare in the workspace. Every word's pattern is a
 * query of its own: made once, and unknown when the plan is made, so that the plan is always the one with the index.
 */
export const searchFar = async (em: EntityManager, wanted: WantedPage, words: readonly string[]): Promise<Conversation[]> => {
  const { actor, filter, bounds, direction, limit } = wanted;
  const statement = new Statement();
  const conditions = [`d.workspace_id = ${statement.bind(actor.workspaceId, 'uuid')}`];
  for (const word of indexedWords(words)) conditions.push(`d.document like (select ${pattern(statement.bind(word, 'text'))})`);
  conditions.push(containsAll(statement, words));
  const where = [ARCHIVED, `c.channel_id = any(array(${channelsLeft(statement, actor, filter)}))`];
  where.push(within(statement, bounds, 'c.archived_at', 'c.id'), ...narrowedBy(statement, wanted, null, 'c'));
  const sql = `with found as materialized (select d.conversation_id from archive_document d where ${conditions.join(' and ')})
    select c.* from found join conversation c on c.id = found.conversation_id where ${where.join(' and ')}
    order by c.archived_at ${direction}, c.id ${direction} limit ${statement.bind(limit, 'int')}`;
  return (await named(em, sql, statement.params)).map((row) => toRecord(em, Conversation, row));
};
