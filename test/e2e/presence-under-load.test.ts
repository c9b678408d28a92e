import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Random } from '../../src/dialogues/random.js';
import type { Channel } from '../../src/entities/channel.js';
import type { Workspace } from '../../src/entities/workspace.js';
import type { Client } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { brokenRulesAtQuiet, deadlocks } from '../support/invariants.js';
import { mutate } from '../support/mutations.js';
import { RawSocket } from '../support/raw-socket.js';
import type { SeededAgent } from '../support/seed.js';
import { ServerProcesses } from '../support/server-processes.js';

const SEED = Number(process.env.LOAD_FIRST_SEED ?? 1);
const AGENTS = 12;
const CUSTOMERS = 60;
const TIMES = 5;
/** Two heartbeats pass before anybody is gone. */
const SETTINGS = { PRESENCE_HEARTBEAT_SECONDS: '1', PRESENCE_GRACE_SECONDS: '1', PRESENCE_SWEEP_SECONDS: '1' };
const PATIENCE = 60_000;

let servers: ServerProcesses;
let workspace: Workspace;
let channel: Channel;
const agents: SeededAgent[] = [];
beforeAll(async () => {
  servers = await ServerProcesses.start(2, SETTINGS);
  const { seed } = servers.desk;
  workspace = await seed.workspace();
  const product = await seed.product(workspace);
  channel = await seed.channel(product);
  for (let n = 0; n < AGENTS; n++)
    agents.push(await seed.agent(workspace, `Agent ${n}`, { grants: [{ product }], capacity: 3, connected: false }));
  // Online from the beginning: then each coming and going is an event of its own.
  for (const [table, column] of [
    ['agent', 'id'],
    ['agent_status_interval', 'agent_id'],
  ])
    await servers.desk.sql(`update ${table} set status = 'ONLINE' where ${column} = any($1::uuid[])`, [agents.map(({ id }) => id)]);
}, 60_000);
afterAll(() => servers.stop());

const socketOf = async (agent: SeededAgent, which: number): Promise<RawSocket> => {
  const token = await servers.desk.seed.accessToken({ workspaceId: agent.workspaceId, agentId: agent.id });
  const socket = await new RawSocket(servers.urls[which] ?? '').init({ authorization: `Bearer ${token}` });
  await socket.frame('connection_ack');
  return socket;
};

/** Comes and goes, for shorter and longer than the grace, at one process and the other, sometimes at both. */
const comesAndGoes = async (agent: SeededAgent, random: Random): Promise<void> => {
  const [client] = await servers.as(agent);
  let last: RawSocket | undefined;
  for (let time = 0; time < TIMES; time++) {
    const socket = await socketOf(agent, random.whole(0, 1));
    await mutate(client as Client, 'changeMyStatus', { status: 'ONLINE' });
    await pause(random.whole(0, 1_500));
    await last?.terminate();
    last = random.chance(0.3) ? socket : undefined;
    if (!last) await socket.terminate();
    await pause(random.chance(0.5) ? random.whole(0, 300) : random.whole(2_500, 5_000));
  }
  await last?.terminate();
};

const visits = async (n: number, random: Random): Promise<void> => {
  await pause(random.whole(0, 12_000));
  const input = { channelKey: channel.key, customer: { name: `Customer ${n}`, email: 'customer@example.com' }, text: 'Merhaba' };
  const { fields } = await mutate<{ conversation: { id: string }; accessToken: string }>(
    servers.client(n),
    'startChat',
    input,
    'conversation { id } accessToken',
  );
  const words = { conversationId: fields.conversation.id, clientMessageId: 'again', text: 'Orada mısınız?' };
  await pause(random.whole(0, 3_000));
  await mutate(servers.client(n + 1, fields.accessToken), 'sendMessage', words);
};

const CONNECTED = `select id, connected from agent where workspace_id = $1 order by id`;
const TOLD = `select agent_id as id, array_agg(type order by id) as types from event
  where workspace_id = $1 and type in ('agent.connected', 'agent.disconnected') group by agent_id order by agent_id`;
/** Whose customer waits for somebody who is gone. */
const LEFT = `select c.id from conversation c join agent a on a.id = c.agent_id
  where c.workspace_id = $1 and c.state = 'ACTIVE' and c.unanswered_since is not null and not a.connected`;

const connected = async (): Promise<boolean[]> =>
  (await servers.desk.sql<{ connected: boolean }>(CONNECTED, [workspace.id])).map((row) => row.connected);

test(`agents come and go over two processes while customers arrive (seed ${SEED}): each going is told once, and nobody is left with who is gone`, async () => {
  await Promise.all([
    ...agents.map((agent, n) => comesAndGoes(agent, new Random(SEED * 1_000 + n))),
    ...Array.from({ length: CUSTOMERS }, (_, n) => visits(n, new Random(SEED * 1_000 + 100 + n))),
  ]);
  expect(await eventually(connected, (all) => !all.includes(true), PATIENCE)).not.toContain(true);
  expect(
    await eventually(
      () => servers.desk.sql(LEFT, [workspace.id]),
      (rows) => rows.length === 0,
      PATIENCE,
    ),
  ).toEqual([]);
  const told = await servers.desk.sql<{ id: string; types: string[] }>(TOLD, [workspace.id]);
  expect(told).toHaveLength(AGENTS);
  for (const { types } of told) expect(types).toEqual(types.map((_, n) => (n % 2 ? 'agent.disconnected' : 'agent.connected')));

  const sockets = await Promise.all(agents.map((agent, n) => socketOf(agent, n % 2)));
  expect(await eventually(connected, (all) => !all.includes(false), PATIENCE)).not.toContain(false);
  const broken = () => brokenRulesAtQuiet(servers.desk, workspace.id);
  expect(await eventually(broken, (rules) => Object.keys(rules).length === 0, PATIENCE)).toEqual({});
  await Promise.all(sockets.map((socket) => socket.close()));
  expect(servers.complaints()).toEqual([]);
  await servers.stopServers();
  expect(await deadlocks(servers.desk)).toBe(0);
}, 240_000);
