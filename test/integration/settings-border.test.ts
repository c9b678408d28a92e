import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ChannelType } from '../../src/entities/enums.js';
import { type AdminOffice, fingerprint, mutate, openAdminOffice, publicId, refusals } from '../support/admin-office.js';

let office: AdminOffice;
beforeAll(async () => {
  office = await openAdminOffice();
});
afterAll(() => office.desk.stop());

describe('what an agent sees', () => {
  test('ends at what is granted, in lists and in fields of fields', async () => {
    const { desk } = office;
    const { seed } = desk;
    const workspace = await seed.workspace('Border');
    const [seen, unseen] = [await seed.product(workspace, 'Seen'), await seed.product(workspace, 'Unseen')];
    const web = await seed.channel(seen, ChannelType.WEB_CHAT, { name: 'Web' });
    const app = await seed.channel(seen, ChannelType.IN_APP_IOS, { name: 'App' });
    const hidden = await seed.channel(unseen, ChannelType.WEB_CHAT, { name: 'Hidden' });
    const viewer = await seed.agent(workspace, 'Viewer', { grants: [{ product: seen, channel: web }] });
    const colleague = await seed.agent(workspace, 'Colleague', { grants: [{ product: seen }, { product: unseen }] });
    const stranger = await seed.agent(workspace, 'Stranger', { grants: [{ product: seen, channel: app }] });
    await seed.group(workspace, 'Mixed', [web, app, hidden], [viewer, colleague, stranger]);
    await seed.group(workspace, 'Theirs', [hidden], [colleague]);
    const everywhere = await seed.topic(workspace, 'Everywhere');
    await seed.topic(workspace, 'Below', [unseen], everywhere);
    await seed.topic(workspace, 'Both', [seen, unseen]);
    await seed.topic(workspace, 'Theirs', [unseen]);
    const client = await desk.as(viewer);
    const answer = await client.ask(`{
      products { name channels { name product { name } } }
      channels { name }
      groups { name channels { name } members { name } }
      topics { name subtopics { name } products { name } }
      agents(first: 10) { nodes { name grants { product { name } channel { name } } groups { name } } }
    }`);
    expect(answer).toEqual({
      products: [{ name: 'Seen', channels: [{ name: 'Web', product: { name: 'Seen' } }] }],
      channels: [{ name: 'Web' }],
      groups: [{ name: 'Mixed', channels: [{ name: 'Web' }], members: [{ name: 'Colleague' }, { name: 'Viewer' }] }],
      topics: [
        { name: 'Both', subtopics: [], products: [{ name: 'Seen' }] },
        { name: 'Everywhere', subtopics: [], products: [] },
      ],
      agents: {
        nodes: [
          { name: 'Colleague', grants: [{ product: { name: 'Seen' }, channel: null }], groups: [{ name: 'Mixed' }] },
          { name: 'Viewer', grants: [{ product: { name: 'Seen' }, channel: { name: 'Web' } }], groups: [{ name: 'Mixed' }] },
        ],
      },
    });
    const filtered = await client.ask(
      `query ($unseen: ID!) { channels(filter: { productId: $unseen }) { name } topics(filter: { productId: $unseen }) { name }
        agents(first: 10, filter: { productId: $unseen }) { nodes { name } } }`,
      { unseen: publicId('product', unseen) },
    );
    expect(filtered).toEqual({ channels: [], topics: [], agents: { nodes: [] } });
  });
});

describe('refused alike, with the path, and nothing changed', () => {
  const unknown = (kind: 'product' | 'channel' | 'group' | 'topic' | 'agent') =>
    publicId(kind, { id: '01900000-0000-7000-8000-000000000000' });
  const own = () => publicId('product', office.shoes);
  const alien = () => publicId('product', office.foreign.product);

  test.each<[string, string, () => object, string]>([
    ['createProduct', '', () => ({ name: '   ' }), 'INVALID_INPUT input.name'],
    ['createProduct', '', () => ({ name: 'x'.repeat(121) }), 'INVALID_INPUT input.name'],
    ['updateProduct', '', () => ({ productId: alien(), name: 'x' }), 'NOT_FOUND input.productId'],
    ['updateProduct', '', () => ({ productId: unknown('product'), name: 'x' }), 'NOT_FOUND input.productId'],
    ['updateProduct', '', () => ({ productId: unknown('topic'), name: 'x' }), 'INVALID_ID input.productId'],
    ['updateProductSettings', '', () => ({ productId: alien() }), 'NOT_FOUND input.productId'],
    ['updateProductSettings', '', () => ({ productId: own(), reactivationHours: 721 }), 'INVALID_INPUT input.reactivationHours'],
    ['archiveProduct', 'ProductInput', () => ({ productId: alien() }), 'NOT_FOUND input.productId'],
    ['createChannel', '', () => ({ productId: alien(), type: 'WEB_CHAT', name: 'x' }), 'NOT_FOUND input.productId'],
    ['createChannel', '', () => ({ productId: own(), type: 'WEB_CHAT', name: '' }), 'INVALID_INPUT input.name'],
    ['updateChannel', '', () => ({ channelId: publicId('channel', office.foreign.channel), name: 'x' }), 'NOT_FOUND input.channelId'],
    ['updateChannel', '', () => ({ channelId: own(), name: 'x' }), 'INVALID_ID input.channelId'],
    ['archiveChannel', 'ChannelInput', () => ({ channelId: unknown('channel') }), 'NOT_FOUND input.channelId'],
    [
      'createGroup',
      '',
      () => ({ name: 'x', channelIds: [publicId('channel', office.web), publicId('channel', office.foreign.channel)] }),
      'NOT_FOUND input.channelIds.1',
    ],
    ['createGroup', '', () => ({ name: '' }), 'INVALID_INPUT input.name'],
    ['updateGroup', '', () => ({ groupId: unknown('group'), name: 'x' }), 'NOT_FOUND input.groupId'],
    ['archiveGroup', 'GroupInput', () => ({ groupId: unknown('group') }), 'NOT_FOUND input.groupId'],
    [
      'addGroupMembers',
      'GroupMembersInput',
      () => ({ groupId: unknown('group'), agentIds: [office.supervisor.publicId] }),
      'NOT_FOUND input.groupId',
    ],
    ['removeGroupMembers', 'GroupMembersInput', () => ({ groupId: unknown('group'), agentIds: [] }), 'INVALID_INPUT input.agentIds'],
    ['createTopic', '', () => ({ name: 'x', parentId: unknown('topic') }), 'NOT_FOUND input.parentId'],
    ['createTopic', '', () => ({ name: 'x', productIds: [own(), alien()] }), 'NOT_FOUND input.productIds.1'],
    ['updateTopic', '', () => ({ topicId: unknown('topic'), name: 'x' }), 'NOT_FOUND input.topicId'],
    ['archiveTopic', 'TopicInput', () => ({ topicId: unknown('topic') }), 'NOT_FOUND input.topicId'],
  ])('%s %s', async (mutation, inputType, input, refusal) => {
    const before = await fingerprint(office.desk);
    expect(refusals(await mutate(office.supervisorClient, mutation, input(), '', inputType || undefined))).toEqual([refusal]);
    expect(await fingerprint(office.desk)).toEqual(before);
  });

  test('a group takes no agent of another workspace', async () => {
    const group = await office.desk.seed.group(office.workspace, 'Closed', [], []);
    const before = await fingerprint(office.desk);
    const agentIds = [office.supervisor.publicId, office.foreign.agent.publicId];
    const refused = await mutate(
      office.supervisorClient,
      'addGroupMembers',
      { groupId: publicId('group', group), agentIds },
      '',
      'GroupMembersInput',
    );
    expect(refusals(refused)).toEqual(['NOT_FOUND input.agentIds.1']);
    expect(await fingerprint(office.desk)).toEqual(before);
  });
});
