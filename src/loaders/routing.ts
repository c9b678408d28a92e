import type { EntityManager } from '@mikro-orm/postgresql';
import DataLoader from 'dataloader';
import { namedRead } from '../database.js';
import type { CandidateRefusal } from '../entities/enums.js';
import { RoutingDecision } from '../entities/routing-decision.js';
import { toRecord } from '../records.js';

// Raw SQL in this file: the newest of each, and counts over agents and channels, one statement for all keys of a moment.

/** The newest twenty of each, the newest first. */
const DECISIONS = `
  select d.*, k.key from unnest($1::uuid[]) as k (key) cross join lateral (select * from routing_decision r
    where r.conversation_id = k.key order by r.decided_at desc, r.id desc limit 20) d
  order by d.conversation_id, d.decided_at desc, d.id desc`;

const decisionsOf = (em: EntityManager): DataLoader<string, RoutingDecision[]> =>
  new DataLoader(async (conversationIds) => {
    const found = new Map<string, RoutingDecision[]>(conversationIds.map((id) => [id, []]));
    for (const row of await namedRead<{ key: string }>(em, DECISIONS, [conversationIds])) {
      found.get(row.key)?.push(toRecord(em, RoutingDecision, row));
    }
    return conversationIds.map((id) => found.get(id) ?? []);
  });

export interface RefusalCount {
  refusal: CandidateRefusal;
  count: number;
}

/** Agents are judged once a channel, however many wait on it. */
const REFUSALS = `
  with waiting as (
    select id, channel_id, passed_by from conversation where id = any($1::uuid[]) and state = 'QUEUED'
  ), staff as materialized (
    select ch.id as channel_id, a.id as agent_id, case when a.status <> 'ONLINE' then 'NOT_ONLINE' when not a.connected then 'NOT_CONNECTED'
      when a.capacity <= (select count(*) from conversation c where c.agent_id = a.id and c.state = 'ACTIVE' and c.ended_at is null)
        then 'AT_CAPACITY' end as refusal
    from channel ch join agent a on a.workspace_id = ch.workspace_id and a.deactivated_at is null
    where ch.id in (select channel_id from waiting) and exists (select from agent_grant g
      where g.agent_id = a.id and g.product_id = ch.product_id and (g.channel_id is null or g.channel_id = ch.id))
  ), judged as (
    select w.id as key, coalesce(s.refusal, case when s.agent_id = any(w.passed_by) then 'LET_PASS' end) as refusal
    from waiting w join staff s on s.channel_id = w.channel_id
  )
  select key, refusal, count(*)::int as count from judged where refusal is not null group by key, refusal order by key, count desc, refusal`;

const refusalsOf = (em: EntityManager): DataLoader<string, RefusalCount[]> =>
  new DataLoader(async (conversationIds) => {
    const found = new Map<string, RefusalCount[]>(conversationIds.map((id) => [id, []]));
    for (const { key, ...counted } of await namedRead<RefusalCount & { key: string }>(em, REFUSALS, [conversationIds])) {
      found.get(key)?.push(counted);
    }
    return conversationIds.map((id) => found.get(id) ?? []);
  });

export const routingLoaders = (em: EntityManager) => ({
  decisionsOfConversation: decisionsOf(em),
  /** Why those authorised for a waiting conversation's channel do not get it now. */
  refusalsOfWaiting: refusalsOf(em),
});
