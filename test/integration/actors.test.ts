import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Claims } from '../../src/auth/tokens.js';
import { ChannelType, Role } from '../../src/entities/enums.js';
import { Desk } from '../support/desk.js';

const statements: string[] = [];
let desk: Desk;

beforeAll(async () => {
  desk = await Desk.start({ onStatement: (sql) => statements.push(sql) });
});
afterAll(() => desk.stop());

const claimsOf = async (accessToken: string): Promise<Claims> => {
  const claims = await desk.server.app.tokens.read(accessToken, desk.clock.now());
  if (typeof claims === 'string') throw new Error(claims);
  return claims;
};

test('all who ask in one turn are read by one statement, each as who they are now', async () => {
  const { seed, server } = desk;
  const workspace = await seed.workspace();
  const product = await seed.product(workspace);
  const [chat, app] = [await seed.channel(product), await seed.channel(product, ChannelType.IN_APP_IOS)];
  const anna = await seed.agent(workspace, 'Anna', { grants: [{ product, channel: chat }] });
  const sema = await seed.agent(workspace, 'Sema', { role: Role.SUPERVISOR });
  const tokens = await Promise.all([anna, anna, sema].map((agent) => seed.accessToken({ workspaceId: workspace.id, agentId: agent.id })));
  const [first, second, supervisor] = await Promise.all(tokens.map(claimsOf));
  if (!first || !second || !supervisor) throw new Error('there are three sessions');
  const unknown = { ...first, sessionId: workspace.id };
  const ask = () =>
    Promise.all([first, second, supervisor, unknown, first].map((claims, n) => server.app.actors.load(claims, `address ${n}`)));
  const agent = { kind: 'agent', agentId: anna.id, role: Role.AGENT, channelIds: new Set([chat.id]), workspaceId: workspace.id };
  const nobody = { kind: 'nobody', refused: expect.stringContaining('ended') };

  statements.length = 0;
  expect(await ask()).toMatchObject([
    { ...agent, sessionId: first.sessionId, address: 'address 0' },
    { ...agent, sessionId: second.sessionId, address: 'address 1' },
    { kind: 'agent', agentId: sema.id, role: Role.SUPERVISOR, channelIds: null },
    { ...nobody, address: 'address 3' },
    { ...agent, sessionId: first.sessionId, address: 'address 4' },
  ]);
  expect(statements).toHaveLength(1);

  // Straight in the table, so that no event tells of it: nothing is remembered from one turn to the next.
  await desk.sql('update session set revoked_at = now() where id = $1', [second.sessionId]);
  await desk.sql('update agent_grant set channel_id = $1 where agent_id = $2', [app.id, anna.id]);
  await desk.sql('update agent set deactivated_at = now() where id = $1', [sema.id]);
  expect(await ask()).toMatchObject([
    { ...agent, channelIds: new Set([app.id]) },
    nobody,
    nobody,
    nobody,
    { ...agent, channelIds: new Set([app.id]) },
  ]);
});
