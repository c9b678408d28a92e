import type pg from 'pg';
import { AGENTS, TOPICS } from '../data/desk-sql.js';
import type { Desk } from './workload.js';

const idsOf = async (pool: pg.Pool, sql: string): Promise<string[]> => (await pool.query<{ id: string }>(sql)).rows.map((row) => row.id);

/** Ids of a kind were made at one moment, so that their order is that of the numbers. */
export const readDesk = async (pool: pg.Pool): Promise<Desk> => {
  const [workspaceId = ''] = await idsOf(pool, 'select id from workspace');
  const agents = await idsOf(pool, 'select id from agent order by id');
  const sessions = await idsOf(pool, 'select s.id from session s where agent_id is not null order by agent_id');
  return {
    workspaceId,
    channels: await idsOf(pool, 'select id from channel order by id'),
    groups: await idsOf(pool, 'select id from agent_group order by id'),
    agents: agents.slice(0, AGENTS),
    agentSessions: sessions.slice(0, AGENTS),
    supervisor: agents[AGENTS] ?? '',
    supervisorSession: sessions[AGENTS] ?? '',
    topics: (await idsOf(pool, 'select id from topic where parent_id is not null order by id')).slice(0, TOPICS),
    parentTopics: await idsOf(pool, 'select id from topic where parent_id is null order by id'),
  };
};

export const at = <Value>(list: readonly Value[], index: number): Value => {
  const value = list[index % list.length];
  if (value === undefined) throw new Error('the data set is empty');
  return value;
};
