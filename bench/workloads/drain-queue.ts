import pg from 'pg';
import { applyMigrations, closeOrm, createOrm } from '../../src/database.js';
import { encodeId } from '../../src/ids.js';
import { FUNCTIONS } from '../data/desk-sql.js';
import { AGENTS, fillWaitingDesk, WAITING, type WaitingDesk } from '../data/waiting-desk.js';
import { POOL } from '../measure.js';
import { ServerProcess } from '../subject.js';

const DATABASE = 'bench_waiting';

export interface Drained {
  processes: number;
  /** From the first request to the last assignment. */
  perSecond: number;
  /** The longest time without an assignment, in milliseconds. */
  longestPause: number;
  /** Of a resolve, its answer after the pass that followed it, in milliseconds. */
  p50: number;
  p99: number;
  /** Of all processes, a resolve with its assignment. */
  statements: number;
  /** Microseconds of all processes, the same. */
  cpu: number;
}

const at = (url: string, database: string): string => {
  const parsed = new URL(url);
  parsed.pathname = `/${database}`;
  return parsed.href;
};

const withClient = async <Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return work(client).finally(() => client.end());
};

const recreate = async (server: string): Promise<string> => {
  await withClient(server, async (client) => {
    await client.query(`drop database if exists ${DATABASE} with (force)`);
    await client.query(`create database ${DATABASE}`);
  });
  const url = at(server, DATABASE);
  const orm = await createOrm({ url, poolSize: 1 });
  await applyMigrations(orm).finally(() => closeOrm(orm));
  await withClient(url, async (client) => {
    for (const statement of FUNCTIONS) await client.query(statement);
  });
  return url;
};

const MUTATION =
  'mutation Resolve($input: ResolveConversationInput!) { resolveConversation(input: $input) { cursor userErrors { code } } }';

/** Every agent resolves what they have, one after the other, all agents at once. */
const resolveAll = async (processes: ServerProcess[], { agents, topicId }: WaitingDesk): Promise<number[]> => {
  const took: number[] = [];
  await Promise.all(
    agents.map(async ({ sessionId, conversationIds }, n) => {
      const process = processes[n % processes.length] as ServerProcess;
      const connection = process.connections[Math.floor(n / processes.length)];
      const token = await process.tokenFor(sessionId);
      for (const conversationId of conversationIds) {
        const input = { conversationId: encodeId('conversation', conversationId), topicId: encodeId('topic', topicId) };
        const asked = performance.now();
        const answer = await connection?.post(
          '/graphql',
          token,
          JSON.stringify({ query: MUTATION, operationName: 'Resolve', variables: { input } }),
        );
        if (answer?.status !== 200 || !answer.body.includes('"userErrors":[]')) throw new Error(`${answer?.status} ${answer?.body}`);
        took.push(performance.now() - asked);
      }
    }),
  );
  return took.sort((one, other) => one - other);
};

/** Rejects when somebody still waits, or got more than their capacity. */
const verify = async (client: pg.Client): Promise<number[]> => {
  const { rows } = await client.query<{ waiting: number; crowded: number }>(
    `select (select count(*)::int from conversation where state = 'QUEUED') as waiting, (select count(*)::int from agent a
       where a.capacity < (select count(*) from conversation c where c.agent_id = a.id and c.state = 'ACTIVE' and c.ended_at is null)) as crowded`,
  );
  if (rows[0]?.waiting !== 0 || rows[0]?.crowded !== 0) throw new Error(`not drained: ${JSON.stringify(rows)}`);
  const decided = await client.query<{ at: number }>(
    `select extract(epoch from decided_at)::float8 * 1000 as at from routing_decision where reason = 'ROUTED' order by decided_at`,
  );
  if (decided.rows.length !== WAITING) throw new Error(`${decided.rows.length} decisions for ${WAITING} conversations`);
  return decided.rows.map((row) => row.at);
};

/** A thousand wait, and a hundred agents resolve at once, until nobody waits. */
export const drainQueue = async (server: string, count: number): Promise<Drained> => {
  const url = await recreate(server);
  const processes = await Promise.all(Array.from({ length: count }, () => ServerProcess.start(url, POOL, Math.ceil(AGENTS / count))));
  try {
    // Once to warm up: what is compiled when it is needed first is no part of a rush.
    await resolveAll(processes, await withClient(url, fillWaitingDesk));
    const desk = await withClient(url, fillWaitingDesk);
    const before = await Promise.all(processes.map((process) => process.usage()));
    const began = Date.now();
    const took = await resolveAll(processes, desk);
    const after = await Promise.all(processes.map((process) => process.usage()));
    const moments = await withClient(url, verify);
    const pauses = moments.map((moment, n) => moment - (moments[n - 1] ?? began));
    const spent = (what: 'statements' | 'cpu'): number =>
      after.reduce((sum, usage, n) => sum + usage[what] - (before[n]?.[what] ?? 0), 0) / WAITING;
    return {
      processes: count,
      perSecond: (WAITING * 1_000) / ((moments.at(-1) ?? began) - began),
      longestPause: Math.max(...pauses),
      p50: took[Math.floor(took.length * 0.5)] ?? Number.NaN,
      p99: took[Math.floor(took.length * 0.99)] ?? Number.NaN,
      statements: spent('statements'),
      cpu: spent('cpu'),
    };
  } finally {
    for (const process of processes) await process.stop();
  }
};
