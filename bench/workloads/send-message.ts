import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { v7 } from 'uuid';
import { encodeId } from '../../src/ids.js';
import type { Subject } from '../subject.js';
import { at } from './desk.js';
import type { Workload } from './workload.js';

const TEXT = 'Your refund has been issued and arrives within three working days.';

interface Live {
  id: string;
  workspace_id: string;
  agent_id: string;
  customer_id: string;
  agent_session: string;
  customer_session: string;
  last_sequence: number;
}

const LIVE = `select c.id, c.workspace_id, c.agent_id, c.customer_id, a.id as agent_session, cu.id as customer_session, c.last_sequence
  from conversation c join session a on a.agent_id = c.agent_id join session cu on cu.customer_id = c.customer_id
  where c.state = 'ACTIVE' and c.ended_at is null order by c.id`;

const UPDATE = 'update conversation set last_sequence = last_sequence + 1, last_activity_at = $2 where id = $1 returning last_sequence';
const INSERT = `insert into message (id, workspace_id, conversation_id, addressed_to_id, sequence, sender_kind, agent_id, client_message_id, text, sent_at)
  values ($1, $2, $3, $3, $4, 'AGENT', $5, $6, $7, $8)`;

const byHand = async (pool: pg.Pool, { id, workspace_id, agent_id }: Live): Promise<void> => {
  const client = await pool.connect();
  try {
    const now = new Date();
    await client.query('begin');
    const { rows } = await client.query<{ last_sequence: number }>({ name: 'bench-update', text: UPDATE, values: [id, now] });
    const values = [v7(), workspace_id, id, rows[0]?.last_sequence, agent_id, randomUUID(), TEXT, now];
    await client.query({ name: 'bench-insert', text: INSERT, values });
    await client.query('commit');
  } finally {
    client.release();
  }
};

const MUTATION = `mutation SendMessage($input: SendMessageInput!) {
  sendMessage(input: $input) { message { id sequence text sentAt } cursor userErrors { code message path } }
}`;

const bodyFor = (conversationId: string): string =>
  JSON.stringify({
    query: MUTATION,
    operationName: 'SendMessage',
    variables: { input: { conversationId, clientMessageId: randomUUID(), text: TEXT } },
  });

/** Every message that either of them added, with its event; the conversations as they were. */
const undo = async (pool: pg.Pool, live: readonly Live[]): Promise<void> => {
  const ids = live.map(({ id }) => id);
  await pool.query('delete from event');
  await pool.query(
    'delete from message m using conversation c where c.id = m.conversation_id and c.id = any($1::uuid[]) and m.sequence > $2',
    [ids, live[0]?.last_sequence],
  );
  await pool.query(
    `update conversation c set last_sequence = m.sequence, last_activity_at = m.sent_at, unread_count = 0, unanswered_since = null,
       last_customer_message_at = (select max(sent_at) from message where conversation_id = c.id and sender_kind = 'CUSTOMER')
     from message m where m.conversation_id = c.id and m.sequence = $2 and c.id = any($1::uuid[])`,
    [ids, live[0]?.last_sequence],
  );
  for (const table of ['event', 'message', 'conversation']) await pool.query(`vacuum analyze ${table}`);
};

/** Agents and customers take turns, a thousand conversations one after the other. */
export const sendMessage = async (pool: pg.Pool, subject: Subject): Promise<Workload> => {
  const live = (await pool.query<Live>(LIVE)).rows;
  const senders = await Promise.all(
    live.map(async ({ id, agent_session, customer_session }, n) => ({
      conversationId: encodeId('conversation', id),
      token: await subject.tokenFor(n % 2 === 0 ? agent_session : customer_session),
    })),
  );
  const byServer = async (connection: number, n: number): Promise<string> => {
    const { conversationId, token } = at(senders, n);
    const answer = await at(subject.connections, connection).post('/graphql', token, bodyFor(conversationId));
    if (answer.status !== 200 || !answer.body.includes('"userErrors":[]')) throw new Error(`${answer.status} ${answer.body}`);
    return answer.body;
  };
  const sequenceOf = async ({ id }: Live): Promise<number> =>
    (await pool.query<{ last: number }>('select last_sequence as last from conversation where id = $1', [id])).rows[0]?.last ?? 0;
  return {
    name: 'W2',
    title: `sendMessage, spread over ${live.length.toLocaleString('en')} conversations`,
    baseline: async (_connection, n) => byHand(pool, at(live, n)),
    subject: async (connection, n) => {
      await byServer(connection, n);
    },
    verify: async () => {
      for (const n of [0, 1]) {
        const conversation = at(live, n);
        await byHand(pool, conversation);
        await byServer(0, n);
        const moved = (await sequenceOf(conversation)) - conversation.last_sequence;
        if (moved !== 2) throw new Error(`two messages were sent and ${moved} counted`);
      }
      const { rows } = await pool.query(`select count(*)::int as events from event where type = 'message.added'`);
      if (rows[0]?.events !== 2) throw new Error(`two messages through the server wrote ${rows[0]?.events} events`);
    },
    clean: () => undo(pool, live),
  };
};
