import type { EntityManager } from '@mikro-orm/postgresql';
import { named } from '../../database.js';
import { LanguageRule } from '../../entities/language-rule.js';

// Raw SQL in this file: inserting and deleting many rows in one statement that tells which of them made a difference, and what an
// index on an expression answers.

const JOIN = `insert into group_member (group_id, agent_id) select $1, a.id from unnest($2::uuid[]) as a (id)
  on conflict do nothing returning agent_id as "agentId"`;
const LEAVE = 'delete from group_member where group_id = $1 and agent_id = any($2::uuid[]) returning agent_id as "agentId"';

const agentsOf = (rows: { agentId: string }[]): string[] => rows.map((row) => row.agentId);

/** The agents who were not members before. */
export const joinGroup = async (em: EntityManager, groupId: string, agentIds: readonly string[]): Promise<string[]> =>
  agentsOf(await named(em, JOIN, [groupId, agentIds]));

/** The agents who were members before. */
export const leaveGroup = async (em: EntityManager, groupId: string, agentIds: readonly string[]): Promise<string[]> =>
  agentsOf(await named(em, LEAVE, [groupId, agentIds]));

const LANGUAGE_RULE = `select * from language_rule where product_id = $1 and channel_id is not distinct from $2 and lower(language) = lower($3)`;

/** Capitals do not matter in a language tag. */
export const findLanguageRule = async (
  em: EntityManager,
  productId: string,
  channelId: string | null,
  language: string,
): Promise<LanguageRule | undefined> => {
  const [row] = await named(em, LANGUAGE_RULE, [productId, channelId, language]);
  return row && em.map(LanguageRule, row);
};
