import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { redisIsInstalled } from '../../src/cluster/redis-server.js';
import { CONNECTIONS, POOL } from '../measure.js';
import type { Name, Options } from '../options.js';
import { row, rule, whole } from '../report.js';
import { ServerProcess } from '../subject.js';
import { type Carried, carriers } from './carriers.js';
import { type Idle, idle } from './idle.js';
import { type ManyTopics, manyTopics } from './many-topics.js';
import { type OneTopic, oneTopic } from './one-topic.js';

/** One address and a few accounts are thousands of clients here. */
const UNLIMITED = {
  LIMIT_SOCKETS_PER_ADDRESS: '1000000',
  LIMIT_SOCKETS_PER_USER: '1000000',
  LIMIT_SUBSCRIPTIONS_PER_ADDRESS: '1000000',
  LIMIT_SUBSCRIPTIONS_PER_USER: '1000000',
  LIMIT_SUBSCRIBES_PER_SECOND: '1000000',
  LIMIT_OPERATIONS_PER_SOCKET: '1000',
};
const NODES = 3;

const withNodes = async <Result>(
  url: string,
  count: number,
  work: (pool: pg.Pool, nodes: ServerProcess[]) => Promise<Result>,
): Promise<Result> => {
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  pool.on('error', () => undefined);
  const options = { env: UNLIMITED, signingKey: randomBytes(32) };
  const nodes: ServerProcess[] = [];
  try {
    for (let node = 0; node < count; node++) nodes.push(await ServerProcess.start(url, POOL, Math.ceil(CONNECTIONS / count), options));
    return await work(pool, nodes);
  } finally {
    for (const node of nodes) await node.stop();
    await pool.end();
  }
};

const first = ([node]: ServerProcess[]): ServerProcess => node as ServerProcess;
const milliseconds = ({ p50, p99 }: { p50: number; p99: number }): string[] => [p50.toFixed(1), p99.toFixed(1)];

const oneTopicTable = ({ burst, cpu, paced }: OneTopic): string =>
  [
    'W3a: one topic, 500 subscribers over real sockets',
    '',
    row('', 'deliveries a second', 'of the baseline', 'sender CPU µs a delivery', 'lag p50 ms', 'lag p99 ms'),
    rule(6),
    row('bare `ws`, one string', whole(burst.bare), '1', cpu.bare.toFixed(1), ...milliseconds(paced.bare)),
    row(
      'the server',
      whole(burst.server),
      `**${(burst.server / burst.bare).toFixed(2)}**`,
      cpu.server.toFixed(1),
      ...milliseconds(paced.server),
    ),
    '',
    `Deliveries: bursts of 200 events, which for the server are rows of the log, until all of them were received. Lag: 50 events a second,
from the statement that writes the event (bare: from the sending) to each of its deliveries. The clients are one process, the senders another.`,
  ].join('\n');

const manyTopicsTable = (results: readonly ManyTopics[]): string =>
  [
    `W3b: ${whole(results[0]?.conversations ?? 0)} conversations with 3 subscribers each, messages spread`,
    '',
    row('nodes', 'messages a second', 'deliveries a second', 'p50 ms', 'p99 ms'),
    rule(5),
    ...results.map((result) => row(result.nodes, whole(result.sent), whole(result.perSecond), ...milliseconds(result))),
    '',
    'From the mutation sent to the event received, over HTTP and WebSocket, in a closed loop of 32 connections. Three nodes share the cores with all else.',
  ].join('\n');

const idleTable = ({ sockets, bare, server }: Idle): string => {
  const kilobytes = (bytes: number): string => (bytes / 1_024).toFixed(1);
  return [
    `W4: memory a socket, at ${whole(sockets)} sockets that are subscribed and hear nothing`,
    '',
    row('', 'heap and buffers KB', 'RSS KB', 'of the baseline'),
    rule(4),
    row('bare `ws`', kilobytes(bare.used), kilobytes(bare.rss), '1'),
    row('the server', kilobytes(server.used), kilobytes(server.rss), `**${(server.used / bare.used).toFixed(2)}**`),
  ].join('\n');
};

const CARRIERS: Record<Carried['carrier'], string> = {
  stream: 'Redis Streams: XADD of the event, XREAD',
  notify: 'log, hints by LISTEN/NOTIFY',
  redis: 'log, hints by Redis PUBLISH',
};

const carriersTable = (results: readonly Carried[]): string =>
  [
    'W7: two processes read what a third one writes',
    '',
    row('', 'events a second', 'of the baseline', 'reader CPU µs an event', 'lag p50 ms', 'p99 ms', 'at 50 a second p50 ms', 'p99 ms'),
    rule(8),
    ...results.map(({ carrier, perSecond, ratio, cpu, burst, paced }) => {
      const ofBaseline = carrier === 'stream' ? '1' : `**${ratio.toFixed(2)}**`;
      return row(CARRIERS[carrier], whole(perSecond), ofBaseline, cpu.toFixed(1), ...milliseconds(burst), ...milliseconds(paced));
    }),
    '',
    `Each event is written to the log in a transaction of its own, whatever carries word of it; 16 at once, as fast as can be, until both readers had them all.
Lag: from before the transaction to the reading. The stream is written after the commit; what a process did not get to write before it died would be missing in it. Of the baseline: the median of the rounds' ratios.`,
  ].join('\n');

/** The workloads of live sockets, and of what feeds them. */
export const live = async (url: string, { only, rounds, seconds }: Options, say: (line: string) => void): Promise<string[]> => {
  const wants = (name: Name): boolean => only.includes(name);
  const sections: string[] = [];
  if (wants('W3A')) sections.push(oneTopicTable(await withNodes(url, 1, (pool, nodes) => oneTopic(pool, first(nodes), rounds, say))));
  if (wants('W3B')) {
    const results: ManyTopics[] = [];
    for (const count of [1, NODES])
      results.push(await withNodes(url, count, (pool, nodes) => manyTopics(pool, nodes, { rounds, seconds }, say)));
    sections.push(manyTopicsTable(results));
  }
  if (wants('W7')) {
    if (redisIsInstalled()) sections.push(carriersTable(await carriers(url, { rounds, seconds }, say)));
    else say('W7 is left out: there is no redis-server here');
  }
  if (wants('W4')) sections.push(idleTable(await withNodes(url, 1, (pool, nodes) => idle(pool, first(nodes)))));
  return sections;
};
