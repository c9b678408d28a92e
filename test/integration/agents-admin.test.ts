import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ChannelType, Role } from '../../src/entities/enums.js';
import {
  type AdminOffice,
  deactivate,
  done,
  fingerprint,
  goOnline,
  mutate,
  openAdminOffice,
  premises,
  publicId,
  refusals,
  update,
} from '../support/admin-office.js';

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
  ])('with something wrong is refused and changes nothing (%#)', async (input, refusal) => {
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
    expect(refusals(await update(supervisorClient, administrator, { name: 'Me' }))).toEqual(['ROLE_NOT_ALLOWED input.agentId']);
    expect(refusals(await update(supervisorClient, supervisor, { role: 'ADMINISTRATOR' }))).toEqual(['ROLE_NOT_ALLOWED input.role']);
    expect(refusals(await deactivate(supervisorClient, administrator))).toEqual(['ROLE_NOT_ALLOWED input.agentId']);
    expect(refusals(await update(office.administratorClient, office.foreign.agent, { name: 'x' }))).toEqual(['NOT_FOUND input.agentId']);
    expect(refusals(await deactivate(office.administratorClient, office.foreign.agent))).toEqual(['NOT_FOUND input.agentId']);
    expect(await fingerprint(desk)).toEqual(before);
    expect(
      await update(office.administratorClient, agent, { role: 'ADMINISTRATOR', name: 'Risen', capacity: 5, languages: ['tr'] }),
    ).toMatchObject({
      agent: { name: 'Risen', role: 'ADMINISTRATOR', capacity: 5, languages: ['tr'] },
      userErrors: [],
    });
    expect(refusals(await update(office.administratorClient, agent, { role: 'AGENT' }))).toEqual([]);
  });

  test('never leave the workspace without one who can sign in', async () => {
    const { desk, workspace, administrator } = office;
    await desk.seed.agent(workspace, 'Invited', { role: Role.ADMINISTRATOR });
    const before = await fingerprint(desk);
    expect(refusals(await deactivate(office.administratorClient, administrator))).toEqual(['LAST_ADMINISTRATOR input.agentId']);
    expect(refusals(await update(office.administratorClient, administrator, { role: 'SUPERVISOR' }))).toEqual([
      'LAST_ADMINISTRATOR input.role',
    ]);
    expect(await fingerprint(desk)).toEqual(before);
  });

  test('cannot take each other away at once, by whichever way', async () => {
    for (let round = 0; round < 8; round++) {
      const { workspace, admins, client: first } = await premises(office.desk, `Duel ${round}`);
      const [one, two] = admins;
      const second = await office.desk.as(two);
      // By whoever loses the race the other's answer may also be that the session has ended.
      await Promise.allSettled([deactivate(first, two), round % 2 ? deactivate(second, one) : update(second, one, { role: 'AGENT' })]);
      const left = await office.desk.sql(
        `select 1 from agent where workspace_id = $1 and role = 'ADMINISTRATOR' and deactivated_at is null`,
        [workspace.id],
      );
      expect(left).toHaveLength(1);
    }
  });
});

describe('the list of agents', () => {
  test('is filtered, searched folded, and paged by name', async () => {
    const { desk } = office;
    const { seed } = desk;
    const { product, channel, workspace, client } = await premises(office.desk, 'Listing');
    const app = await seed.channel(product, ChannelType.IN_APP_IOS);
    const ipek = await seed.agent(workspace, 'İpek Şahin', { grants: [{ product, channel }] });
    await seed.agent(workspace, 'Çağla', { grants: [{ product, channel: app }] });
    await seed.agent(workspace, 'Çağla', { grants: [{ product }] });
    const group = await seed.group(workspace, 'Some', [], [ipek]);
    await goOnline(office.desk, ipek);
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
