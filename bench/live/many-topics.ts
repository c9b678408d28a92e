import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { encodeId } from '../../src/ids.js';
import { loadWith } from '../load.js';
import type { ServerProcess } from '../subject.js';
import { at, readDesk } from '../workloads/desk.js';
import { Crowd, median, stamp } from './crowd.js';
import type { SocketPlan } from './receiver-process.js';

const SUBSCRIBERS_EACH = 3;
/** Conversations that a supervisor has open on one socket. */
const ON_ONE_SOCKET = 50;

const QUERY = `subscription MessageAdded($id: ID!) { messageAdded(conversationId: $id) {
  ... on MessageAdded { cursor message { id sequence senderKind text sentAt } } } }`;
const MUTATION = 'mutation Send($input: SendMessageInput!) { sendMessage(input: $input) { cursor userErrors { code message } } }';

interface Live {
  id: string;
  agent_session: string;
  customer_session: string;
  last_sequence: number;
}
const LIVE = `select c.id, a.id as agent_session, cu.id as customer_session, c.last_sequence
  from conversation c join session a on a.agent_id = c.agent_id join session cu on cu.customer_id = c.customer_id
  where c.state = 'ACTIVE' and c.ended_at is null order by c.id`;

export interface ManyTopics {
  nodes: number;
  conversations: number;
  perSecond: number;
  sent: number;
  p50: number;
  p99: number;
}

const inParts = <Item>(items: readonly Item[], length: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / length) }, (_, part) => items.slice(part * length, (part + 1) * length));

/** Each conversation is followed by its customer, by its agent, and by a supervisor. */
const plansOf = async (pool: pg.Pool, live: readonly Live[], nodes: readonly ServerProcess[]): Promise<SocketPlan[]> => {
  const [first] = nodes;
  if (!first) throw new Error('there is no server');
  const { supervisorSession } = await readDesk(pool);
  const follow = (followed: readonly Live[]) =>
    followed.map(({ id }) => ({ query: QUERY, variables: { id: encodeId('conversation', id) } }));
  const ofAgents = Map.groupBy(live, ({ agent_session }) => agent_session);
  const groups = [
    ...live.map((one) => ({ session: one.customer_session, followed: [one] })),
    ...[...ofAgents].flatMap(([session, theirs]) => inParts(theirs, ON_ONE_SOCKET).map((followed) => ({ session, followed }))),
    ...inParts(live, ON_ONE_SOCKET).map((followed) => ({ session: supervisorSession, followed })),
  ];
  return Promise.all(
    groups.map(async ({ session, followed }, n) => ({
      url: `${at(nodes, n).url.replace(/^http/, 'ws')}/graphql`,
      token: await first.tokenFor(session),
      subscriptions: follow(followed),
    })),
  );
};

const undo = async (pool: pg.Pool, live: readonly Live[]): Promise<void> => {
  const [ids, sequence] = [live.map(({ id }) => id), live[0]?.last_sequence];
  await pool.query('delete from event');
  await pool.query('delete from message where conversation_id = any($1::uuid[]) and sequence > $2', [ids, sequence]);
  await pool.query('update conversation set last_sequence = $2 where id = any($1::uuid[])', [ids, sequence]);
};

/** W3b: messages spread over a thousand conversations, through one node or several; medians of the rounds. */
export const manyTopics = async (
  pool: pg.Pool,
  nodes: readonly ServerProcess[],
  { rounds, seconds }: { rounds: number; seconds: number },
  say: (line: string) => void,
): Promise<ManyTopics> => {
  const live = (await pool.query<Live>(LIVE)).rows;
  const crowd = await Crowd.open(await plansOf(pool, live, nodes));
  const tokens = await Promise.all(live.map(({ agent_session }) => (nodes[0] as ServerProcess).tokenFor(agent_session)));
  const connections = nodes.flatMap((node) => node.connections);
  const send = async (connection: number, n: number): Promise<void> => {
    const input = {
      conversationId: encodeId('conversation', at(live, n).id),
      clientMessageId: randomUUID(),
      text: `${stamp()} Your refund is on its way.`,
    };
    const answer = await at(connections, connection).post(
      '/graphql',
      at(tokens, n),
      JSON.stringify({ query: MUTATION, variables: { input } }),
    );
    if (!answer.body.includes('"userErrors":[]')) throw new Error(`${answer.status} ${answer.body}`);
  };
  const seen: ManyTopics[] = [];
  try {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await loadWith(send, { connections: connections.length, seconds: Math.min(seconds, 3) });
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    for (let round = 1; round <= rounds; round++) {
      let sent = 0;
      const counted = await crowd.countAll(async () => {
        sent = (await loadWith(send, { connections: connections.length, seconds })).operations;
        return sent * SUBSCRIBERS_EACH;
      });
      say(`W3b, ${nodes.length} nodes, round ${round}: ${Math.round(counted.perSecond)} deliveries/s, p99 ${counted.p99.toFixed(1)} ms`);
      seen.push({
        nodes: nodes.length,
        conversations: live.length,
        perSecond: counted.perSecond,
        sent: sent / seconds,
        p50: counted.p50,
        p99: counted.p99,
      });
    }
    const middle = median(seen.map(({ perSecond }) => perSecond));
    return seen.find(({ perSecond }) => perSecond === middle) as ManyTopics;
  } finally {
    await crowd.stop();
    await undo(pool, live);
  }
};
