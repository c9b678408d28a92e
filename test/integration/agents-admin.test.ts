import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Channel } from '../../src/entities/channel.js';
import { AgentStatus, ChannelType, OnOffline, Role } from '../../src/entities/enums.js';
import type { Product } from '../../src/entities/product.js';
import type { Workspace } from '../../src/entities/workspace.js';
import { type AdminOffice, done, fingerprint, mutate, openAdminOffice, publicId, refusals } from '../support/admin-office.js';
import { type StartedChat, startChat, succeed } from '../support/chats.js';
import type { Client } from '../support/client.js';
import type { SeededAgent } from '../support/seed.js';

let office: AdminOffice;
beforeAll(async () => {
  office = await openAdminOffice();
});
afterAll(() => office.desk.stop());

const PASSWORD = 'correct horse battery';

interface Invited {
  agent: { id: string };
  invitationToken: string | null;
}

let invited = 0;
const invite = (input: object = {}, client = office.supervisorClient) =>
  mutate<Invited>(client, 'inviteAgent', { name: 'New', email: `new-${++invited}@example.com`, ...input }, 'agent { id } invitationToken');

const signIn = async (email: string, password = PASSWORD) =>
  mutate<{ accessToken: string }>(office.desk.visitor(), 'signIn', { email, password }, 'accessToken');

const accept = async (token: string | null, password = PASSWORD) =>
  mutate(office.desk.visitor(), 'acceptInvitation', { token, password }, 'email');

const update = (agent: SeededAgent, input: object, client = office.administratorClient) =>
  mutate(client, 'updateAgent', { agentId: agent.publicId, ...input }, 'agent { name role capacity languages activeCount }');

const deactivate = (agent: SeededAgent, client = office.administratorClient) =>
  mutate(client, 'deactivateAgent', { agentId: agent.publicId }, 'agent { status deactivatedAt }', 'AgentInput');

const goOnline = async (agent: SeededAgent): Promise<Client> => {
  const client = await office.desk.as(agent);
  await done(client, 'changeMyStatus', { status: 'ONLINE' });
  return client;
};

interface ConversationRow {
  state: string;
  agent_id: string | null;
  ended: boolean;
}
const rowOf = async ({ id }: StartedChat) =>
  (
    await office.desk.sql<ConversationRow>('select state, agent_id, ended_at is not null as ended from conversation where id = $1', [id])
  )[0];

/** A workspace of its own for what counts everybody in it. */
const premises = async (name: string): Promise<{ workspace: Workspace; product: Product; channel: Channel; admins: SeededAgent[] }> => {
  const { seed } = office.desk;
  const workspace = await seed.workspace(name);
  const product = await seed.product(workspace);
  const admins = await Promise.all(
    ['One', 'Two'].map((each) => seed.agent(workspace, each, { role: Role.ADMINISTRATOR, passwordHash: 'unusable' })),
  );
  return { workspace, product, channel: await seed.channel(product), admins };
};

describe('an invitation', () => {
  test('is accepted once, with a token of which only the hash is kept', async () => {
    const { desk, workspace, web } = office;
    const group = await desk.seed.group(workspace, 'Newcomers', [web], []);
    const grants = [{ productId: publicId('product', office.shoes), channelId: publicId('channel', web) }];
    const input = {
      name: 'Işıl Şen',
      email: 'Isil@Example.com',
      grants,
      groupIds: [publicId('group', group)],
      capacity: 3,
      languages: ['tr', 'en', 'tr'],
    };
    const { agent, invitationToken } = await invite(input);
    const [row] = await desk.sql('select email, password_hash, invitation_hash, status, capacity, languages from agent where name = $1', [
      'Işıl Şen',
    ]);
    expect(row).toMatchObject({ email: 'isil@example.com', password_hash: null, status: 'OFFLINE', capacity: 3, languages: ['tr', 'en'] });
    expect(row?.invitation_hash).not.toContain(invitationToken);
    expect(refusals(await signIn('isil@example.com'))).toEqual(['INVALID_CREDENTIALS input']);

    expect(refusals(await accept(invitationToken, 'too short'))).toEqual(['INVALID_INPUT input.password']);
    const both = await Promise.all([accept(invitationToken), accept(invitationToken)]);
    expect(both.flatMap(refusals)).toEqual(['INVITATION_INVALID input.token']);
    const { accessToken } = await signIn('ISIL@example.com');
    const client = desk.withToken(accessToken);
    const viewer = `{ viewer { ... on AgentViewer { agent { id role invitationPending groups { name } grants { channel { id } } } } } }`;
    expect(await client.ask(viewer)).toEqual({
      viewer: {
        agent: {
          id: agent.id,
          role: 'AGENT',
          invitationPending: false,
          groups: [{ name: 'Newcomers' }],
          grants: [{ channel: { id: publicId('channel', web) } }],
        },
      },
    });
    await done(client, 'changeMyStatus', { status: 'INVISIBLE' });
  });

  test('may carry the password already', async () => {
    const email = 'ready@example.com';
    expect(await invite({ email, password: PASSWORD })).toMatchObject({ invitationToken: null, userErrors: [] });
    expect(refusals(await signIn(email))).toEqual([]);
  });

  test('expires, is renewed, and is void once the agent is deactivated', async () => {
    const { desk, administratorClient } = office;
    const { agent, invitationToken } = await invite({ email: 'late@example.com' });
    await desk.sql(`update agent set invitation_expires_at = now() - interval '1 second' where email = 'late@example.com'`);
    expect(refusals(await accept(invitationToken))).toEqual(['INVITATION_INVALID input.token']);
    const renew = () =>
      mutate<Invited>(administratorClient, 'updateAgent', { agentId: agent.id, renewInvitation: true }, 'invitationToken');
    const renewed = await renew();
    expect(refusals(await accept(renewed.invitationToken))).toEqual([]);
    expect(refusals(await renew())).toEqual(['INVALID_STATE input.renewInvitation']);
    const other = await invite();
    await done(administratorClient, 'deactivateAgent', { agentId: other.agent.id }, '', 'AgentInput');
    expect(refusals(await accept(other.invitationToken))).toEqual(['INVITATION_INVALID input.token']);
  });

  test('takes an e-mail address once over all workspaces, also when two come at once', async () => {
    const both = await Promise.all([invite({ email: 'same@example.com' }), invite({ email: 'SAME@example.com' })]);
    expect(both.flatMap(refusals)).toEqual(['EMAIL_TAKEN input.email']);
    const before = await fingerprint(office.desk);
    expect(refusals(await invite({ email: office.foreign.agent.email }))).toEqual(['EMAIL_TAKEN input.email']);
    expect(await fingerprint(office.desk)).toEqual(before);
  });

  test.each<[object | (() => object), string]>([
    [{ email: 'x@example.com', password: 'elevenchars' }, 'INVALID_INPUT input.password'],
    [{ capacity: 0 }, 'INVALID_INPUT input.capacity'],
    [{ capacity: 51 }, 'INVALID_INPUT input.capacity'],
    [{ languages: ['Türkçe'] }, 'INVALID_INPUT input.languages.0'],
    [{ name: ' ' }, 'INVALID_INPUT input.name'],
    [{ role: 'ADMINISTRATOR' }, 'ROLE_NOT_ALLOWED input.role'],
    [() => ({ grants: [{ productId: publicId('product', office.foreign.product) }] }), 'NOT_FOUND input.grants.0.productId'],
    [
      () => ({
        grants: [
          { productId: publicId('product', office.shoes) },
          { productId: publicId('product', office.shoes), channelId: publicId('channel', office.foreign.channel) },
        ],
      }),
      'NOT_FOUND input.grants.1.channelId',
    ],
    [() => ({ groupIds: [publicId('group', { id: '01900000-0000-7000-8000-000000000000' })] }), 'NOT_FOUND input.groupIds.0'],
  ])('%j is refused and changes nothing', async (input, refusal) => {
    const before = await fingerprint(office.desk);
    expect(refusals(await invite(typeof input === 'function' ? (input as () => object)() : input))).toEqual([refusal]);
    expect(await fingerprint(office.desk)).toEqual(before);
  });
});

describe('administrators', () => {
  test('are made, changed and deactivated by administrators only', async () => {
    const { desk, workspace, administrator, supervisor, supervisorClient } = office;
    const agent = await desk.seed.agent(workspace, 'Riser');
    const before = await fingerprint(desk);
    expect(refusals(await update(administrator, { name: 'Me' }, supervisorClient))).toEqual(['ROLE_NOT_ALLOWED input.agentId']);
    expect(refusals(await update(supervisor, { role: 'ADMINISTRATOR' }, supervisorClient))).toEqual(['ROLE_NOT_ALLOWED input.role']);
    expect(refusals(await deactivate(administrator, supervisorClient))).toEqual(['ROLE_NOT_ALLOWED input.agentId']);
    expect(refusals(await update(office.foreign.agent, { name: 'x' }))).toEqual(['NOT_FOUND input.agentId']);
    expect(refusals(await deactivate(office.foreign.agent))).toEqual(['NOT_FOUND input.agentId']);
    expect(await fingerprint(desk)).toEqual(before);
    expect(await update(agent, { role: 'ADMINISTRATOR', name: 'Risen', capacity: 5, languages: ['tr'] })).toMatchObject({
      agent: { name: 'Risen', role: 'ADMINISTRATOR', capacity: 5, languages: ['tr'] },
      userErrors: [],
    });
    expect(refusals(await update(agent, { role: 'AGENT' }))).toEqual([]);
  });

  test('never leave the workspace without one who can sign in', async () => {
    const { desk, workspace, administrator } = office;
    await desk.seed.agent(workspace, 'Invited', { role: Role.ADMINISTRATOR });
    const before = await fingerprint(desk);
    expect(refusals(await deactivate(administrator))).toEqual(['LAST_ADMINISTRATOR input.agentId']);
    expect(refusals(await update(administrator, { role: 'SUPERVISOR' }))).toEqual(['LAST_ADMINISTRATOR input.role']);
    expect(await fingerprint(desk)).toEqual(before);
  });

  test('cannot take each other away at once, by whichever way', async () => {
    for (let round = 0; round < 8; round++) {
      const { workspace, admins } = await premises(`Duel ${round}`);
      const [one, two] = admins as [SeededAgent, SeededAgent];
      const [first, second] = [await office.desk.as(one), await office.desk.as(two)];
      // By whoever loses the race the other's answer may also be that the session has ended.
      await Promise.allSettled([deactivate(two, first), round % 2 ? deactivate(one, second) : update(one, { role: 'AGENT' }, second)]);
      const left = await office.desk.sql(
        `select 1 from agent where workspace_id = $1 and role = 'ADMINISTRATOR' and deactivated_at is null`,
        [workspace.id],
      );
      expect(left).toHaveLength(1);
    }
  });
});

describe('authorisation that is lost', () => {
  test('hands open conversations back to another, and ended ones to the supervisors’ list, of those channels only', async () => {
    const { desk } = office;
    const { product, channel: web, workspace, admins } = await premises('Loss');
    const client = await desk.as(admins[0] as SeededAgent);
    const app = await desk.seed.channel(product, ChannelType.IN_APP_IOS);
    const loser = await desk.seed.agent(workspace, 'Loser', { grants: [{ product }] });
    await goOnline(loser);
    const [open, ended, kept] = [await startChat(desk, web), await startChat(desk, web), await startChat(desk, app)];
    await succeed(ended.customer, 'endChat', { conversationId: ended.conversationId });
    expect(await Promise.all([open, ended, kept].map(async (chat) => (await rowOf(chat))?.agent_id))).toEqual([
      loser.id,
      loser.id,
      loser.id,
    ]);
    const follower = client.follow<{ conversationChanged: { change: string } }>(
      'subscription { conversationChanged { ... on ConversationChanged { change } } }',
    );
    await desk.as(admins[0] as SeededAgent).then((other) => other.ask('{ queueSize }'));
    const other = await desk.seed.agent(workspace, 'Other', { grants: [{ product, channel: web }] });
    await goOnline(other);

    const changed = await update(
      loser,
      { grants: [{ productId: publicId('product', product), channelId: publicId('channel', app) }] },
      client,
    );
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
    const { product, channel, workspace, admins } = await premises('Demotion');
    const client = await desk.as(admins[0] as SeededAgent);
    const supervisor = await desk.seed.agent(workspace, 'Was', { role: Role.SUPERVISOR, grants: [{ product }] });
    await goOnline(supervisor);
    const ended = await startChat(desk, channel);
    await succeed(ended.customer, 'endChat', { conversationId: ended.conversationId });
    await update(supervisor, { grants: [] }, client);
    expect((await rowOf(ended))?.agent_id).toBe(supervisor.id);
    await update(supervisor, { role: 'AGENT' }, client);
    expect((await rowOf(ended))?.agent_id).toBeNull();
  });

  test('new grants and more capacity bring what waits; less capacity takes nothing away', async () => {
    const { desk } = office;
    const { product, channel, workspace, admins } = await premises('Gain');
    const client = await desk.as(admins[0] as SeededAgent);
    const agent = await desk.seed.agent(workspace, 'Gainer', { capacity: 1 });
    await goOnline(agent);
    for (let n = 0; n < 3; n++) await startChat(desk, channel);
    expect(await update(agent, { grants: [{ productId: publicId('product', product) }] }, client)).toMatchObject({
      agent: { activeCount: 1 },
    });
    expect(await update(agent, { capacity: 3 }, client)).toMatchObject({ agent: { activeCount: 3 } });
    expect(await update(agent, { capacity: 1 }, client)).toMatchObject({ agent: { activeCount: 3 } });
    await startChat(desk, channel);
    expect(await client.ask('{ queueSize }')).toEqual({ queueSize: 1 });
  });
});

describe('deactivation', () => {
  test('ends sessions, sockets and status, and leaves nothing with the agent', async () => {
    const { desk } = office;
    const { product, channel, workspace, admins } = await premises('Farewell');
    const client = await desk.as(admins[0] as SeededAgent);
    const agent = await desk.seed.agent(workspace, 'Leaver', { grants: [{ product }] });
    const leaver = await goOnline(agent);
    const stream = leaver.follow('subscription { queueSizeChanged }');
    await stream.next();
    const [open, ended] = [await startChat(desk, channel), await startChat(desk, channel)];
    await succeed(ended.customer, 'endChat', { conversationId: ended.conversationId });

    expect(await deactivate(agent, client)).toMatchObject({
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
    expect(await deactivate(agent, client)).toMatchObject({ cursor: null, userErrors: [] });
    expect(refusals(await update(agent, { name: 'Back' }, client))).toEqual(['INVALID_STATE input.agentId']);
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
    const { product, channel, workspace, admins } = await premises('Race');
    const client = await desk.as(admins[0] as SeededAgent);
    for (let round = 0; round < 12; round++) {
      const agents = await Promise.all(['A', 'B'].map((name) => desk.seed.agent(workspace, `${name}${round}`, { grants: [{ product }] })));
      const [goes, loses] = agents as [SeededAgent, SeededAgent];
      await Promise.all([goOnline(goes), goOnline(loses)]);
      const chats = await Promise.all([1, 2, 3].map(() => startChat(desk, channel)));
      await Promise.all([
        deactivate(goes, client),
        update(loses, { grants: [] }, client),
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
    const { workspace, admins } = await premises('Last agent');
    const product = await desk.seed.product(workspace, 'Strict', { onOffline: OnOffline.HAND_BACK });
    const channel = await desk.seed.channel(product);
    const client = await desk.as(admins[0] as SeededAgent);
    for (let round = 0; round < 10; round++) {
      const agent = await desk.seed.agent(workspace, `L${round}`, { grants: [{ product }] });
      const own = await goOnline(agent);
      const chats = await Promise.all([1, 2, 3, 4, 5, 6].map(() => startChat(desk, channel)));
      await done(own, 'changeMyStatus', { status: 'OFFLINE' });
      expect((await rowOf(chats[0] as StartedChat))?.state).toBe('QUEUED');
      await Promise.all([
        deactivate(agent, client),
        ...chats.map(({ customer, conversationId }) => succeed(customer, 'endChat', { conversationId })),
      ]);
      expect(await desk.sql(`select 1 from conversation where state = 'ACTIVE' and agent_id = $1`, [agent.id])).toEqual([]);
    }
  });
});

describe('the list of agents', () => {
  test('is filtered, searched folded, and paged by name', async () => {
    const { desk } = office;
    const { seed } = desk;
    const { product, channel, workspace, admins } = await premises('Listing');
    const client = await desk.as(admins[0] as SeededAgent);
    const app = await seed.channel(product, ChannelType.IN_APP_IOS);
    const ipek = await seed.agent(workspace, 'İpek Şahin', { grants: [{ product, channel }] });
    await seed.agent(workspace, 'Çağla', { grants: [{ product, channel: app }] });
    await seed.agent(workspace, 'Çağla', { grants: [{ product }] });
    const group = await seed.group(workspace, 'Some', [], [ipek]);
    await goOnline(ipek);
    const LIST = `query ($first: Int!, $after: String, $filter: AgentFilter) {
      agents(first: $first, after: $after, filter: $filter) { nodes { name } pageInfo { hasNextPage endCursor } } }`;
    interface Page {
      agents: { nodes: { name: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
    }
    const names = async (filter: object) => (await client.ask<Page>(LIST, { first: 50, filter })).agents.nodes.map(({ name }) => name);
    expect(await names({ search: 'IPEK sahın' })).toEqual(['İpek Şahin']);
    expect(await names({ search: '%' })).toEqual([]);
    expect(await names({ statuses: ['ONLINE', 'BREAK'] })).toEqual(['İpek Şahin']);
    expect(await names({ groupIds: [publicId('group', group)] })).toEqual(['İpek Şahin']);
    expect(await names({ channelIds: [publicId('channel', app)] })).toEqual(['Çağla', 'Çağla']);
    expect(await names({ productId: publicId('product', product) })).toEqual(['Çağla', 'Çağla', 'İpek Şahin']);
    expect(
      await names({ productId: publicId('product', product), statuses: ['OFFLINE'], channelIds: [publicId('channel', channel)] }),
    ).toEqual(['Çağla']);

    const paged: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const { agents }: Page = await client.ask<Page>(LIST, { first: 2, after });
      paged.push(...agents.nodes.map(({ name }) => name));
      after = agents.pageInfo.endCursor;
      more = agents.pageInfo.hasNextPage;
    }
    expect(paged).toEqual(await names({}));
    expect(paged).toHaveLength(5);
    const broken = await client.send(LIST, { first: 2, after: 'bm9wZQ' });
    expect(broken.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect((await client.send(LIST, { first: 101 })).errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});
