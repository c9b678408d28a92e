import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { inSession, withDatabase } from '../support/admin.js';
import type { AgentAtWork } from '../support/agent-at-work.js';
import { Company } from '../support/company.js';
import { Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import { type NodeProcess, startNode } from '../support/node-process.js';
import { RawSocket } from '../support/raw-socket.js';

/** Heartbeats of a second and a grace of three: what is told here comes by itself, and as late as the machine likes. */
const SETTINGS = { PRESENCE_HEARTBEAT_SECONDS: '1', PRESENCE_GRACE_SECONDS: '3', PRESENCE_SWEEP_SECONDS: '1' };
const PATIENCE = 60_000;

let desk: Desk;
let company: Company;
const signingKey = randomBytes(32);
const processes: NodeProcess[] = [];
beforeAll(async () => {
  // That the database is away is said in the log at each heartbeat.
  desk = await Desk.start({ signingKey, env: { ...SETTINGS, LOG_LEVEL: 'silent' } });
});
beforeEach(async () => {
  company = await Company.open(desk);
});
afterEach(async () => {
  await Promise.all(processes.splice(0).map((each) => each.end('SIGKILL')));
});
afterAll(() => desk.stop());

const socketOf = async ({ seeded }: AgentAtWork, url = desk.url, autoPong = true): Promise<RawSocket> => {
  const token = await desk.seed.accessToken({ workspaceId: seeded.workspaceId, agentId: seeded.id });
  const socket = await new RawSocket(url, { autoPong }).init({ authorization: `Bearer ${token}` });
  await socket.frame('connection_ack');
  return socket;
};

const nodeOfItsOwn = async (): Promise<{ url: string; node: NodeProcess }> => {
  const settings = { HOST: '', PORT: '0', LOG_LEVEL: 'warn', DATABASE_URL: desk.database.url };
  const node = startNode('test/support/server-process.ts', [], { ...settings, ...SETTINGS, SIGNING_KEY: signingKey.toString('base64') });
  processes.push(node);
  return { url: (await node.line(/^listening on /)).replace('listening on ', ''), node };
};

/** The database takes nobody meanwhile, and has ended all sessions. */
const withoutDatabase = (meanwhile: () => Promise<void>): Promise<void> =>
  inSession(withDatabase(desk.database.url, 'postgres'), async (execute) => {
    const name = new URL(desk.database.url).pathname.slice(1);
    await execute(`alter database ${name} with allow_connections false`);
    await execute(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`);
    await meanwhile();
    await execute(`alter database ${name} with allow_connections true`);
  });

const becomes = async (agent: AgentAtWork, connected: boolean): Promise<void> => {
  const seen = await eventually(
    () => agent.looksAtSelf(),
    (self) => self.connected === connected,
    PATIENCE,
  );
  expect(seen).toMatchObject({ connected });
};

test('a socket that does not answer its pings is ended, an agent’s as a customer’s; the agent is gone after the grace', async () => {
  const ayse = await company.agent('Ayşe', { connected: false });
  const frozen = await socketOf(ayse, desk.url, false);
  await becomes(ayse, true);
  const visitor = await new RawSocket(desk.url, { autoPong: false }).init({});
  expect((await Promise.all([frozen.closed, visitor.closed])).map(({ code }) => code)).toEqual([1006, 1006]);
  await becomes(ayse, false);
});

test('a node is killed: whom nobody else holds is gone after the grace and loses the unanswered; whoever has another socket stays', async () => {
  const { url, node } = await nodeOfItsOwn();
  const [ayse, mehmet] = [await company.agent('Ayşe', { connected: false }), await company.agent('Mehmet', { connected: false })];
  await socketOf(ayse, url);
  await becomes(ayse, true);
  await ayse.goesOnline();
  const ali = await company.customerWithChat('Ali');
  expect(await ali.looksAtChat()).toMatchObject({ agent: { name: 'Ayşe' } });
  await socketOf(mehmet, url);
  const here = await socketOf(mehmet);
  await becomes(mehmet, true);
  await mehmet.goesOnline();
  await node.end('SIGKILL');
  await becomes(ayse, false);
  const look = () => ali.looksAtChat();
  expect(await eventually(look, ({ agent }) => agent?.name === 'Mehmet', PATIENCE)).toMatchObject({ agent: { name: 'Mehmet' } });
  await becomes(mehmet, true);
  await here.close();
});

test('a node that stood still for longer than the grace says anew whom it holds', async () => {
  const { url, node } = await nodeOfItsOwn();
  const ayse = await company.agent('Ayşe', { connected: false });
  const socket = await socketOf(ayse, url);
  await becomes(ayse, true);
  node.child.kill('SIGSTOP');
  await becomes(ayse, false);
  node.child.kill('SIGCONT');
  await becomes(ayse, true);
  await socket.close();
});

test('while the database is away for longer than the grace nobody can say anything: whose socket stands is not taken for gone', async () => {
  const [ayse, mehmet] = [await company.agent('Ayşe', { connected: false }), await company.agent('Mehmet', { connected: false })];
  const socket = await socketOf(ayse);
  await becomes(ayse, true);
  await mehmet.goesOnline();
  await withoutDatabase(async () => {
    desk.clock.advance(60_000);
    const asked = socket.pings;
    expect(
      await eventually(
        () => socket.pings,
        (pings) => pings > asked + 2,
        PATIENCE,
      ),
    ).toBeGreaterThan(asked + 2);
  });
  // By then it was looked for whoever is gone.
  await becomes(mehmet, false);
  const told = 'select type from event where agent_id = $1 order by id';
  expect(await desk.sql(told, [ayse.seeded.id])).toEqual([{ type: 'agent.connected' }]);
  await socket.close();
});
