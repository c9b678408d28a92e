import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { applyMigrations, createOrm, isUnreachable } from '../../src/database.js';
import { ChaosPostgres } from '../chaos/postgres.js';
import { Desk } from '../support/desk.js';
import { RawSocket } from '../support/raw-socket.js';

let postgres: ChaosPostgres;
let desk: Desk;
beforeAll(async () => {
  postgres = await ChaosPostgres.start();
  const orm = await createOrm({ url: postgres.url, poolSize: 1 });
  await applyMigrations(orm).finally(() => orm.close(true));
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
