import type { EntityManager } from '@mikro-orm/postgresql';
import { v7 } from 'uuid';
import { isHeld, named } from '../../database.js';
import type { AssignmentReason } from '../../entities/enums.js';
import type { Candidate } from './rules.js';

// Raw SQL in this file: locks (advisory, row locks weaker than FOR UPDATE so that foreign keys to the rows are not held up,
// SKIP LOCKED), and writing many assignments in one statement each.

const ANYONE_WAITING = `select exists (select from conversation where workspace_id = $1 and state = 'QUEUED') as waiting`;

export const anyoneWaiting = async (em: EntityManager, workspaceId: string): Promise<boolean> =>
  (await named<{ waiting: boolean }>(em, ANYONE_WAITING, [workspaceId]))[0]?.waiting ?? false;

/** One routing pass of a workspace at a time, over all processes; ends with the transaction. */
const ONE_PASS = `select pg_advisory_xact_lock(hashtextextended($1, 1))`;

export const lockRouting = async (em: EntityManager, workspaceId: string): Promise<void> => {
  await named(em, ONE_PASS, [workspaceId]);
};

const LOCK_ONLINE = `select id from agent where workspace_id = $1 and status = 'ONLINE' and connected and deactivated_at is null
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
const CANDIDATES = `
  select a.id as "agentId", a.capacity,
    (select count(*)::int from conversation c where c.agent_id = a.id and c.state = 'ACTIVE' and c.ended_at is null) as load,
    coalesce((select array_agg(ch.id::text) from agent_grant g
      join channel ch on ch.product_id = g.product_id and (g.channel_id is null or g.channel_id = ch.id)
      where g.agent_id = a.id), '{}') as "channelIds"
  from agent a where a.id = any($1::uuid[]) and a.status = 'ONLINE' and a.connected and a.deactivated_at is null`;

type CandidateRow = Omit<Candidate, 'channelIds'> & { channelIds: string[] };

const candidatesAmong = async (em: EntityManager, agentIds: string[]): Promise<Candidate[]> =>
  (await named<CandidateRow>(em, CANDIDATES, [agentIds])).map((row) => ({ ...row, channelIds: new Set(row.channelIds) }));

export const lockOnlineAgents = async (em: EntityManager, workspaceId: string): Promise<Candidate[]> => {
  const rows = await named<{ id: string }>(em, LOCK_ONLINE, [workspaceId]);
  return candidatesAmong(
    em,
    rows.map((row) => row.id),
  );
};

/** Takes one agent and says what a routing decision needs; undefined when not Online or not active. */
export const takeCandidate = async (em: EntityManager, agent: AgentRow): Promise<Candidate | undefined> => {
  await takeAgent(em, agent);
  return (await candidatesAmong(em, [agent.agentId]))[0];
};

/** The longest waiting first; one that somebody else holds is passed over: whoever holds it routes again afterwards. */
const CLAIM = `select id as "conversationId", channel_id as "channelId", customer_id as "customerId" from conversation
  where workspace_id = $1 and state = 'QUEUED' and channel_id = any($2::uuid[])
  order by priority_at, id limit $3 for no key update skip locked`;

export interface ClaimedRow {
  conversationId: string;
  channelId: string;
  customerId: string;
}

export const claimWaiting = (em: EntityManager, workspaceId: string, channelIds: string[], limit: number): Promise<ClaimedRow[]> =>
  named<ClaimedRow>(em, CLAIM, [workspaceId, channelIds, limit]);

export interface NewAssignment {
  conversationId: string;
  agentId: string;
  reason: AssignmentReason;
  assignedById?: string | null;
}

/** The group is the oldest of the agent's that answers for the channel; without one the conversation keeps what it had. */
const ASSIGN = `
  update conversation c set state = 'ACTIVE', agent_id = d.agent_id, last_agent_id = d.agent_id, assigned_at = $3,
    priority_at = null, handed_back_at = null,
    group_id = coalesce((select gm.group_id from group_member gm
      join group_channel gc on gc.group_id = gm.group_id and gc.channel_id = c.channel_id
      join agent_group g on g.id = gm.group_id and g.archived_at is null
      where gm.agent_id = d.agent_id order by gm.group_id limit 1), c.group_id)
  from unnest($1::uuid[], $2::uuid[]) as d (conversation_id, agent_id) where c.id = d.conversation_id`;

/** Starts no earlier than the segment before ended, whatever this process's clock says. */
const OPEN_SEGMENTS = `
  insert into assignment (id, workspace_id, conversation_id, agent_id, assigned_by_id, reason, started_at)
  select d.id, $1, d.conversation_id, d.agent_id, d.assigned_by_id, d.reason,
    greatest($7::timestamptz, (select max(p.ended_at) from assignment p where p.conversation_id = d.conversation_id))
  from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[]) as d (id, conversation_id, agent_id, assigned_by_id, reason)`;

/** Gives conversations, whose rows and agents' rows the caller holds, to agents, and opens their segments. */
export const assign = async (em: EntityManager, workspaceId: string, assignments: readonly NewAssignment[], now: Date): Promise<void> => {
  const conversationIds = assignments.map((one) => one.conversationId);
  const agentIds = assignments.map((one) => one.agentId);
  await named(em, ASSIGN, [conversationIds, agentIds, now]);
  await named(em, OPEN_SEGMENTS, [
    workspaceId,
    assignments.map(() => v7()),
    conversationIds,
    agentIds,
    assignments.map((one) => one.assignedById ?? null),
    assignments.map((one) => one.reason),
    now,
  ]);
};

const WORKSPACES_WAITING = `select distinct workspace_id as id from conversation where state = 'QUEUED'`;

export const workspacesWaiting = async (em: EntityManager): Promise<string[]> =>
  (await named<{ id: string }>(em, WORKSPACES_WAITING)).map((row) => row.id);
