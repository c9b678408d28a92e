import type { EntityManager } from '@mikro-orm/postgresql';
import { v7 } from 'uuid';
import { named } from '../../database.js';
import type { AssignmentReason, RoutingRule } from '../../entities/enums.js';
import type { Weighing } from '../../entities/routing-decision.js';

// Raw SQL in this file: a pass assigns a hundred conversations at a time, and round trips are what that costs; so the
// conversations, their segments and the decisions are one statement.

export interface NewAssignment {
  conversationId: string;
  agentId: string;
  reason: AssignmentReason;
  rule: RoutingRule;
  weighing: Weighing;
  assignedById?: string | null;
  /** The language of the rule that was followed. */
  language?: string | null;
  /** How many could have answered on the channel. */
  agents?: number | null;
}

/**
 * The group is the oldest of the agent's that answers for the channel; without one the conversation keeps what it had. A
 * segment starts no earlier than the one before ended, whatever this process's clock says. Whoever is given a conversation
 * whose customer waits for an answer has the product's accept time to answer; who took it for themselves does not race.
 */
const ASSIGN = `
  with given as (
    select * from unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::uuid[], $8::text[], $9::text[], $10::text[], $11::int[], $12::jsonb[])
      as d (segment_id, decision_id, conversation_id, agent_id, assigned_by_id, reason, rule, language, agents, candidates)
  ), moved as (
    update conversation c set state = 'ACTIVE', agent_id = d.agent_id, last_agent_id = d.agent_id, assigned_at = $2,
      priority_at = null, handed_back_at = null,
      accept_due_at = case when d.assigned_by_id is distinct from d.agent_id and (c.unanswered_since is not null or c.last_sequence = 0)
        then $2::timestamptz + p.accept_seconds * interval '1 second' end,
      group_id = coalesce((select gm.group_id from group_member gm
        join group_channel gc on gc.group_id = gm.group_id and gc.channel_id = c.channel_id
        join agent_group g on g.id = gm.group_id and g.archived_at is null
        where gm.agent_id = d.agent_id order by gm.group_id limit 1), c.group_id)
    from given d, product p where c.id = d.conversation_id and p.id = c.product_id
    returning c.id, c.channel_id, c.queued_at
  ), segments as (
    insert into assignment (id, workspace_id, conversation_id, agent_id, assigned_by_id, reason, started_at)
    select d.segment_id, $1, d.conversation_id, d.agent_id, d.assigned_by_id, d.reason,
      greatest($2::timestamptz, (select max(p.ended_at) from assignment p where p.conversation_id = d.conversation_id))
    from given d
  )
  insert into routing_decision (id, workspace_id, conversation_id, channel_id, agent_id, decided_by_id, decided_at, reason, rule, language,
    waited_ms, agents, candidates)
  select d.decision_id, $1, m.id, m.channel_id, d.agent_id, d.assigned_by_id, $2, d.reason, d.rule, d.language,
    case when d.reason = 'ROUTED' then least(2147483647, greatest(0, extract(epoch from $2::timestamptz - m.queued_at) * 1000))::int end,
    d.agents, d.candidates
  from given d join moved m on m.id = d.conversation_id`;

/** Gives conversations, whose rows and agents' rows the caller holds, to agents; opens their segments and keeps why. */
export const assign = async (em: EntityManager, workspaceId: string, assignments: readonly NewAssignment[], now: Date): Promise<void> => {
  const column = <Value>(of: (one: NewAssignment) => Value): Value[] => assignments.map(of);
  await named(em, ASSIGN, [
    workspaceId,
    now,
    column(() => v7()),
    column(() => v7()),
    column((one) => one.conversationId),
    column((one) => one.agentId),
    column((one) => one.assignedById ?? null),
    column((one) => one.reason),
    column((one) => one.rule),
    column((one) => one.language ?? null),
    column((one) => one.agents ?? null),
    column((one) => JSON.stringify(one.weighing)),
  ]);
};
