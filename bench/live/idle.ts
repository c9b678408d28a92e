import type pg from 'pg';
import { encodeId } from '../../src/ids.js';
import type { ServerProcess } from '../subject.js';
import { readDesk } from '../workloads/desk.js';
import type { BareQuestion } from './bare-process.js';
import { Crowd } from './crowd.js';
import type { Memory } from './memory.js';
import { Program } from './program.js';
import type { SocketPlan } from './receiver-process.js';

const SOCKETS = 2_000;
/** Opened before, so that what is made once is not counted. */
const FIRST = 100;
const QUERY = `subscription MessageAdded($id: ID!) { messageAdded(conversationId: $id) {
  ... on MessageAdded { cursor message { id sequence senderKind text sentAt } } } }`;

export interface Idle {
  sockets: number;
  /** Bytes a socket with one subscription. */
  bare: Memory;
  server: Memory;
}

const growth = async (plan: SocketPlan, measure: () => Promise<Memory>): Promise<Memory> => {
  const plans = (count: number): SocketPlan[] => Array.from({ length: count }, () => plan);
  const settled = () => new Promise((resolve) => setTimeout(resolve, 2_000));
  const crowds = [await Crowd.open(plans(FIRST))];
  await settled();
  const before = await measure();
  crowds.push(await Crowd.open(plans(SOCKETS)));
  await settled();
  const after = await measure();
  for (const crowd of crowds) await crowd.stop();
  return { used: (after.used - before.used) / SOCKETS, rss: (after.rss - before.rss) / SOCKETS };
};

/** W4: what a socket costs that is subscribed and hears nothing. */
export const idle = async (pool: pg.Pool, server: ServerProcess): Promise<Idle> => {
  const [row] = (await pool.query<{ id: string }>(`select id from conversation where state = 'ACTIVE' order by id limit 1`)).rows;
  const token = await server.tokenFor((await readDesk(pool)).supervisorSession);
  const subscriptions = [{ query: QUERY, variables: { id: encodeId('conversation', row?.id ?? '') } }];
  const bare = await Program.start<BareQuestion, { url: string }>('bare-process.js');
  try {
    return {
      sockets: SOCKETS,
      bare: await growth({ url: bare.hello.url, token: null, subscriptions: [] }, () => bare.ask({ kind: 'memory' })),
      server: await growth({ url: `${server.url.replace(/^http/, 'ws')}/graphql`, token, subscriptions }, () => server.memory()),
    };
  } finally {
    await bare.stop();
  }
};
