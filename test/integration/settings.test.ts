import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ChannelType } from '../../src/entities/enums.js';
import { type AdminOffice, done, fingerprint, mutate, openAdminOffice, publicId, refusals } from '../support/admin-office.js';
import { startChat, succeed } from '../support/chats.js';

let office: AdminOffice;
beforeAll(async () => {
  office = await openAdminOffice();
});
afterAll(() => office.desk.stop());

interface Named {
  id: string;
  name: string;
  archivedAt: string | null;
}

const createProduct = async (name: string): Promise<string> =>
  (await done<{ product: Named }>(office.supervisorClient, 'createProduct', { name }, 'product { id }')).product.id;

interface ChannelFields {
  channel: Named & { key: string; connected: boolean; hasIdentitySecret: boolean; siteAddress: string | null };
}
const CHANNEL = 'channel { id name key connected hasIdentitySecret siteAddress archivedAt }';

const createChannel = async (input: object) =>
  (await done<ChannelFields>(office.supervisorClient, 'createChannel', { productId: publicId('product', office.shoes), ...input }, CHANNEL))
    .channel;

const createTopic = async (name: string, more: object = {}): Promise<string> =>
  (await done<{ topic: Named }>(office.supervisorClient, 'createTopic', { name, ...more }, 'topic { id }')).topic.id;

const chatWith = async (channelKey: string, customer: object = {}): Promise<string[]> => {
  const input = { channelKey, customer: { name: 'Ali', email: 'ali@example.com', ...customer } };
  return refusals(await mutate(office.desk.visitor(), 'startChat', input));
};

describe('products', () => {
  test('are made, renamed and set, each with an event', async () => {
    const { supervisorClient, desk } = office;
    const productId = await createProduct('Bags');
    await done(supervisorClient, 'updateProduct', { productId, name: ' Balya ' });
    const settings = { onOffline: 'HAND_BACK', handBackWhenCustomerWrites: false, handBackWhenDisconnected: false, reactivationHours: 720 };
    const fields = 'product { name onOffline handBackWhenCustomerWrites handBackWhenDisconnected reactivationHours }';
    const { product, cursor } = await done<{ product: object }>(
      supervisorClient,
      'updateProductSettings',
      { productId, ...settings },
      fields,
    );
    expect(product).toEqual({ name: 'Balya', ...settings });
    const partly = await done<{ product: object }>(supervisorClient, 'updateProductSettings', { productId, reactivationHours: 0 }, fields);
    expect(partly.product).toEqual({ name: 'Balya', ...settings, reactivationHours: 0 });
    expect(cursor).toMatch(/^e/);
    const events = await desk.sql(`select type from event where workspace_id = $1 and type = 'settings.changed'`, [office.workspace.id]);
    expect(events).toHaveLength(4);
  });

  test('have names of their own while in use, also when two take one at once', async () => {
    const { supervisorClient } = office;
    const twice = await Promise.all(['Twin', 'TWIN'].map((name) => mutate(supervisorClient, 'createProduct', { name })));
    expect(twice.flatMap(refusals)).toEqual(['NAME_TAKEN input.name']);
    const productId = await createProduct('Once');
    expect(refusals(await mutate(supervisorClient, 'updateProduct', { productId, name: 'twin' }))).toEqual(['NAME_TAKEN input.name']);
    await done(supervisorClient, 'archiveProduct', { productId }, '', 'ProductInput');
    await createProduct('Once');
  });

  test('take their channels out of use with them; archiving twice changes nothing', async () => {
    const { supervisorClient, desk } = office;
    const productId = await createProduct('Closing');
    const channel = await createChannel({ productId, type: 'WEB_CHAT', name: 'Site' });
    expect(await chatWith(channel.key)).toEqual([]);
    await done(supervisorClient, 'archiveProduct', { productId }, '', 'ProductInput');
    expect(await chatWith(channel.key)).toEqual(['CHANNEL_NOT_AVAILABLE input.channelKey']);
    const before = await fingerprint(desk);
    const again = await done<{ product: Named }>(
      supervisorClient,
      'archiveProduct',
      { productId },
      'product { archivedAt }',
      'ProductInput',
    );
    expect(again).toMatchObject({ cursor: null, product: { archivedAt: expect.any(String) } });
    await done(supervisorClient, 'archiveChannel', { channelId: channel.id }, '', 'ChannelInput');
    expect(refusals(await mutate(supervisorClient, 'createChannel', { productId, type: 'WEB_CHAT', name: 'New' }))).toEqual([
      'INVALID_STATE input.productId',
    ]);
    expect(refusals(await mutate(supervisorClient, 'updateProduct', { productId, name: 'New' }))).toEqual([
      'INVALID_STATE input.productId',
    ]);
    expect(refusals(await mutate(supervisorClient, 'updateChannel', { channelId: channel.id, name: 'New' }))).toEqual([
      'INVALID_STATE input.channelId',
    ]);
    expect(await fingerprint(desk)).toEqual(before);
  });
});

describe('channels', () => {
  test('of platforms are not connected yet; each kind has its own detail', async () => {
    const details = {
      WEB_CHAT: 'siteAddress',
      WHATSAPP: 'phoneNumber',
      INSTAGRAM: 'accountName',
      MESSENGER: 'accountName',
      IN_APP_IOS: 'appName',
      IN_APP_ANDROID: 'appName',
    };
    const values = {
      siteAddress: 'https://shoes.example',
      phoneNumber: '+90 212 123 45 67',
      accountName: 'shoes',
      appName: 'example.shoes',
    };
    for (const type of Object.values(ChannelType)) {
      const { connected } = await createChannel({ type, name: `A ${type}`, [details[type]]: values[details[type] as keyof typeof values] });
      expect([type, connected]).toEqual([type, !['WHATSAPP', 'INSTAGRAM', 'MESSENGER'].includes(type)]);
    }
    const productId = publicId('product', office.shoes);
    const refused = async (input: object) =>
      refusals(await mutate(office.supervisorClient, 'createChannel', { productId, name: 'Odd', ...input }));
    expect(await refused({ type: 'WEB_CHAT', phoneNumber: '+902121234567' })).toEqual(['INVALID_INPUT input.phoneNumber']);
    expect(await refused({ type: 'WEB_CHAT', siteAddress: 'javascript:alert(1)' })).toEqual(['INVALID_INPUT input.siteAddress']);
    expect(await refused({ type: 'WHATSAPP', phoneNumber: '0212' })).toEqual(['INVALID_INPUT input.phoneNumber']);
    expect(await refused({ type: 'WHATSAPP', identitySecret: 'x'.repeat(16) })).toEqual(['INVALID_INPUT input.identitySecret']);
    expect(await refused({ type: 'WEB_CHAT', identitySecret: 'short' })).toEqual(['INVALID_INPUT input.identitySecret']);
  });

  test('keep their identity secret sealed, and verify their customers with it until it is cleared', async () => {
    const { supervisorClient, desk } = office;
    const identitySecret = 'a-very-secret-secret';
    const channel = await createChannel({ type: 'WEB_CHAT', name: 'Verified', siteAddress: 'https://v.example', identitySecret });
    expect(channel.hasIdentitySecret).toBe(true);
    const [row] = await desk.sql<{ sealed: string }>('select identity_secret_sealed as sealed from channel where key = $1', [channel.key]);
    expect(Buffer.from(row?.sealed ?? '', 'base64').includes(identitySecret)).toBe(false);
    expect(await chatWith(channel.key)).toEqual(['IDENTITY_REQUIRED input.customer.externalId']);
    const identityHash = createHmac('sha256', identitySecret).update('42').digest('hex');
    expect(await chatWith(channel.key, { externalId: '42', identityHash })).toEqual([]);

    const renamed = await done<ChannelFields>(supervisorClient, 'updateChannel', { channelId: channel.id, name: 'Renamed' }, CHANNEL);
    expect(renamed.channel).toMatchObject({ name: 'Renamed', hasIdentitySecret: true, siteAddress: 'https://v.example', key: channel.key });
    await done(supervisorClient, 'updateChannel', { channelId: channel.id, identitySecret: 'another-secret-secret' });
    expect(await chatWith(channel.key, { externalId: '42', identityHash })).toEqual(['IDENTITY_INVALID input.customer.identityHash']);
    const cleared = await done<ChannelFields>(
      supervisorClient,
      'updateChannel',
      { channelId: channel.id, identitySecret: null, siteAddress: null },
      CHANNEL,
    );
    expect(cleared.channel).toMatchObject({ name: 'Renamed', hasIdentitySecret: false, siteAddress: null });
    expect(await chatWith(channel.key)).toEqual([]);
  });

  test('reach whoever has the whole product at once, open sockets included', async () => {
    const { desk, workspace, shoes } = office;
    const agent = await desk.as(await desk.seed.agent(workspace, 'Wide', { grants: [{ product: shoes }] }));
    const changes = agent.follow<{ conversationChanged: { change: string } }>(
      'subscription { conversationChanged { ... on ConversationChanged { change } } }',
    );
    const channel = await createChannel({ type: 'WEB_CHAT', name: 'Brand new' });
    const heard = changes.next();
    let over = false;
    void heard.finally(() => {
      over = true;
    });
    // The socket learns of it from the log, a moment after the answer.
    while (!over) expect(await chatWith(channel.key)).toEqual([]);
    expect((await heard).conversationChanged.change).toBe('QUEUED');
  });
});

describe('groups', () => {
  test('have channels, and members that are added and removed one by one', async () => {
    const { desk, supervisorClient, workspace, web } = office;
    const agents = await Promise.all(['Zeki', 'Asya'].map((name) => desk.seed.agent(workspace, name)));
    const agentIds = agents.map((agent) => agent.publicId);
    const fields = 'group { id name members { name } channels { id } }';
    const made = await done<{ group: Named }>(
      supervisorClient,
      'createGroup',
      { name: 'Night', channelIds: [publicId('channel', web)] },
      fields,
    );
    expect(made.group).toMatchObject({ name: 'Night', members: [], channels: [{ id: publicId('channel', web) }] });
    const groupId = made.group.id;
    const added = await done(
      supervisorClient,
      'addGroupMembers',
      { groupId, agentIds: [...agentIds, ...agentIds] },
      fields,
      'GroupMembersInput',
    );
    expect(added).toMatchObject({ group: { members: [{ name: 'Asya' }, { name: 'Zeki' }] } });
    expect(await done(supervisorClient, 'addGroupMembers', { groupId, agentIds }, '', 'GroupMembersInput')).toMatchObject({ cursor: null });
    const left = await done(supervisorClient, 'removeGroupMembers', { groupId, agentIds: [agentIds[1]] }, fields, 'GroupMembersInput');
    expect(left).toMatchObject({ group: { members: [{ name: 'Zeki' }] } });
    const emptied = await done(supervisorClient, 'updateGroup', { groupId, name: 'Nights', channelIds: [] }, fields);
    expect(emptied).toMatchObject({ group: { name: 'Nights', channels: [], members: [{ name: 'Zeki' }] } });
    await done(supervisorClient, 'archiveGroup', { groupId }, '', 'GroupInput');
    expect(await done(supervisorClient, 'archiveGroup', { groupId }, '', 'GroupInput')).toMatchObject({ cursor: null });
    expect(refusals(await mutate(supervisorClient, 'addGroupMembers', { groupId, agentIds }, '', 'GroupMembersInput'))).toEqual([
      'INVALID_STATE input.groupId',
    ]);
  });
});

describe('topics', () => {
  test('have two levels; a parent’s products limit its subtopics too; archiving takes the subtopics along', async () => {
    const { desk, supervisorClient, workspace, shoes, web } = office;
    const other = await createProduct('Elsewhere');
    const parentId = await createTopic('Returns', { productIds: [other] });
    const topicId = await createTopic('Too small', { parentId });
    expect(refusals(await mutate(supervisorClient, 'createTopic', { name: 'Deeper', parentId: topicId }))).toEqual([
      'INVALID_STATE input.parentId',
    ]);
    const agent = await desk.seed.agent(workspace, 'Topic', { grants: [{ product: shoes }] });
    const client = await desk.as(agent);
    const chat = await startChat(desk, web);
    await done(client, 'changeMyStatus', { status: 'ONLINE' });
    await succeed(office.supervisorClient, 'assignConversation', { conversationId: chat.conversationId, agentId: agent.publicId });
    const resolve = () => mutate(client, 'resolveConversation', { conversationId: chat.conversationId, topicId });
    expect(refusals(await resolve())).toEqual(['TOPIC_NOT_USABLE input.topicId']);
    const names = async (productId: string) =>
      (
        await supervisorClient.ask<{ topics: Named[] }>('query ($f: TopicFilter) { topics(filter: $f) { name } }', { f: { productId } })
      ).topics.map(({ name }) => name);
    expect(await names(publicId('product', shoes))).toEqual([]);
    expect(await names(other)).toEqual(['Returns', 'Too small']);

    const fields = 'topic { name parent { name } subtopics { name parent { name } } products { name } }';
    const freed = await done(supervisorClient, 'updateTopic', { topicId: parentId, productIds: [] }, fields);
    expect(freed).toMatchObject({ topic: { parent: null, products: [], subtopics: [{ name: 'Too small', parent: { name: 'Returns' } }] } });
    expect(refusals(await resolve())).toEqual([]);
    await done(client, 'changeMyStatus', { status: 'OFFLINE' });

    await done(supervisorClient, 'archiveTopic', { topicId: parentId }, '', 'TopicInput');
    expect(await desk.sql('select 1 from topic where workspace_id = $1 and archived_at is null', [workspace.id])).toEqual([]);
    const all = await supervisorClient.ask<{ topics: Named[] }>('{ topics(filter: { includeArchived: true }) { name } }');
    expect(all.topics.map(({ name }) => name)).toEqual(['Returns', 'Too small']);
    expect(refusals(await mutate(supervisorClient, 'updateTopic', { topicId, name: 'New' }))).toEqual(['INVALID_STATE input.topicId']);
    await createTopic('Returns');
  });

  test('may share a name under different parents, not under one', async () => {
    const [one, two] = [await createTopic('One'), await createTopic('Two')];
    await createTopic('Other', { parentId: one });
    await createTopic('Other', { parentId: two });
    expect(refusals(await mutate(office.supervisorClient, 'createTopic', { name: 'other', parentId: two }))).toEqual([
      'NAME_TAKEN input.name',
    ]);
    expect(refusals(await mutate(office.supervisorClient, 'createTopic', { name: 'ONE' }))).toEqual(['NAME_TAKEN input.name']);
  });
});
