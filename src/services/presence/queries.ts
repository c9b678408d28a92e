import type { EntityManager } from '@mikro-orm/postgresql';
import { named } from '../../database.js';
import { Conversation } from '../../entities/conversation.js';
import type { AgentRow } from '../routing/queries.js';

// Raw SQL in this file: many agents in one statement, locked in the order of their ids, as routing passes lock them.

const LEASE = `
  with leased as (
    insert into agent_lease (agent_id, node_id, seen_at) select a.id, $2, $3 from unnest($1::uuid[]) as a (id) order by a.id
    on conflict (agent_id, node_id) do update set seen_at = greatest(agent_lease.seen_at, excluded.seen_at)
  )
  select id as "agentId" from agent where id = any($1::uuid[]) and not connected and deactivated_at is null`;

/** That this process holds sockets of these agents, seen now. Gives those who do not count as connected yet. */
export const lease = async (em: EntityManager, agentIds: readonly string[], nodeId: string, now: Date): Promise<string[]> =>
  (await named<{ agentId: string }>(em, LEASE, [agentIds, nodeId, now])).map(({ agentId }) => agentId);

const RELEASE = `
  with gone as (
    delete from agent_lease where agent_id = any($1::uuid[]) and node_id = $2
  ), held as (
    select id from agent where id = any($1::uuid[]) order by id for no key update
  )
  update agent a set last_seen_at = greatest(a.last_seen_at, $3) from held where a.id = held.id`;

/** That this process holds no socket of these agents any more; they were seen until now. */
export const release = async (em: EntityManager, agentIds: readonly string[], nodeId: string, now: Date): Promise<void> => {
  await named(em, RELEASE, [agentIds, nodeId, now]);
};

const CONNECT = `
  with held as (
    select id from agent where id = any($1::uuid[]) and not connected and deactivated_at is null order by id for no key update
  )
  update agent a set connected = true, last_seen_at = greatest(a.last_seen_at, $2) from held where a.id = held.id
  returning a.id as "agentId", a.workspace_id as "workspaceId"`;

/** Gives those of them who were not connected, and are now. */
export const connect = (em: EntityManager, agentIds: readonly string[], now: Date): Promise<AgentRow[]> =>
  named<AgentRow>(em, CONNECT, [agentIds, now]);

/** Whom nothing was seen of: no sign of their own since $1, in no process a lease since $2. */
const STALE = `a.connected and (a.last_seen_at is null or a.last_seen_at < $1)
  and not exists (select from agent_lease l where l.agent_id = a.id and l.seen_at >= $2)`;
const LOCK_STALE = `select a.id from agent a where ${STALE} order by a.id for no key update`;
const DISCONNECT = `
  update agent a set connected = false,
    last_seen_at = greatest(a.last_seen_at, (select max(l.seen_at) from agent_lease l where l.agent_id = a.id))
  where a.id = any($3::uuid[]) and ${STALE} returning a.id as "agentId", a.workspace_id as "workspaceId"`;

export interface Since {
  seenSince: Date;
  leasedSince: Date;
}

/**
 * Ends the connection of those whom nothing was seen of. Judged again once their rows are held, in a statement of its own:
 * of two processes the second finds nobody left, and who came back meanwhile stays.
 */
export const disconnect = async (em: EntityManager, { seenSince, leasedSince }: Since): Promise<AgentRow[]> => {
  const stale = await named<{ id: string }>(em, LOCK_STALE, [seenSince, leasedSince]);
  if (stale.length === 0) return [];
  return named<AgentRow>(em, DISCONNECT, [seenSince, leasedSince, stale.map(({ id }) => id)]);
};

const LEASED = 'select distinct agent_id as id from agent_lease where agent_id = any($1::uuid[]) and seen_at >= $2';

export const leasedAmong = async (em: EntityManager, agentIds: readonly string[], since: Date): Promise<string[]> =>
  (await named<{ id: string }>(em, LEASED, [agentIds, since])).map(({ id }) => id);

const FORGET = `delete from agent_lease l using (select agent_id, node_id from agent_lease where seen_at < $1 for update skip locked) old
  where l.agent_id = old.agent_id and l.node_id = old.node_id`;

/** Leases of processes that ended without a word. */
export const forgetLeases = async (em: EntityManager, before: Date): Promise<void> => {
  await named(em, FORGET, [before]);
};

/** Whose customer waits for somebody who is gone. An Offline agent is not gone but home: the product's other settings say what happens then. */
const LEFT = `c.state = 'ACTIVE' and c.ended_at is null and c.unanswered_since is not null
  and not a.connected and a.status <> 'OFFLINE' and p.hand_back_when_disconnected`;
const FROM = 'agent a join conversation c on c.agent_id = a.id join product p on p.id = c.product_id';
const LEFT_BY = `select distinct a.id as "agentId", a.workspace_id as "workspaceId" from ${FROM} where ${LEFT} order by a.id`;
const LOCK_LEFT = `select c.* from ${FROM} where ${LEFT} and a.id = $1 order by c.id for no key update of c`;

/** The agents with such conversations. */
export const leftBehind = (em: EntityManager): Promise<AgentRow[]> => named<AgentRow>(em, LEFT_BY, []);

/** Those conversations of one agent, whose row the caller holds. */
export const lockLeftBehindBy = async (em: EntityManager, agentId: string): Promise<Conversation[]> =>
  (await named(em, LOCK_LEFT, [agentId])).map((row) => em.map(Conversation, row));
