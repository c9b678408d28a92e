import type pg from 'pg';

/** Whoever can look into the database. */
export interface Looker {
  sql<Row extends pg.QueryResultRow>(statement: string, values?: unknown[]): Promise<Row[]>;
}

/**
 * What must hold at every moment, asked of the tables alone: nothing here comes from the server's own code. Each statement
 * gives the rows that break the rule, for the workspace $1.
 */
const ALWAYS = {
  'segments of a conversation overlap': `
    select one.conversation_id, one.id, other.id as other from assignment one join assignment other
      on other.conversation_id = one.conversation_id and other.id > one.id
      and one.started_at < coalesce(other.ended_at, 'infinity') and other.started_at < coalesce(one.ended_at, 'infinity')
      and one.started_at < coalesce(one.ended_at, 'infinity') and other.started_at < coalesce(other.ended_at, 'infinity')
    where one.workspace_id = $1`,
  'an agent is above capacity at some instant': `
    with edge as (
      select agent_id, started_at as at, 1 as step from assignment where workspace_id = $1
      union all select agent_id, ended_at, -1 from assignment where workspace_id = $1 and ended_at is not null
    ), instant as (select agent_id, at, sum(step) as step from edge group by agent_id, at
    ), load as (select agent_id, at, sum(step) over (partition by agent_id order by at) as load from instant)
    select load.*, agent.capacity from load join agent on agent.id = load.agent_id where load.load > agent.capacity`,
  'an agent has more conversations than their capacity now': `
    select a.id, a.capacity, count(*) from conversation c join agent a on a.id = c.agent_id
    where c.workspace_id = $1 and c.state = 'ACTIVE' and c.ended_at is null group by a.id having count(*) > a.capacity`,
  'a segment ends before it starts': `select id from assignment where workspace_id = $1 and ended_at < started_at`,
  'the open segment does not fit the conversation': `
    select c.id, c.state, c.agent_id, c.ended_at, s.agent_id as segment_of, s.segments from conversation c
    left join lateral (select min(agent_id::text)::uuid as agent_id, count(*) as segments from assignment
      where conversation_id = c.id and ended_at is null) s on true
    where c.workspace_id = $1 and case when c.state = 'ACTIVE' and c.ended_at is null
      then s.segments <> 1 or s.agent_id is distinct from c.agent_id else s.segments <> 0 end`,
  'status intervals overlap or leave a hole': `
    with chain as (select i.*, lead(i.started_at) over (partition by i.agent_id order by i.started_at, i.ended_at nulls last) as next_start
      from agent_status_interval i join agent a on a.id = i.agent_id where a.workspace_id = $1)
    select id, agent_id, started_at, ended_at, next_start from chain where ended_at is distinct from next_start or ended_at < started_at`,
  'the open status interval is not the status': `
    select a.id, a.status, i.status as interval from agent a
    left join agent_status_interval i on i.agent_id = a.id and i.ended_at is null
    where a.workspace_id = $1 and (i.status is distinct from a.status or i.started_at is distinct from a.status_since)`,
  'messages have a gap in their sequence': `
    select c.id, c.last_sequence, count(m.id), min(m.sequence), max(m.sequence) from conversation c
    left join message m on m.conversation_id = c.id where c.workspace_id = $1
    group by c.id having count(m.id) <> c.last_sequence or coalesce(max(m.sequence), 0) <> c.last_sequence or min(m.sequence) < 1`,
  'a message has not exactly one event': `
    select m.id, count(e.id) from message m left join event e on e.subject_id = m.id and e.type = 'message.added'
    where m.workspace_id = $1 group by m.id having count(e.id) <> 1`,
  'a customer has two open conversations': `
    select customer_id from conversation where workspace_id = $1 and state in ('QUEUED', 'ACTIVE') and ended_at is null
    group by customer_id having count(*) > 1`,
};

/** What must hold once nothing is under way any more. */
const AT_QUIET = {
  'a conversation waits beside a free eligible agent': `
    select c.id as conversation, a.id as agent from conversation c
    join agent a on a.workspace_id = c.workspace_id and a.status = 'ONLINE' and a.connected and a.deactivated_at is null
    where c.workspace_id = $1 and c.state = 'QUEUED'
      and exists (select from agent_grant g where g.agent_id = a.id and g.product_id = c.product_id
        and (g.channel_id is null or g.channel_id = c.channel_id))
      and a.capacity > (select count(*) from conversation had
        where had.agent_id = a.id and had.state = 'ACTIVE' and had.ended_at is null)`,
};

type Rule = keyof typeof ALWAYS | keyof typeof AT_QUIET;
export type Broken = Partial<Record<Rule, unknown[]>>;

const brokenAmong = async (looker: Looker, workspaceId: string, rules: Record<string, string>): Promise<Broken> => {
  const broken: Record<string, unknown[]> = {};
  for (const [rule, statement] of Object.entries(rules)) {
    const rows = await looker.sql(statement, [workspaceId]);
    if (rows.length > 0) broken[rule] = rows;
  }
  return broken;
};

/** The rules that are broken, with the rows that break them; `{}` when all hold. */
export const brokenRules = (looker: Looker, workspaceId: string): Promise<Broken> => brokenAmong(looker, workspaceId, ALWAYS);

export const brokenRulesAtQuiet = (looker: Looker, workspaceId: string): Promise<Broken> =>
  brokenAmong(looker, workspaceId, { ...ALWAYS, ...AT_QUIET });

/**
 * How often PostgreSQL had to break a circle of waiting transactions: each costs a second, and an order of locks avoids it.
 * A session tells its count at its end at the latest, so ask when the servers have stopped.
 */
export const deadlocks = async (looker: Looker): Promise<number> => {
  const [row] = await looker.sql<{ deadlocks: string }>('select deadlocks from pg_stat_database where datname = current_database()');
  return Number(row?.deadlocks ?? 0);
};
