import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { applyMigrations, closeOrm, createOrm, isUnreachable } from '../../src/database.js';
import { ChaosPostgres } from '../chaos/postgres.js';
import { Client } from '../support/client.js';
import { Desk } from '../support/desk.js';
import { startNode } from '../support/node-process.js';
import { RawSocket } from '../support/raw-socket.js';

let postgres: ChaosPostgres;
let desk: Desk;
beforeAll(async () => {
  postgres = await ChaosPostgres.start();
  const orm = await createOrm({ url: postgres.url, poolSize: 1 });
  await applyMigrations(orm).finally(() => closeOrm(orm));
  desk = await Desk.start({ database: { url: postgres.url, drop: async () => undefined }, env: { LOG_LEVEL: 'silent' } });
}, 60_000);
afterAll(async () => {
  await desk.stop();
  await postgres.remove();
});

test('without its database a server sends sockets away to try again, and takes them when it is back', async () => {
  const workspace = await desk.seed.workspace();
  const agent = await desk.seed.agent(workspace, 'Ayşe');
  const token = await desk.seed.accessToken({ workspaceId: workspace.id, agentId: agent.id });
  const authorization = `Bearer ${token}`;
  const standing = await new RawSocket(desk.url).init({ authorization });
  await standing.frame('connection_ack');
  await postgres.stop();
  // After 4500 clients of the protocol would give up.
  const late = await new RawSocket(desk.url).init({ authorization });
  expect(await late.closed).toEqual({ code: 1013, reason: 'The database cannot be reached. Try again later' });
  standing.subscribe('1', 'subscription { conversationChanged { __typename } }');
  expect((await standing.closed).code).toBe(1013);
  await postgres.start();
  const back = await new RawSocket(desk.url).init({ authorization });
  expect(await back.frame('connection_ack')).toBeDefined();
  back.cut();
}, 60_000);

test('what fails for its absence is a few lines in the log, each reason once, and nothing that a client was told an id of is missing', async () => {
  const server = startNode('test/support/server-process.ts', [], {
    ...{ HOST: '', PORT: '0', DATABASE_URL: postgres.url, SIGNING_KEY: randomBytes(32).toString('base64'), DRAIN_SECONDS: '0' },
    ...{ SWEEP_SECONDS: '1', ACCEPT_SWEEP_SECONDS: '1', PRESENCE_SWEEP_SECONDS: '1', EVENT_POLL_SECONDS: '1', JOBS: 'on' },
  });
  const url = (await server.line(/^listening on /)).replace('listening on ', '');
  const ask = () => new Client(url).send('{ channelAvailability(channelKey: "yok") { online } }');
  await postgres.stop();
  await server.line(/the database cannot be reached; /);
  const { errors } = await ask();
  expect((await fetch(`${url}/readyz`)).status).toBe(503);
  await server.line(/the database is still away/);
  await postgres.start();
  await server.line(/the database is back/);
  expect((await ask()).errors).toBeUndefined();
  await server.end('SIGTERM');
  const lines = server
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
  const told = lines.filter(({ msg, level }) => level > 30 || /database/.test(msg));
  const errorId = errors?.[0]?.extensions?.errorId;
  expect(told.map(({ msg }) => msg)).toEqual([
    'the database cannot be reached; what needs it is tried again until it is back',
    'the database is still away',
    'the database is back',
  ]);
  expect(errorId).toMatch(/^[0-9a-f-]{36}$/);
  expect(told.map((line) => line.errorId)).toEqual([errorId, errorId, errorId]);
  expect(told.flatMap(({ failed }) => Object.keys(failed ?? {}))).toEqual(
    expect.arrayContaining([
      'the hint connection was lost; connecting again',
      'the event log could not be read; trying again',
      'the queues could not be swept',
      'accept times could not be looked at',
      'events could not be turned into jobs; trying again',
      'what dead processes hold could not be looked for',
      'the workers could not tell that they live; trying again',
      'whether this process is ready could not be looked at',
      'an operation failed unexpectedly',
    ]),
  );
  expect(server.output()).not.toMatch(/"stack"|\n {2,}at /);
}, 60_000);

test.each([
  ['57P03', 'the database system is starting up', true],
  ['ENOENT', 'connect ENOENT /run/.s.PGSQL.5432', true],
  [undefined, 'Connection terminated unexpectedly', true],
  ['23505', 'duplicate key value', false],
  [undefined, 'a bug', false],
])('an error with the code %s, %s: the database is away: %s', (code, message, away) => {
  const error = Object.assign(new Error(message), { code });
  expect([isUnreachable(error), isUnreachable(new Error('outer', { cause: error }))]).toEqual([away, away]);
});
