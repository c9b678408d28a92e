import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { AgentStatus, ChannelType, OnOffline, Role } from '../../src/entities/enums.js';
import {
  type AdminOffice,
  deactivate,
  done,
  fingerprint,
  goOnline,
  openAdminOffice,
  premises,
  publicId,
  refusals,
  update,
} from '../support/admin-office.js';
import { type StartedChat, startChat, succeed } from '../support/chats.js';
import type { SeededAgent } from '../support/seed.js';

let office: AdminOffice;
beforeAll(async () => {
  office = await openAdminOffice();
});
afterAll(() => office.desk.stop());

interface ConversationRow {
  state: string;
  agent_id: string | null;
  ended: boolean;
}
const rowOf = async ({ id }: StartedChat) =>
  (
    await office.desk.sql<ConversationRow>('select state, agent_id, ended_at is not null as ended from conversation where id = $1', [id])
  )[0];

describe('authorisation that is lost', () => {
  test('hands open conversations back to another, and ended ones to the supervisors’ list, of those channels only', async () => {
    const { desk } = office;
    const { product, channel: web, workspace, client } = await premises(office.desk, 'Loss');
    const app = await desk.seed.channel(product, ChannelType.IN_APP_IOS);
    const loser = await desk.seed.agent(workspace, 'Loser', { grants: [{ product }] });
    await goOnline(office.desk, loser);
    const [open, ended, kept] = [await startChat(desk, web), await startChat(desk, web), await startChat(desk, app)];
    await succeed(ended.customer, 'endChat', { conversationId: ended.conversationId });
    expect(await Promise.all([open, ended, kept].map(async (chat) => (await rowOf(chat))?.agent_id))).toEqual([
      loser.id,
      loser.id,
      loser.id,
    ]);
    const other = await desk.seed.agent(workspace, 'Other', { grants: [{ product, channel: web }] });
    await goOnline(office.desk, other);

    const { cursor } = await update(client, loser, { name: 'Loser' });
    const changed = await update(client, loser, {
      grants: [{ productId: publicId('product', product), channelId: publicId('channel', app) }],
    });
    expect(changed).toMatchObject({ agent: { activeCount: 1 }, userErrors: [] });
    expect(await rowOf(open)).toEqual({ state: 'ACTIVE', agent_id: other.id, ended: false });
    expect(await rowOf(ended)).toEqual({ state: 'ACTIVE', agent_id: null, ended: true });
    expect(await rowOf(kept)).toEqual({ state: 'ACTIVE', agent_id: loser.id, ended: false });
    const segments = await desk.sql('select agent_id, end_reason from assignment where conversation_id = $1 order by started_at', [
      open.id,
    ]);
    expect(segments).toEqual([
      { agent_id: loser.id, end_reason: 'AUTHORISATION_LOST' },
      { agent_id: other.id, end_reason: null },
    ]);
    const follower = client.follow<{ conversationChanged: { change: string } }>(
      'subscription ($after: Cursor) { conversationChanged(after: $after) { ... on ConversationChanged { change } } }',
      { after: cursor },
    );
    const changes = [];
    for (let n = 0; n < 3; n++) changes.push((await follower.next()).conversationChanged.change);
    expect(changes.sort()).toEqual(['AGENT_LOST', 'ASSIGNED', 'HANDED_BACK']);
    const events = await desk.sql(`select type from event where workspace_id = $1 and agent_id = $2 and type like 'agent.%' order by id`, [
      workspace.id,
      loser.id,
    ]);
    expect(events.at(-1)).toEqual({ type: 'agent.updated' });
    await succeed(client, 'assignConversation', { conversationId: ended.conversationId, agentId: other.publicId });
  });

  test('with a supervisor’s role goes what only a supervisor may keep', async () => {
    const { desk } = office;
    const { product, channel, workspace, client } = await premises(office.desk, 'Demotion');
    const supervisor = await desk.seed.agent(workspace, 'Was', { role: Role.SUPERVISOR, grants: [{ product }] });
    await goOnline(office.desk, supervisor);
    const ended = await startChat(desk, channel);
    await succeed(ended.customer, 'endChat', { conversationId: ended.conversationId });
    await update(client, supervisor, { grants: [] });
    expect((await rowOf(ended))?.agent_id).toBe(supervisor.id);
    await update(client, supervisor, { role: 'AGENT' });
    expect((await rowOf(ended))?.agent_id).toBeNull();
  });

  test('new grants and more capacity bring what waits; less capacity takes nothing away', async () => {
    const { desk } = office;
    const { product, channel, workspace, client } = await premises(office.desk, 'Gain');
    const agent = await desk.seed.agent(workspace, 'Gainer', { capacity: 1 });
    await goOnline(office.desk, agent);
    for (let n = 0; n < 3; n++) await startChat(desk, channel);
    expect(await update(client, agent, { grants: [{ productId: publicId('product', product) }] })).toMatchObject({
      agent: { activeCount: 1 },
    });
    expect(await update(client, agent, { capacity: 3 })).toMatchObject({ agent: { activeCount: 3 } });
    expect(await update(client, agent, { capacity: 1 })).toMatchObject({ agent: { activeCount: 3 } });
    await startChat(desk, channel);
    expect(await client.ask('{ queueSize }')).toEqual({ queueSize: 1 });
  });
});

describe('deactivation', () => {
  test('ends sessions, sockets and status, and leaves nothing with the agent', async () => {
    const { desk } = office;
    const { product, channel, workspace, client } = await premises(office.desk, 'Farewell');
    const agent = await desk.seed.agent(workspace, 'Leaver', { grants: [{ product }] });
    const leaver = await goOnline(office.desk, agent);
    const stream = leaver.follow('subscription { queueSizeChanged }');
    await stream.next();
    const [open, ended] = [await startChat(desk, channel), await startChat(desk, channel)];
    await succeed(ended.customer, 'endChat', { conversationId: ended.conversationId });

    expect(await deactivate(client, agent)).toMatchObject({
      agent: { status: 'OFFLINE', deactivatedAt: expect.any(String) },
      userErrors: [],
    });
    expect(await rowOf(open)).toEqual({ state: 'QUEUED', agent_id: null, ended: false });
    expect(await rowOf(ended)).toEqual({ state: 'ACTIVE', agent_id: null, ended: true });
    expect((await leaver.send('{ queueSize }')).errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' });
    await stream.end();
    const intervals = await desk.sql(
      'select status, ended_at is null as lasts from agent_status_interval where agent_id = $1 order by started_at',
      [agent.id],
    );
    expect(intervals.slice(-2)).toEqual([
      { status: AgentStatus.ONLINE, lasts: false },
      { status: AgentStatus.OFFLINE, lasts: true },
    ]);
    const events = await desk.sql('select type from event where agent_id = $1 order by id', [agent.id]);
    expect(events.map(({ type }) => type).slice(-5)).toEqual([
      ...(ended.id > open.id
        ? ['conversation.handed_back', 'conversation.agent_lost']
        : ['conversation.agent_lost', 'conversation.handed_back']),
      'agent.status_changed',
      'session.revoked',
      'agent.updated',
    ]);

    const before = await fingerprint(desk);
    expect(await deactivate(client, agent)).toMatchObject({ cursor: null, userErrors: [] });
    expect(refusals(await update(client, agent, { name: 'Back' }))).toEqual(['INVALID_STATE input.agentId']);
    expect(await fingerprint(desk)).toEqual(before);
    const names = async (filter: object) =>
      (
        await client.ask<{ agents: { nodes: { name: string }[] } }>(
          'query ($filter: AgentFilter) { agents(first: 9, filter: $filter) { nodes { name } } }',
          { filter },
        )
      ).agents.nodes;
    expect(await names({})).toEqual([{ name: 'One' }, { name: 'Two' }]);
    expect(await names({ includeDeactivated: true })).toEqual([{ name: 'Leaver' }, { name: 'One' }, { name: 'Two' }]);
  });

  test('and losing a grant hold against chats that arrive, end and are routed meanwhile', async () => {
    const { desk } = office;
    const { product, channel, workspace, client } = await premises(office.desk, 'Race');
    for (let round = 0; round < 12; round++) {
      const agents = await Promise.all(['A', 'B'].map((name) => desk.seed.agent(workspace, `${name}${round}`, { grants: [{ product }] })));
      const [goes, loses] = agents as [SeededAgent, SeededAgent];
      await Promise.all([goOnline(office.desk, goes), goOnline(office.desk, loses)]);
      const chats = await Promise.all([1, 2, 3].map(() => startChat(desk, channel)));
      await Promise.all([
        deactivate(client, goes),
        update(client, loses, { grants: [] }),
        ...chats.map(({ customer, conversationId }) => succeed(customer, 'endChat', { conversationId })),
        ...[1, 2, 3].map(() => startChat(desk, channel)),
      ]);
      const held = await desk.sql(`select 1 from conversation where state = 'ACTIVE' and agent_id = any($1::uuid[])`, [
        [goes.id, loses.id],
      ]);
      expect(held).toEqual([]);
    }
    const stray = await desk.sql(
      `select 1 from assignment s join conversation c on c.id = s.conversation_id
      where s.workspace_id = $1 and s.ended_at is null and (c.state <> 'ACTIVE' or c.agent_id is distinct from s.agent_id)`,
      [workspace.id],
    );
    expect(stray).toEqual([]);
  });

  test('holds against customers who end, meanwhile, what was handed back before', async () => {
    const { desk } = office;
    const { workspace, client } = await premises(office.desk, 'Last agent');
    const product = await desk.seed.product(workspace, 'Strict', { onOffline: OnOffline.HAND_BACK });
    const channel = await desk.seed.channel(product);
    for (let round = 0; round < 10; round++) {
      const agent = await desk.seed.agent(workspace, `L${round}`, { grants: [{ product }] });
      const own = await goOnline(office.desk, agent);
      const chats = await Promise.all([1, 2, 3, 4, 5, 6].map(() => startChat(desk, channel)));
      await done(own, 'changeMyStatus', { status: 'OFFLINE' });
      expect((await rowOf(chats[0] as StartedChat))?.state).toBe('QUEUED');
      await Promise.all([
        deactivate(client, agent),
        ...chats.map(({ customer, conversationId }) => succeed(customer, 'endChat', { conversationId })),
      ]);
      expect(await desk.sql(`select 1 from conversation where state = 'ACTIVE' and agent_id = $1`, [agent.id])).toEqual([]);
    }
  });
});
