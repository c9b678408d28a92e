import { randomUUID } from 'node:crypto';
import { ChannelType } from '../../../src/entities/enums.js';
import { encodeId } from '../../../src/ids.js';
import type { Premises } from '../premises.js';
import { mutation, of, PASSWORD, person, type Trial, unique } from './operation.js';

const freshAgent = (premises: Premises) => premises.desk.seed.agent(premises.workspace, unique('Deniz'));
const freshProduct = (premises: Premises) => premises.desk.seed.product(premises.workspace, unique('Bags'));
const freshChannel = (premises: Premises) => premises.desk.seed.channel(premises.product, ChannelType.WEB_CHAT, { name: unique('Chat') });
const freshGroup = (premises: Premises) => premises.desk.seed.group(premises.workspace, unique('Group'), [], []);
const freshTopic = (premises: Premises) => premises.desk.seed.topic(premises.workspace, unique('Returns'));

/** What supervisors set up. */
export const SETTINGS: Record<string, Trial> = {
  inviteAgent: mutation(async (premises) => {
    const { productId, channelId, groupId } = of(premises);
    const rest = { grants: [{ productId, channelId }], groupIds: [groupId], capacity: 5, languages: ['tr'], password: PASSWORD };
    return { input: { ...person(), ...rest } };
  }),
  updateAgent: mutation(async (premises) => {
    const { productId, channelId } = of(premises);
    const agentId = (await freshAgent(premises)).publicId;
    return { input: { agentId, name: 'Deniz Su', capacity: 5, languages: ['tr'], grants: [{ productId, channelId }] } };
  }),
  deactivateAgent: mutation(async (premises) => ({ input: { agentId: (await freshAgent(premises)).publicId } })),
  createProduct: mutation(async () => ({ input: { name: unique('Hats') } })),
  updateProduct: mutation(async (premises) => ({
    input: { productId: encodeId('product', (await freshProduct(premises)).id), name: unique('Hats') },
  })),
  updateProductSettings: mutation(async (premises) => ({
    input: { productId: encodeId('product', (await freshProduct(premises)).id), reactivationHours: 48 },
  })),
  archiveProduct: mutation(async (premises) => ({ input: { productId: encodeId('product', (await freshProduct(premises)).id) } })),
  createChannel: mutation(async (premises) => {
    const { productId } = of(premises);
    return {
      input: { productId, type: 'WEB_CHAT', name: unique('Chat'), siteAddress: 'https://shop.example.com', identitySecret: randomUUID() },
    };
  }),
  updateChannel: mutation(async (premises) => ({
    input: {
      channelId: encodeId('channel', (await freshChannel(premises)).id),
      name: unique('Chat'),
      siteAddress: 'https://shop.example.com',
      identitySecret: randomUUID(),
    },
  })),
  archiveChannel: mutation(async (premises) => ({ input: { channelId: encodeId('channel', (await freshChannel(premises)).id) } })),
  createGroup: mutation(async (premises) => ({ input: { name: unique('Group'), channelIds: [of(premises).channelId] } })),
  updateGroup: mutation(async (premises) => ({
    input: { groupId: encodeId('group', (await freshGroup(premises)).id), name: unique('Group'), channelIds: [of(premises).channelId] },
  })),
  archiveGroup: mutation(async (premises) => ({ input: { groupId: encodeId('group', (await freshGroup(premises)).id) } })),
  addGroupMembers: mutation(async (premises) => ({
    input: { groupId: encodeId('group', (await freshGroup(premises)).id), agentIds: [premises.people.colleague.publicId] },
  })),
  removeGroupMembers: mutation(async (premises) => ({
    input: { groupId: encodeId('group', (await freshGroup(premises)).id), agentIds: [premises.people.colleague.publicId] },
  })),
  createTopic: mutation(async (premises) => ({
    input: { name: unique('Late'), parentId: of(premises).topicId, productIds: [of(premises).productId] },
  })),
  updateTopic: mutation(async (premises) => ({
    input: { topicId: encodeId('topic', (await freshTopic(premises)).id), name: unique('Late'), productIds: [of(premises).productId] },
  })),
  setLanguageRule: mutation(async (premises) => {
    const { channelId, groupId, productId } = of(premises);
    return { input: { productId, channelId, groupId, language: 'tr' } };
  }),
  removeLanguageRule: mutation(async (premises) => ({ input: { languageRuleId: await premises.languageRule() } })),
  archiveTopic: mutation(async (premises) => ({ input: { topicId: encodeId('topic', (await freshTopic(premises)).id) } })),
};
