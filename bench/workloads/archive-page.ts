import pg from 'pg';
import { encodeId } from '../../src/ids.js';
import { HISTORY_TO } from '../data/desk-sql.js';
import type { Subject } from '../subject.js';
import { at, readDesk } from './desk.js';
import type { Desk, Workload } from './workload.js';

export const PAGE = 25;
const DAY = 86_400_000;
const VARIANTS = 240;

/** What an agent looks for: what a colleague resolved about a topic in thirty days, in one channel. */
export interface Wanted {
  channel: string;
  group: string;
  agent: string;
  topic: string;
  from: string;
  to: string;
  /** Who asks. */
  sessionId: string;
}

/** Many of them, so that no single page stays in the processor's cache. Agents ask about what they are authorised for. */
export const wantedPages = (desk: Desk): Wanted[] =>
  Array.from({ length: VARIANTS }, (_, n) => {
    const channel = n % 6;
    const product = Math.floor(channel / 2);
    const to = Date.parse(HISTORY_TO) - (n % 11) * 30 * DAY;
    return {
      channel: at(desk.channels, channel),
      group: at(desk.groups, product),
      agent: at(desk.agents, product + 3 * (n % 10)),
      topic: at(desk.topics, n % 4),
      from: new Date(to - 30 * DAY).toISOString(),
      to: new Date(to).toISOString(),
      sessionId: at(desk.agentSessions, product + 3 * ((n * 7) % 10)),
    };
  });

/** The page is cut first, on the index that narrows most; then its rows are joined. */
const BY_HAND = `
  with page as materialized (
    select c.id, c.customer_id, c.resolved_by_id, c.topic_id, c.started_at, c.archived_at, c.state, c.outcome from conversation c
    where c.channel_id = $1 and c.resolved_by_id = $2 and c.topic_id = $3 and c.state in ('RESOLVED', 'ABANDONED')
      and c.archived_at >= $4 and c.archived_at < $5
      and exists (select from resolution_group g where g.conversation_id = c.id and g.group_id = $6)
    order by c.archived_at desc, c.id desc limit ${PAGE}
  )
  select p.id, p.started_at, p.archived_at, p.state, p.outcome, cu.id as customer_id, cu.name as customer, a.id as agent_id, a.name as agent,
    t.id as topic_id, t.name as topic
  from page p join customer cu on cu.id = p.customer_id join agent a on a.id = p.resolved_by_id join topic t on t.id = p.topic_id
  order by p.archived_at desc, p.id desc`;

interface Row {
  id: string;
  archived_at: Date;
  customer: string;
  agent: string;
  topic: string;
}

const QUERY = `query ArchivePage($filter: ArchiveFilter!, $first: Int!) {
  archive(filter: $filter, first: $first) {
    nodes { id state outcome startedAt resolvedAt customer { id name } resolvedBy { id name } topic { id name } }
    pageInfo { hasNextPage endCursor }
  }
}`;

interface Asked {
  token: string;
  body: string;
}

interface Page {
  data?: {
    archive: {
      nodes: { id: string; resolvedAt: string; customer: { name: string }; resolvedBy: { name: string }; topic: { name: string } }[];
    };
  };
}

const asked = async (subject: Subject, wanted: Wanted): Promise<Asked> => {
  const { channel, group, agent, topic, from, to } = wanted;
  const filter = {
    channelIds: [encodeId('channel', channel)],
    groupIds: [encodeId('group', group)],
    agentIds: [encodeId('agent', agent)],
    topicIds: [encodeId('topic', topic)],
    resolvedAt: { from, to },
  };
  const body = JSON.stringify({ query: QUERY, operationName: 'ArchivePage', variables: { filter, first: PAGE } });
  return { token: await subject.tokenFor(wanted.sessionId), body };
};

export const archivePage = async (pool: pg.Pool, subject: Subject): Promise<Workload> => {
  const wanted = wantedPages(await readDesk(pool));
  const requests = await Promise.all(wanted.map((page) => asked(subject, page)));
  const byHand = async ({ channel, agent, topic, from, to, group }: Wanted): Promise<Row[]> =>
    (await pool.query<Row>({ name: 'bench-archive-page', text: BY_HAND, values: [channel, agent, topic, from, to, group] })).rows;
  const byServer = async (connection: number, n: number): Promise<string> => {
    const { token, body } = at(requests, n);
    const answer = await at(subject.connections, connection).post('/graphql', token, body);
    if (answer.status !== 200 || !answer.body.startsWith('{"data":{"archive":{')) throw new Error(`${answer.status} ${answer.body}`);
    return answer.body;
  };
  const compare = async (n: number): Promise<void> => {
    const rows = (await byHand(at(wanted, n))).map((row) => [
      row.archived_at.toISOString(),
      row.customer,
      row.agent,
      row.topic,
      encodeId('conversation', row.id),
    ]);
    const nodes = (JSON.parse(await byServer(0, n)) as Page).data?.archive.nodes ?? [];
    const shown = nodes.map((node) => [node.resolvedAt, node.customer.name, node.resolvedBy.name, node.topic.name, node.id]);
    if (JSON.stringify(rows) !== JSON.stringify(shown)) throw new Error(`page ${n} differs: ${JSON.stringify({ rows, shown })}`);
  };
  return {
    name: 'W1',
    title: 'archive page of 25: channel + group + agent + topic + 30 days',
    baseline: async (_connection, n) => {
      await byHand(at(wanted, n));
    },
    subject: async (connection, n) => {
      await byServer(connection, n);
    },
    verify: async () => {
      for (let n = 0; n < VARIANTS; n += 7) await compare(n);
    },
    clean: async () => undefined,
  };
};
