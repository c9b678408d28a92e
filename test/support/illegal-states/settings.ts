import { randomUUID } from 'node:crypto';
import { Role } from '../../../src/entities/enums.js';
import { encodeId, type IdKind } from '../../../src/ids.js';
import type { Premises } from '../premises.js';
import { type Illegal, illegal } from './case.js';

const named = (word: string): string => `${word} ${randomUUID()}`;
const archive = async ({ desk }: Premises, table: string, kind: IdKind, { id }: { id: string }): Promise<string> => {
  await desk.sql(`update ${table} set archived_at = now() where id = $1`, [id]);
  return encodeId(kind, id);
};
const product = ({ desk, workspace }: Premises) => desk.seed.product(workspace, named('Bags'));
const channel = ({ desk, product }: Premises) => desk.seed.channel(product, undefined, { name: named('Chat') });
const group = ({ desk, workspace }: Premises) => desk.seed.group(workspace, named('Group'), [], []);
const topic = ({ desk, workspace }: Premises) => desk.seed.topic(workspace, named('Returns'));
const oldProduct = async (p: Premises) => ({ productId: await archive(p, 'product', 'product', await product(p)) });
const oldChannel = async (p: Premises) => ({ channelId: await archive(p, 'channel', 'channel', await channel(p)) });
const oldGroup = async (p: Premises) => ({ groupId: await archive(p, 'agent_group', 'group', await group(p)) });
const oldTopic = async (p: Premises) => ({ topicId: await archive(p, 'topic', 'topic', await topic(p)) });
const productId = (p: Premises): string => encodeId('product', p.product.id);
const agentIds = ({ people }: Premises): string[] => [people.agent.publicId];
const person = () => ({ name: 'Deniz', email: `${randomUUID()}@example.com` });
const administrator = async ({ desk, workspace }: Premises) => ({
  agentId: (await desk.seed.agent(workspace, 'Ada', { role: Role.ADMINISTRATOR })).publicId,
});
const deactivated = async ({ desk, workspace }: Premises): Promise<string> => {
  const { id, publicId } = await desk.seed.agent(workspace, 'Gone');
  await desk.sql('update agent set deactivated_at = now() where id = $1', [id]);
  return publicId;
};
const accepted = async ({ desk, workspace }: Premises) => ({
  agentId: (await desk.seed.agent(workspace, 'Can', { passwordHash: 'unusable' })).publicId,
});
const NEVER = 'archiving twice changes nothing, and is no refusal';
const SHOES = { name: 'SHOES' };

export const SETTINGS: Record<string, Illegal> = {
  inviteAgent: [
    illegal('the address is taken', 'EMAIL_TAKEN input.email', ({ people }) => ({
      name: 'Deniz',
      email: people.agent.email.toUpperCase(),
    })),
    illegal('the role is above the supervisor’s', 'ROLE_NOT_ALLOWED input.role', () => ({ ...person(), role: 'ADMINISTRATOR' })),
    illegal('a group is archived', 'INVALID_STATE input.groupIds.0', async (p) => ({
      ...person(),
      groupIds: [(await oldGroup(p)).groupId],
    })),
    illegal('the channel is another product’s', 'NOT_FOUND input.grants.0.channelId', async (p) => ({
      ...person(),
      grants: [{ productId: encodeId('product', (await product(p)).id), channelId: encodeId('channel', p.web.id) }],
    })),
  ],
  updateAgent: [
    illegal('they were deactivated', 'INVALID_STATE input.agentId', async (p) => ({ agentId: await deactivated(p), capacity: 3 })),
    illegal('they are an administrator', 'ROLE_NOT_ALLOWED input.agentId', async (p) => ({ ...(await administrator(p)), capacity: 3 })),
    illegal('the role is above the supervisor’s', 'ROLE_NOT_ALLOWED input.role', async (p) => ({
      ...(await accepted(p)),
      role: 'ADMINISTRATOR',
    })),
    illegal('they have accepted', 'INVALID_STATE input.renewInvitation', async (p) => ({ ...(await accepted(p)), renewInvitation: true })),
  ],
  deactivateAgent: [illegal('they are an administrator', 'ROLE_NOT_ALLOWED input.agentId', administrator)],
  createProduct: [illegal('the name is taken', 'NAME_TAKEN input.name', () => SHOES)],
  updateProduct: [
    illegal('the name is taken', 'NAME_TAKEN input.name', async (p) => ({
      productId: encodeId('product', (await product(p)).id),
      ...SHOES,
    })),
    illegal('it is archived', 'INVALID_STATE input.productId', async (p) => ({ ...(await oldProduct(p)), name: named('Hats') })),
  ],
  updateProductSettings: [
    illegal('it is archived', 'INVALID_STATE input.productId', async (p) => ({ ...(await oldProduct(p)), reactivationHours: 1 })),
  ],
  archiveProduct: NEVER,
  createChannel: [
    illegal('the product is archived', 'INVALID_STATE input.productId', async (p) => ({
      ...(await oldProduct(p)),
      type: 'WEB_CHAT',
      name: named('Chat'),
    })),
    illegal('the name is taken', 'NAME_TAKEN input.name', (p) => ({ productId: productId(p), type: 'WEB_CHAT', name: p.web.name })),
    illegal('the detail is another type’s', 'INVALID_INPUT input.phoneNumber', (p) => ({
      productId: productId(p),
      type: 'WEB_CHAT',
      name: named('Chat'),
      phoneNumber: '+902121234567',
    })),
    illegal('a platform’s channel has no secret', 'INVALID_INPUT input.identitySecret', (p) => ({
      productId: productId(p),
      type: 'WHATSAPP',
      name: named('Chat'),
      identitySecret: randomUUID(),
    })),
  ],
  updateChannel: [
    illegal('it is archived', 'INVALID_STATE input.channelId', async (p) => ({ ...(await oldChannel(p)), name: named('Chat') })),
    illegal('the name is taken', 'NAME_TAKEN input.name', async (p) => ({
      channelId: encodeId('channel', (await channel(p)).id),
      name: p.web.name,
    })),
    illegal('the detail is another type’s', 'INVALID_INPUT input.appName', async (p) => ({
      channelId: encodeId('channel', (await channel(p)).id),
      appName: 'com.example',
    })),
  ],
  archiveChannel: NEVER,
  createGroup: [illegal('the name is taken', 'NAME_TAKEN input.name', ({ group }) => ({ name: group.name }))],
  updateGroup: [
    illegal('it is archived', 'INVALID_STATE input.groupId', async (p) => ({ ...(await oldGroup(p)), name: named('Group') })),
    illegal('the name is taken', 'NAME_TAKEN input.name', async (p) => ({
      groupId: encodeId('group', (await group(p)).id),
      name: p.group.name,
    })),
  ],
  archiveGroup: NEVER,
  addGroupMembers: [
    illegal('it is archived', 'INVALID_STATE input.groupId', async (p) => ({ ...(await oldGroup(p)), agentIds: agentIds(p) })),
    illegal('an agent was deactivated', 'NOT_FOUND input.agentIds.1', async (p) => ({
      groupId: encodeId('group', p.group.id),
      agentIds: [...agentIds(p), await deactivated(p)],
    })),
    illegal('nobody is named', 'INVALID_INPUT input.agentIds', (p) => ({ groupId: encodeId('group', p.group.id), agentIds: [] })),
  ],
  removeGroupMembers: [
    illegal('it is archived', 'INVALID_STATE input.groupId', async (p) => ({ ...(await oldGroup(p)), agentIds: agentIds(p) })),
    illegal('nobody is named', 'INVALID_INPUT input.agentIds', (p) => ({ groupId: encodeId('group', p.group.id), agentIds: [] })),
  ],
  createTopic: [
    illegal('the name is taken', 'NAME_TAKEN input.name', ({ topic }) => ({ name: topic.name })),
    illegal('the parent is archived', 'INVALID_STATE input.parentId', async (p) => ({
      name: named('Late'),
      parentId: (await oldTopic(p)).topicId,
    })),
    illegal('the parent is a subtopic', 'INVALID_STATE input.parentId', async (p) => {
      const subtopic = await p.desk.seed.topic(p.workspace, named('Sub'), [], p.topic);
      return { name: named('Late'), parentId: encodeId('topic', subtopic.id) };
    }),
  ],
  updateTopic: [
    illegal('it is archived', 'INVALID_STATE input.topicId', async (p) => ({ ...(await oldTopic(p)), name: named('Late') })),
    illegal('the name is taken', 'NAME_TAKEN input.name', async (p) => ({
      topicId: encodeId('topic', (await topic(p)).id),
      name: p.topic.name,
    })),
  ],
  archiveTopic: NEVER,
  setLanguageRule: [
    illegal('the product is archived', 'INVALID_STATE input.productId', async (p) => ({
      ...(await oldProduct(p)),
      language: 'tr',
      agentId: p.people.agent.publicId,
    })),
    illegal('the channel is another product’s', 'NOT_FOUND input.channelId', async (p) => ({
      productId: encodeId('product', (await product(p)).id),
      channelId: encodeId('channel', p.web.id),
      language: 'tr',
      agentId: p.people.agent.publicId,
    })),
    illegal('the channel is archived', 'INVALID_STATE input.channelId', async (p) => ({
      productId: productId(p),
      ...(await oldChannel(p)),
      language: 'tr',
      agentId: p.people.agent.publicId,
    })),
    illegal('the group is archived', 'INVALID_STATE input.groupId', async (p) => ({
      productId: productId(p),
      ...(await oldGroup(p)),
      language: 'tr',
    })),
    illegal('the agent was deactivated', 'NOT_FOUND input.agentId', async (p) => ({
      productId: productId(p),
      language: 'tr',
      agentId: await deactivated(p),
    })),
    illegal('an agent and a group are named', 'INVALID_INPUT input.agentId', (p) => ({
      productId: productId(p),
      language: 'tr',
      agentId: p.people.agent.publicId,
      groupId: encodeId('group', p.group.id),
    })),
    illegal('nobody is named', 'INVALID_INPUT input.agentId', (p) => ({ productId: productId(p), language: 'tr' })),
  ],
  removeLanguageRule: 'a rule has no states: there is one, or NOT_FOUND',
};
