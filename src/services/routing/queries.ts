import type { EntityManager } from '@mikro-orm/postgresql';
import { isHeld, named } from '../../database.js';
import type { Candidate, Preference, Waiting } from './candidate.js';

// Raw SQL in this file: locks (advisory, row locks weaker than FOR UPDATE so that foreign keys to the rows are not held up,
// SKIP LOCKED), and what a routing decision needs to know in a statement each.

const ANYONE_WAITING = `select exists (select from conversation where workspace_id = $1 and state = 'QUEUED') as waiting`;

export const anyoneWaiting = async (em: EntityManager, workspaceId: string): Promise<boolean> =>
  (await named<{ waiting: boolean }>(em, ANYONE_WAITING, [workspaceId]))[0]?.waiting ?? false;

/** One routing pass of a workspace at a time, over all processes; ends with the transaction. */
const ONE_PASS = `select pg_advisory_xact_lock(hashtextextended($1, 1))`;

export const lockRouting = async (em: EntityManager, workspaceId: string): Promise<void> => {
  await named(em, ONE_PASS, [workspaceId]);
};

const LOCK_CONNECTED = `select id from agent where workspace_id = $1 and status = 'ONLINE' and connected and deactivated_at is null
  order by id for no key update`;
const LOCK_AGENT = 'select id from agent where id = $1 and workspace_id = $2 for no key update';

/**
 * The agent's row: held by everyone who adds to its load or changes its status, so that the count below stays true. Waits
 * for it, so the caller holds no conversation.
 */
export const lockAgent = async (em: EntityManager, agent: AgentRow): Promise<void> => {
  await named(em, LOCK_AGENT, [agent.agentId, agent.workspaceId]);
};

export interface AgentRow {
  agentId: string;
  workspaceId: string;
}

/** Somebody else holds the agent's row, and we hold a conversation: the transaction begins anew with the agent's row. */
export class AgentHeld extends Error {
  constructor(readonly agent: AgentRow) {
    super('the agent’s row is held by another transaction');
  }
}

const TAKE_AGENT = `${LOCK_AGENT} nowait`;

/**
 * The same lock for whoever holds a conversation already. Going Offline holds the agent and waits for their conversations:
 * waiting for an agent under a conversation would close a circle, so this never waits.
 */
export const takeAgent = async (em: EntityManager, agent: AgentRow): Promise<void> => {
  try {
    await named(em, TAKE_AGENT, [agent.agentId, agent.workspaceId]);
  } catch (error) {
    throw isHeld(error) ? new AgentHeld(agent) : error;
  }
};

/** Counted after the rows were locked, in a statement of its own: it must see what was committed while waiting for them. */
const CANDIDATES = (which: string, connected = 'a.connected'): string => `
  select a.id as "agentId", a.capacity, ${connected} as connected,
    (select count(*)::int from conversation c where c.agent_id = a.id and c.state = 'ACTIVE' and c.ended_at is null) as load,
    coalesce((select array_agg(ch.id::text) from agent_grant g
      join channel ch on ch.product_id = g.product_id and (g.channel_id is null or g.channel_id = ch.id)
      where g.agent_id = a.id), '{}') as "channelIds"
  from agent a where ${which} and a.status = 'ONLINE' and a.deactivated_at is null`;
/** Who came while the rows were being locked is not held: they do not count as connected, and ask for a pass of their own. */
const HELD = CANDIDATES('a.workspace_id = $1 and (a.id = any($2::uuid[]) or not a.connected)', 'a.id = any($2::uuid[])');
const ONE = CANDIDATES('a.id = $1');
const ONLINE = CANDIDATES('a.workspace_id = $1');

const candidates = async (em: EntityManager, sql: string, params: unknown[]): Promise<Candidate[]> => {
  const rows = await named<Omit<Candidate, 'channelIds'> & { channelIds: string[] }>(em, sql, params);
  return rows.map((row) => ({ ...row, channelIds: new Set(row.channelIds) }));
};

/** All who are Online; of those connected the rows are held. */
export const lockOnlineAgents = async (em: EntityManager, workspaceId: string): Promise<Candidate[]> => {
  const held = await named<{ id: string }>(em, LOCK_CONNECTED, [workspaceId]);
  return candidates(em, HELD, [workspaceId, held.map(({ id }) => id)]);
};

/** Takes one agent and says what a routing decision needs; undefined when not Online or not active. */
export const takeCandidate = async (em: EntityManager, agent: AgentRow): Promise<Candidate | undefined> => {
  await takeAgent(em, agent);
  return (await candidates(em, ONE, [agent.agentId]))[0];
};

/** The Online agents as they are at this moment, nobody's row held: for showing, never for deciding. */
export const onlineAgents = (em: EntityManager, workspaceId: string): Promise<Candidate[]> => candidates(em, ONLINE, [workspaceId]);

/** A group's rule names its members; one that was archived names nobody. */
const PREFERENCES = `
  select r.product_id as "productId", r.channel_id as "channelId", r.language,
    case when r.agent_id is not null then array[r.agent_id::text] else coalesce((select array_agg(m.agent_id::text) from group_member m
      join agent_group g on g.id = m.group_id and g.archived_at is null where m.group_id = r.group_id), '{}') end as "agentIds"
  from language_rule r where r.workspace_id = $1`;

type PreferenceRow = Omit<Preference, 'agentIds'> & { agentIds: string[] };

export const languagePreferences = async (em: EntityManager, workspaceId: string): Promise<Preference[]> =>
  (await named<PreferenceRow>(em, PREFERENCES, [workspaceId])).map((row) => ({ ...row, agentIds: new Set(row.agentIds) }));

/** The longest waiting first; one that somebody else holds is passed over: whoever holds it routes again afterwards. */
const CLAIM = `select id as "conversationId", channel_id as "channelId", product_id as "productId", customer_id as "customerId", language,
    passed_by::text[] as "passedBy"
  from conversation where workspace_id = $1 and state = 'QUEUED' and channel_id = any($2::uuid[])
  order by priority_at, id limit $3 for no key update skip locked`;

export type ClaimedRow = Waiting & { customerId: string };

export const claimWaiting = (em: EntityManager, workspaceId: string, channelIds: string[], limit: number): Promise<ClaimedRow[]> =>
  named<ClaimedRow>(em, CLAIM, [workspaceId, channelIds, limit]);

const WORKSPACES_WAITING = `select distinct workspace_id as id from conversation where state = 'QUEUED'`;

export const workspacesWaiting = async (em: EntityManager): Promise<string[]> =>
  (await named<{ id: string }>(em, WORKSPACES_WAITING)).map((row) => row.id);
