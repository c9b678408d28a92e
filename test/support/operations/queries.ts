import { encodeId } from '../../../src/ids.js';
import type { Premises } from '../premises.js';
import { active, of, query, queued, resolved, type Trial, ticketOf } from './operation.js';
import { chat } from './subscriptions.js';

const showing = (document: string, of: (premises: Premises) => Promise<{ id: string; customerId?: string }>): Trial =>
  query(document, async (premises) => {
    const { id, customerId } = await of(premises);
    return { variables: { id }, target: id, customerId };
  });
const listing = (document: string, target: (premises: Premises) => string): Trial =>
  query(document, async (premises) => ({ variables: {}, target: target(premises) }));

const NODE = 'query ($id: ID!) { node(id: $id) { __typename id } }';
const node = (of: (premises: Premises) => Promise<string> | string): Trial =>
  showing(NODE, async (premises) => ({ id: await of(premises) }));

export const QUERIES: Record<string, Trial> = {
  events: showing(
    'query ($id: ID!) { events(first: 100, filter: { conversationId: $id }) { events { conversation { id } } } }',
    async (premises) => {
      const { conversationId: id, customerId } = await chat(premises);
      return { id, customerId };
    },
  ),
  viewer: query('{ viewer { __typename } }', async () => ({ variables: {}, target: 'Viewer' })),
  channelAvailability: query('query ($key: String!) { channelAvailability(channelKey: $key) { channelKey } }', async ({ web }) => ({
    variables: { key: web.key },
    target: web.key,
  })),
  myConversations: query('{ myConversations { id } }', async (premises) => {
    const { publicId: target, customerId } = await active(premises);
    return { variables: {}, target, customerId };
  }),
  conversation: showing('query ($id: ID!) { conversation(id: $id) { id } }', async (premises) => {
    const { publicId: id, customerId } = await active(premises);
    return { id, customerId };
  }),
  ticket: showing('query ($id: ID!) { ticket(id: $id) { id } }', async (premises) => {
    const { ticketId: id, customerId } = await ticketOf(premises);
    return { id, customerId };
  }),
  'node of a conversation': node(async (premises) => (await active(premises)).publicId),
  'node of a message': node(async (premises) => encodeId('message', (await active(premises)).messageId)),
  'node of a note': node(async (premises) => premises.records.note(await active(premises), premises.people.agent)),
  'node of a customer': node(async (premises) => encodeId('customer', (await active(premises)).customerId)),
  'node of a ticket': node(async (premises) => (await ticketOf(premises)).ticketId),
  'node of an agent': node(({ people }) => people.agent.publicId),
  'node of a product': node((premises) => of(premises).productId),
  'node of a channel': node((premises) => of(premises).channelId),
  'node of a group': node((premises) => of(premises).groupId),
  'node of a topic': node((premises) => of(premises).topicId),
  nodes: query('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', async (premises) => {
    const { publicId: target, customerId } = await active(premises);
    return { variables: { ids: [target] }, target, customerId };
  }),
  products: listing('{ products { id } }', (premises) => of(premises).productId),
  channels: listing('{ channels { id } }', (premises) => of(premises).channelId),
  groups: listing('{ groups { id } }', (premises) => of(premises).groupId),
  languageRules: query('{ languageRules { id } }', async (premises) => ({ variables: {}, target: await premises.languageRule() })),
  topics: listing('{ topics { id } }', (premises) => of(premises).topicId),
  agents: listing('{ agents(first: 100) { nodes { id } } }', ({ people }) => people.agent.publicId),
  tickets: query('{ tickets(first: 100) { nodes { id } } }', async (premises) => ({
    variables: {},
    target: (await ticketOf(premises)).ticketId,
  })),
  assignableAgents: query('query ($id: ID!) { assignableAgents(conversationId: $id) { agent { id } } }', async (premises) => {
    const { publicId: id, customerId } = await active(premises);
    await premises.online('colleague');
    return { variables: { id }, target: premises.people.colleague.publicId, customerId };
  }),
  activeConversations: query('{ activeConversations(first: 100) { nodes { id } } }', async (premises) => ({
    variables: {},
    target: (await active(premises)).publicId,
  })),
  queue: query('{ queue(first: 100) { nodes { id } } }', async (premises) => ({
    variables: {},
    target: (await queued(premises)).publicId,
  })),
  queueSize: query('query ($ids: [ID!]) { queueSize(filter: { channelIds: $ids }) }', async (premises) => {
    await queued(premises);
    return { variables: { ids: [of(premises).channelId] } };
  }),
  agentCounts: query('query ($ids: [ID!]) { agentCounts(filter: { channelIds: $ids }) { online offline } }', async (premises) => ({
    variables: { ids: [of(premises).channelId] },
  })),
  archive: query('{ archive(first: 100) { nodes { id } } }', async (premises) => ({
    variables: {},
    target: (await resolved(premises)).publicId,
  })),
};
