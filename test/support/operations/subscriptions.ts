import { randomUUID } from 'node:crypto';
import { decodeId } from '../../../src/ids.js';
import { startChat, succeed } from '../chats.js';
import { eventually } from '../eventually.js';
import type { Premises } from '../premises.js';
import { active, of, queued, subscription, type Trial, ticketOf } from './operation.js';

/** A chat begun by the customer, with the agent, and a message after that. */
export const chat = async (premises: Premises) => {
  await premises.online('agent');
  const started = await startChat(premises.desk, premises.web);
  const input = { conversationId: started.conversationId, clientMessageId: randomUUID(), text: 'Is anybody there?' };
  const document = 'mutation ($input: SendMessageInput!) { sendMessage(input: $input) { userErrors { code } } }';
  await started.customer.ask(document, { input });
  const [row] = await premises.desk.sql<{ customerId: string }>('select customer_id as "customerId" from conversation where id = $1', [
    started.id,
  ]);
  return { conversationId: started.conversationId, customerId: row?.customerId };
};

/** A chat whose customer changed what they wrote. */
const edited = async (premises: Premises) => {
  const conversation = await active(premises);
  await premises.records.changed(conversation);
  return { conversationId: conversation.publicId, customerId: conversation.customerId };
};

export const SUBSCRIPTIONS: Record<string, Trial> = {
  messageAdded: subscription(
    'subscription ($id: ID!) { messageAdded(conversationId: $id, after: "e0") { ... on MessageAdded { message { conversationId } } } }',
    async (premises) => {
      const { conversationId: id, customerId } = await chat(premises);
      return { variables: { id }, target: id, customerId };
    },
  ),
  messageChanged: subscription(
    'subscription ($id: ID!) { messageChanged(conversationId: $id, after: "e0") { ... on MessageChanged { message { conversationId } } } }',
    async (premises) => {
      const { conversationId: id, customerId } = await edited(premises);
      return { variables: { id }, target: id, customerId };
    },
  ),
  'messageChanged of all': subscription(
    'subscription { messageChanged(after: "e0") { ... on MessageChanged { message { conversationId } } } }',
    async (premises) => {
      const { conversationId: target, customerId } = await edited(premises);
      return { variables: {}, target, customerId };
    },
  ),
  typingChanged: subscription('subscription ($id: ID!) { typingChanged(conversationId: $id) { conversationId } }', async (premises) => {
    const { conversationId: id, customerId } = await chat(premises);
    const { typists } = premises.desk.server.app;
    for (const who of ['customer', 'agent'] as const) {
      await succeed(await premises.as(who, customerId), 'setTyping', { conversationId: id, typing: true });
    }
    await eventually(
      () => typists.at(decodeId('conversation', id) ?? '').length,
      (typing) => typing === 2,
    );
    return { variables: { id }, target: id, customerId };
  }),
  readStateChanged: subscription(
    'subscription ($id: ID!) { readStateChanged(conversationId: $id, after: "e0") { ... on ReadStateChanged { conversation { id } } } }',
    async (premises) => {
      const { conversationId: id, customerId } = await chat(premises);
      await succeed(await premises.as('agent'), 'markRead', { conversationId: id, sequence: 1 });
      return { variables: { id }, target: id, customerId };
    },
  ),
  'readStateChanged of all': subscription(
    'subscription { readStateChanged(after: "e0") { ... on ReadStateChanged { conversation { id } } } }',
    async (premises) => {
      const { conversationId: target, customerId } = await chat(premises);
      await succeed(await premises.as('agent'), 'markRead', { conversationId: target, sequence: 1 });
      return { variables: {}, target, customerId };
    },
  ),
  inboxMessageAdded: subscription(
    'subscription { inboxMessageAdded(after: "e0") { ... on MessageAdded { message { conversationId } } } }',
    async (premises) => {
      const { conversationId: target, customerId } = await chat(premises);
      return { variables: {}, target, customerId };
    },
  ),
  conversationChanged: subscription(
    'subscription ($id: ID!) { conversationChanged(filter: { conversationId: $id }, after: "e0") { ... on ConversationChanged { conversation { id } } } }',
    async (premises) => {
      const { conversationId: id, customerId } = await chat(premises);
      return { variables: { id }, target: id, customerId };
    },
  ),
  ticketChanged: subscription(
    'subscription ($id: ID!) { ticketChanged(filter: { ticketId: $id }, after: "e0") { ... on TicketChanged { change ticket { id } } } }',
    async (premises) => {
      const { ticketId: id, customerId } = await ticketOf(premises);
      await succeed(await premises.as('agent'), 'addTicketNote', { ticketId: id, text: 'Called the carrier.' });
      return { variables: { id }, target: id, customerId };
    },
  ),
  agentChanged: subscription(
    'subscription ($ids: [ID!]) { agentChanged(filter: { agentIds: $ids }, after: "e0") { ... on AgentChanged { agent { id } } } }',
    async (premises) => {
      const { customerId } = await chat(premises);
      const target = premises.people.agent.publicId;
      return { variables: { ids: [target] }, target, customerId };
    },
  ),
  agentStatusChanged: subscription('subscription ($id: ID!) { agentStatusChanged(conversationId: $id) { name } }', async (premises) => {
    const { conversationId: id, customerId } = await chat(premises);
    return { variables: { id }, target: premises.people.agent.name, customerId };
  }),
  channelAvailabilityChanged: subscription(
    'subscription ($key: String!) { channelAvailabilityChanged(channelKey: $key) { channelKey } }',
    async ({ web }) => ({ variables: { key: web.key }, target: web.key }),
  ),
  queueSizeChanged: subscription('subscription ($ids: [ID!]) { queueSizeChanged(filter: { channelIds: $ids }) }', async (premises) => {
    await queued(premises);
    return { variables: { ids: [of(premises).channelId] } };
  }),
  agentCountsChanged: subscription(
    'subscription ($ids: [ID!]) { agentCountsChanged(filter: { channelIds: $ids }) { online offline } }',
    async (premises) => ({ variables: { ids: [of(premises).channelId] } }),
  ),
};
