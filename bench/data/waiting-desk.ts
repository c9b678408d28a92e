import type pg from 'pg';
import { KIND } from './desk-sql.js';

/** A desk at its limit: every agent has as many conversations as their capacity allows, and as many again wait. */
export const AGENTS = 100;
export const WAITING = 1_000;
const CAPACITY = WAITING / AGENTS;

const id = (kind: number, n: string): string => `bench.desk_id(${kind}, ${n})`;
const workspace = id(KIND.workspace, '0');
const product = id(KIND.product, '0');
const channel = id(KIND.channel, '0');
const OPEN = `${WAITING * 2} - 1`;

/** Agents are Online, and seen until long after the measurement, as tests and not as sockets would have it. */
const STATEMENTS = [
  `insert into workspace (id, name, created_at) values (${workspace}, 'Bench', now())`,
  `insert into product (id, workspace_id, name, created_at) values (${product}, ${workspace}, 'Shoes', now())`,
  `insert into channel (id, workspace_id, product_id, type, name, key, created_at) values (${channel}, ${workspace}, ${product}, 'WEB_CHAT', 'Chat', 'bench', now())`,
  `insert into topic (id, workspace_id, name, created_at) values (${id(KIND.topic, '0')}, ${workspace}, 'Delivery', now())`,
  `insert into agent (id, workspace_id, name, email, role, capacity, status, status_since, connected, last_seen_at, created_at)
    select ${id(KIND.agent, 'n')}, ${workspace}, 'Agent ' || n, n || '@bench.example', 'AGENT', ${CAPACITY}, 'ONLINE', now(), true, now() + interval '1 day', now()
    from generate_series(0, ${AGENTS - 1}) n`,
  `insert into agent_status_interval (id, agent_id, status, started_at)
    select ${id(KIND.interval, 'n')}, ${id(KIND.agent, 'n')}, 'ONLINE', now() from generate_series(0, ${AGENTS - 1}) n`,
  `insert into agent_grant (id, agent_id, product_id)
    select ${id(KIND.grant, 'n')}, ${id(KIND.agent, 'n')}, ${product} from generate_series(0, ${AGENTS - 1}) n`,
  `insert into session (id, workspace_id, agent_id, refresh_hash, created_at, expires_at)
    select ${id(KIND.session, 'n')}, ${workspace}, ${id(KIND.agent, 'n')}, 'none-' || n, now(), now() + interval '1 day' from generate_series(0, ${AGENTS - 1}) n`,
  `insert into customer (id, workspace_id, channel_id, name, created_at)
    select ${id(KIND.customer, 'n')}, ${workspace}, ${channel}, 'Customer ' || n, now() from generate_series(0, ${OPEN}) n`,
  `insert into conversation (id, workspace_id, product_id, channel_id, customer_id, agent_id, last_agent_id, state, language, started_at, queued_at, priority_at,
      assigned_at, last_activity_at)
    select ${id(KIND.conversation, 'n')}, ${workspace}, ${product}, ${channel}, ${id(KIND.customer, 'n')}, a.id, a.id,
      case when a.id is null then 'QUEUED' else 'ACTIVE' end, 'tr', now(), now(), case when a.id is null then now() + n * interval '1 ms' end,
      case when a.id is not null then now() end, now()
    from generate_series(0, ${OPEN}) n left join agent a on n < ${WAITING} and a.id = ${id(KIND.agent, `n % ${AGENTS}`)}`,
  `insert into assignment (id, workspace_id, conversation_id, agent_id, reason, started_at)
    select ${id(KIND.assignment, 'n')}, ${workspace}, ${id(KIND.conversation, 'n')}, ${id(KIND.agent, `n % ${AGENTS}`)}, 'ROUTED', now()
    from generate_series(0, ${WAITING - 1}) n`,
];

export interface WaitingDesk {
  topicId: string;
  /** Each agent's session, and the conversations they have. */
  agents: { sessionId: string; conversationIds: string[] }[];
}

/** The same desk, to the last id, however often it was drained. The functions that make ids from numbers are there. */
export const fillWaitingDesk = async (client: pg.Client): Promise<WaitingDesk> => {
  for (const statement of ['truncate workspace, routing_decision cascade', ...STATEMENTS]) await client.query(statement);
  await client.query('vacuum analyze');
  const topic = await client.query<{ id: string }>('select id from topic');
  const agents = await client.query<{ sessionId: string; conversationIds: string[] }>(
    `select s.id as "sessionId", array(select c.id::text from conversation c where c.agent_id = s.agent_id) as "conversationIds" from session s order by s.id`,
  );
  return { topicId: topic.rows[0]?.id ?? '', agents: agents.rows };
};
