import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { v7 } from 'uuid';
import { encodeId } from '../../src/ids.js';
import type { ServerProcess } from '../subject.js';
import { readDesk } from '../workloads/desk.js';
import type { BareQuestion } from './bare-process.js';
import { Crowd, median, stamp } from './crowd.js';
import { Program } from './program.js';

const SUBSCRIBERS = 500;
/** Events that are there at once, as after a burst. */
const EVENTS = 200;
const PACED = 100;
const PACE_MILLISECONDS = 20;

const QUERY = `subscription MessageAdded($id: ID!) { messageAdded(conversationId: $id) {
  ... on MessageAdded { cursor message { id sequence senderKind text sentAt } } } }`;

interface Live {
  id: string;
  workspace_id: string;
  channel_id: string;
  customer_id: string;
  agent_id: string;
}

/** Messages with their events, past the server, so that it has nothing to do but to deliver them. */
const WRITE = `with message as (
    insert into message (id, workspace_id, conversation_id, addressed_to_id, sequence, sender_kind, agent_id, client_message_id, text, sent_at)
    select unnest($1::uuid[]), $2, $3, $3, unnest($4::int[]), 'AGENT', $5, unnest($6::text[]), $7, now() returning id, sequence)
  insert into event (workspace_id, type, conversation_id, channel_id, customer_id, agent_id, subject_id, at)
  select $2, 'message.added', $3, $8, $9, $5, id, now() from message order by sequence`;

const writer = (pool: pg.Pool, live: Live) => {
  let sequence = 1_000_000;
  return async (count: number): Promise<void> => {
    const numbers = Array.from({ length: count }, () => ++sequence);
    const { id, workspace_id, agent_id, channel_id, customer_id } = live;
    const ids = [numbers.map(() => v7()), numbers, numbers.map(() => randomUUID())] as const;
    await pool.query(WRITE, [
      ids[0],
      workspace_id,
      id,
      ids[1],
      agent_id,
      ids[2],
      `${stamp()} A message of a usual length.`,
      channel_id,
      customer_id,
    ]);
    await pool.query('notify sohbet_events');
  };
};

export interface OneTopic {
  burst: { bare: number; server: number };
  /** Microseconds of the sender a delivery. */
  cpu: { bare: number; server: number };
  paced: { bare: { p50: number; p99: number }; server: { p50: number; p99: number } };
}

const paced = async (send: () => Promise<unknown>): Promise<void> => {
  for (let n = 0; n < PACED; n++) {
    await send();
    await new Promise((resolve) => setTimeout(resolve, PACE_MILLISECONDS));
  }
};

/** W3a: one topic, five hundred subscribers. The two sides take turns; the figures are medians of the rounds. */
export const oneTopic = async (pool: pg.Pool, server: ServerProcess, rounds: number, say: (line: string) => void): Promise<OneTopic> => {
  const [live] = (
    await pool.query<Live>(`select id, workspace_id, channel_id, customer_id, agent_id from conversation
    where state = 'ACTIVE' and ended_at is null order by id limit 1`)
  ).rows;
  if (!live) throw new Error('the data set has no conversation under way');
  const token = await server.tokenFor((await readDesk(pool)).supervisorSession);
  const subscriptions = [{ query: QUERY, variables: { id: encodeId('conversation', live.id) } }];
  const url = `${server.url.replace(/^http/, 'ws')}/graphql`;
  const crowd = await Crowd.open(Array.from({ length: SUBSCRIBERS }, () => ({ url, token, subscriptions })));
  const bare = await Program.start<BareQuestion, { url: string }>('bare-process.js');
  const beside = await Crowd.open(Array.from({ length: SUBSCRIBERS }, () => ({ url: bare.hello.url, token: null, subscriptions: [] })));
  const write = writer(pool, live);
  // As long as the frames that the server sends.
  const text = (): string => `${stamp()}${'x'.repeat(280)}`;
  const cpu = async () => ({ bare: (await bare.ask<{ cpu: number }>({ kind: 'cpu' })).cpu, server: (await server.usage()).cpu });
  const rates: OneTopic['burst'][] = [];
  try {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    let before = await cpu();
    for (let round = 0; round <= rounds; round++) {
      const ours = await crowd.count(SUBSCRIBERS * EVENTS, () => write(EVENTS));
      const theirs = await beside.count(SUBSCRIBERS * EVENTS, () => bare.ask({ kind: 'send', times: EVENTS, text: text() }));
      say(`W3a round ${round}: bare ${Math.round(theirs.perSecond)}/s, server ${Math.round(ours.perSecond)}/s`);
      // The first one warms up.
      if (round === 0) before = await cpu();
      else rates.push({ bare: theirs.perSecond, server: ours.perSecond });
    }
    const after = await cpu();
    const each = (side: 'bare' | 'server'): number => (after[side] - before[side]) / (rounds * SUBSCRIBERS * EVENTS);
    const lag = {
      server: await crowd.count(SUBSCRIBERS * PACED, () => paced(() => write(1))),
      bare: await beside.count(SUBSCRIBERS * PACED, () => paced(() => bare.ask({ kind: 'send', times: 1, text: text() }))),
    };
    const costs = { bare: each('bare'), server: each('server') };
    return {
      cpu: costs,
      burst: { bare: median(rates.map((rate) => rate.bare)), server: median(rates.map((rate) => rate.server)) },
      paced: lag,
    };
  } finally {
    for (const program of [crowd, beside, bare]) await program.stop();
    await pool.query('delete from event');
    await pool.query('delete from message where conversation_id = $1 and sequence > 1000000', [live.id]);
  }
};
