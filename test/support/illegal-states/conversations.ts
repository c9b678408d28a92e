import { randomUUID } from 'node:crypto';
import { ChannelType } from '../../../src/entities/enums.js';
import { decodeId, encodeId } from '../../../src/ids.js';
import type { Premises } from '../premises.js';
import { type ConversationOptions, Records } from '../records.js';
import { type Illegal, illegal } from './case.js';

const HOUR = 3_600_000;

const conversation = async (premises: Premises, options: Partial<ConversationOptions> & Pick<ConversationOptions, 'state'>) => {
  const { people, topic, records } = premises;
  const agent = options.state === 'QUEUED' || options.state === 'ABANDONED' ? undefined : people.agent;
  const { publicId } = await records.conversation({ agent, topic: options.state === 'RESOLVED' ? topic : undefined, ...options });
  return { conversationId: publicId };
};
const topicId = ({ topic }: Premises): string => encodeId('topic', topic.id);
const archivedTopic = async ({ desk, workspace }: Premises): Promise<string> => {
  const topic = await desk.seed.topic(workspace, `Old ${randomUUID()}`);
  await desk.sql('update topic set archived_at = now() where id = $1', [topic.id]);
  return encodeId('topic', topic.id);
};
const otherProductsTopic = async ({ desk, workspace }: Premises): Promise<string> => {
  const bags = await desk.seed.product(workspace, `Bags ${randomUUID()}`);
  return encodeId('topic', (await desk.seed.topic(workspace, `Handles ${randomUUID()}`, [bags])).id);
};
/** On a platform's channel, long after the customer's last message. */
const lateOnWhatsApp = async ({ desk, product, people }: Premises): Promise<{ conversationId: string }> => {
  const channel = await desk.seed.channel(product, ChannelType.WHATSAPP, { name: `WhatsApp ${randomUUID()}` });
  const { id, publicId } = await new Records(desk, channel).conversation({ state: 'ACTIVE', agent: people.agent });
  await desk.sql('update conversation set last_customer_message_at = $2 where id = $1', [id, new Date(Date.now() - 200 * HOUR)]);
  return { conversationId: publicId };
};
const message = () => ({ clientMessageId: randomUUID(), text: 'Merhaba' });
const full = async (premises: Premises, name: 'agent' | 'colleague'): Promise<void> => {
  await conversation(premises, { state: 'ACTIVE', agent: premises.people[name] });
  await premises.desk.sql('update agent set capacity = 1 where id = $1', [premises.people[name].id]);
};
const colleague = ({ people }: Premises) => ({ agentId: people.colleague.publicId });
const late = async (premises: Premises) => {
  const { id, publicId } = await premises.records.conversation({ state: 'RESOLVED', agent: premises.people.agent, topic: premises.topic });
  await premises.desk.sql('update conversation set last_customer_message_at = $2 where id = $1', [id, new Date(Date.now() - 48 * HOUR)]);
  return { conversationId: publicId };
};
const withAnotherOpen = async ({ records, people, topic }: Premises) => {
  const { publicId, customerId } = await records.conversation({ state: 'RESOLVED', agent: people.agent, topic });
  await records.conversation({ state: 'ACTIVE', agent: people.colleague, customerId });
  return { conversationId: publicId };
};
const ticket = async (premises: Premises) => {
  const { records, people, topic } = premises;
  return {
    ticketId: await records.ticket(await records.conversation({ state: 'RESOLVED', agent: people.agent, topic }), people.agent, topic),
  };
};
const delivery = async ({ records, people }: Premises, state: string, holder: 'agent' | 'colleague' = 'agent'): Promise<string> =>
  records.delivery(await records.conversation({ state: 'ACTIVE', agent: people[holder] }), people.agent, state);
const email = 'ali@example.com';

/** What is sent, and what is prepared for being sent, is refused alike. */
const toBeSent = (what: () => object): Illegal => [
  illegal('it waits', 'INVALID_STATE input.conversationId', async (p) => ({
    ...(await conversation(p, { state: 'QUEUED' })),
    ...what(),
  })),
  illegal('it is resolved', 'INVALID_STATE input.conversationId', async (p) => ({
    ...(await conversation(p, { state: 'RESOLVED' })),
    ...what(),
  })),
  illegal('its customer has ended it', 'CONVERSATION_ENDED input.conversationId', async (p) => ({
    ...(await conversation(p, { state: 'ACTIVE', ended: true })),
    ...what(),
  })),
  illegal('a colleague has it', 'NOT_ASSIGNED_TO_YOU input.conversationId', async (p) => ({
    ...(await conversation(p, { state: 'ACTIVE', agent: p.people.colleague })),
    ...what(),
  })),
  illegal('the platform takes no more', 'REPLY_WINDOW_CLOSED input.conversationId', async (p) => ({
    ...(await lateOnWhatsApp(p)),
    ...what(),
  })),
];

export const CONVERSATIONS: Record<string, Illegal> = {
  sendMessage: toBeSent(message),
  requestUpload: toBeSent(() => ({ name: 'foto.png', size: 2_000 })),
  retryMessage: [
    illegal('it was sent', 'INVALID_STATE input.messageId', async (p) => ({ messageId: await delivery(p, 'SENT') })),
    illegal('a colleague has its conversation', 'NOT_ASSIGNED_TO_YOU input.messageId', async (p) => ({
      messageId: await delivery(p, 'FAILED', 'colleague'),
    })),
    illegal('the customer never wrote, so that nothing may be answered', 'REPLY_WINDOW_CLOSED input.messageId', async (p) => {
      const messageId = await delivery(p, 'FAILED');
      await p.desk.sql(
        'update conversation set last_customer_message_at = null where id = (select conversation_id from message where id = $1)',
        [decodeId('message', messageId)],
      );
      return { messageId };
    }),
  ],
  setTyping: [
    illegal('it waits', 'INVALID_STATE input.conversationId', async (p) => ({
      ...(await conversation(p, { state: 'QUEUED' })),
      typing: true,
    })),
    illegal('it is resolved', 'INVALID_STATE input.conversationId', async (p) => ({
      ...(await conversation(p, { state: 'RESOLVED' })),
      typing: true,
    })),
    illegal('its customer has ended it', 'CONVERSATION_ENDED input.conversationId', async (p) => ({
      ...(await conversation(p, { state: 'ACTIVE', ended: true })),
      typing: true,
    })),
    illegal('a colleague has it', 'NOT_ASSIGNED_TO_YOU input.conversationId', async (p) => ({
      ...(await conversation(p, { state: 'ACTIVE', agent: p.people.colleague })),
      typing: false,
    })),
  ],
  markRead: [
    illegal('it waits', 'NOT_ASSIGNED_TO_YOU input.conversationId', async (p) => ({
      ...(await conversation(p, { state: 'QUEUED' })),
      sequence: 1,
    })),
    illegal('a colleague has it', 'NOT_ASSIGNED_TO_YOU input.conversationId', async (p) => ({
      ...(await conversation(p, { state: 'ACTIVE', agent: p.people.colleague })),
      sequence: 1,
    })),
    illegal('there is no such message yet', 'INVALID_INPUT input.sequence', async (p) => ({
      ...(await conversation(p, { state: 'ACTIVE' })),
      sequence: 2,
    })),
  ],
  markDelivered: [
    illegal('it waits', 'NOT_ASSIGNED_TO_YOU input.conversationId', async (p) => ({
      ...(await conversation(p, { state: 'QUEUED' })),
      sequence: 1,
    })),
    illegal('a colleague has it', 'NOT_ASSIGNED_TO_YOU input.conversationId', async (p) => ({
      ...(await conversation(p, { state: 'ACTIVE', agent: p.people.colleague })),
      sequence: 1,
    })),
    illegal('there is no such message yet', 'INVALID_INPUT input.sequence', async (p) => ({
      ...(await conversation(p, { state: 'ACTIVE' })),
      sequence: 2,
    })),
  ],
  leaveEmail: [
    {
      when: 'an agent has it',
      expected: 'INVALID_STATE input.conversationId',
      as: 'customer',
      prepare: async ({ records, people }) => {
        const { publicId: conversationId, customerId } = await records.conversation({ state: 'ACTIVE', agent: people.agent });
        return { input: { conversationId, email, ...message() }, customerId };
      },
    },
    {
      when: 'it has a ticket already, with another address',
      expected: 'ALREADY_CONVERTED input.email',
      as: 'customer',
      prepare: async ({ records, people, topic }) => {
        const conversation = await records.conversation({ state: 'RESOLVED', agent: people.agent, topic });
        await records.ticket(conversation, people.agent, topic);
        const { publicId: conversationId, customerId } = conversation;
        return { input: { conversationId, email: 'other@example.com', ...message() }, customerId };
      },
    },
    illegal('no such channel is in use', 'CHANNEL_NOT_AVAILABLE input.channelKey', () => ({
      channelKey: 'unknown',
      name: 'Zeynep',
      email,
      ...message(),
    })),
    illegal('neither a conversation nor a channel is named', 'INVALID_INPUT input.conversationId', () => ({ email, ...message() })),
    illegal('a visitor has no name', 'INVALID_INPUT input.name', ({ web }) => ({ channelKey: web.key, email, ...message() })),
  ],
  endChat: [
    {
      when: 'it is resolved',
      expected: 'ALREADY_RESOLVED input.conversationId',
      prepare: async ({ records, people, topic }) => {
        const { publicId, customerId } = await records.conversation({ state: 'RESOLVED', agent: people.agent, topic });
        return { input: { conversationId: publicId }, customerId };
      },
    },
  ],
  addNote: 'a note may be added in any state',
  setConversationTopic: [
    illegal('it is resolved', 'ALREADY_RESOLVED input.conversationId', async (p) => ({
      ...(await conversation(p, { state: 'RESOLVED' })),
      topicId: topicId(p),
    })),
    illegal('it was abandoned', 'INVALID_STATE input.conversationId', async (p) => ({
      ...(await conversation(p, { state: 'ABANDONED' })),
      topicId: topicId(p),
    })),
    illegal('the topic is archived', 'TOPIC_NOT_USABLE input.topicId', async (p) => ({
      ...(await conversation(p, { state: 'ACTIVE' })),
      topicId: await archivedTopic(p),
    })),
    illegal('the topic serves another product', 'TOPIC_NOT_USABLE input.topicId', async (p) => ({
      ...(await conversation(p, { state: 'ACTIVE' })),
      topicId: await otherProductsTopic(p),
    })),
  ],
  resolveConversation: [
    illegal('it has no topic', 'TOPIC_REQUIRED input.topicId', (p) => conversation(p, { state: 'ACTIVE' })),
    illegal('it is resolved', 'ALREADY_RESOLVED input.conversationId', (p) => conversation(p, { state: 'RESOLVED' })),
    illegal('it waits', 'INVALID_STATE input.conversationId', async (p) => ({
      ...(await conversation(p, { state: 'QUEUED' })),
      topicId: topicId(p),
    })),
    illegal('it was abandoned', 'INVALID_STATE input.conversationId', async (p) => ({
      ...(await conversation(p, { state: 'ABANDONED' })),
      topicId: topicId(p),
    })),
    illegal('the topic is archived', 'TOPIC_NOT_USABLE input.topicId', async (p) => ({
      ...(await conversation(p, { state: 'ACTIVE' })),
      topicId: await archivedTopic(p),
    })),
  ],
  assignConversation: [
    illegal('it is resolved', 'INVALID_STATE input.conversationId', async (p) => ({
      ...(await conversation(p, { state: 'RESOLVED' })),
      ...colleague(p),
    })),
    illegal('the colleague is Offline', 'AGENT_NOT_ONLINE input.agentId', async (p) => ({
      ...(await conversation(p, { state: 'ACTIVE' })),
      ...colleague(p),
    })),
    illegal('the colleague is Online, but gone', 'AGENT_NOT_CONNECTED input.agentId', async (p) => {
      await p.online('colleague');
      await p.desk.sql('update agent set connected = false where id = $1', [p.people.colleague.id]);
      return { ...(await conversation(p, { state: 'ACTIVE' })), ...colleague(p) };
    }),
    illegal('the colleague is at capacity', 'AT_CAPACITY input.agentId', async (p) => {
      const input = { ...(await conversation(p, { state: 'ACTIVE' })), ...colleague(p) };
      await full(p, 'colleague');
      await p.online('colleague');
      return input;
    }),
    {
      when: 'the agent has no grant for it',
      expected: 'AGENT_NOT_AUTHORISED input.agentId',
      as: 'supervisor',
      prepare: async (p) => {
        await p.online('noGrant');
        return { input: { ...(await conversation(p, { state: 'ACTIVE' })), agentId: p.people.noGrant.publicId } };
      },
    },
  ],
  reactivateConversation: [
    illegal('it is active', 'INVALID_STATE input.conversationId', (p) => conversation(p, { state: 'ACTIVE' })),
    illegal('too much time has passed', 'REACTIVATION_WINDOW_CLOSED input.conversationId', late),
    illegal('the customer has another', 'OPEN_CONVERSATION_EXISTS input.conversationId', withAnotherOpen),
    illegal('the agent is Offline', 'AGENT_NOT_ONLINE input.conversationId', (p) => conversation(p, { state: 'RESOLVED' })),
    illegal('the agent is at capacity', 'AT_CAPACITY input.conversationId', async (p) => {
      await full(p, 'agent');
      await p.online('agent');
      return conversation(p, { state: 'RESOLVED' });
    }),
  ],
  convertToTicket: [
    illegal('it waits', 'INVALID_STATE input.conversationId', async (p) => ({ ...(await conversation(p, { state: 'QUEUED' })), email })),
    illegal('it is active without a topic', 'TOPIC_REQUIRED input.topicId', async (p) => ({
      ...(await conversation(p, { state: 'ACTIVE' })),
      email,
    })),
    illegal('it was abandoned and has no topic', 'TOPIC_REQUIRED input.topicId', async (p) => ({
      ...(await conversation(p, { state: 'ABANDONED' })),
      email,
    })),
    illegal('it was resolved with another topic', 'INVALID_INPUT input.topicId', async (p) => ({
      ...(await conversation(p, { state: 'RESOLVED' })),
      email,
      topicId: await otherProductsTopic(p),
    })),
    illegal('it has a ticket to another address', 'ALREADY_CONVERTED input.email', async (p) => {
      const { records, people, topic } = p;
      const archived = await records.conversation({ state: 'RESOLVED', agent: people.agent, topic });
      await records.ticket(archived, people.agent, topic, { email: 'before@example.com' });
      return { conversationId: archived.publicId, email };
    }),
  ],
  changeTicketStatus: [
    illegal('the status comes by itself', 'INVALID_INPUT input.status', async (p) => ({ ...(await ticket(p)), status: 'REOPENED' })),
    illegal('what a customer left has no topic yet', 'TOPIC_REQUIRED input.topicId', async (p) => {
      const { ticketId } = await ticket(p);
      await p.desk.sql('update ticket set topic_id = null where id = $1', [decodeId('ticket', ticketId)]);
      return { ticketId, status: 'RESOLVED' };
    }),
    illegal('the topic is another product’s', 'TOPIC_NOT_USABLE input.topicId', async (p) => ({
      ...(await ticket(p)),
      status: 'WAITING',
      topicId: await otherProductsTopic(p),
    })),
  ],
  replyToTicket: 'a ticket takes replies in any state',
  updateTicket: [
    illegal('the topic is archived', 'TOPIC_NOT_USABLE input.topicId', async (p) => ({
      ...(await ticket(p)),
      topicId: await archivedTopic(p),
    })),
    illegal('the topic serves another product', 'TOPIC_NOT_USABLE input.topicId', async (p) => ({
      ...(await ticket(p)),
      topicId: await otherProductsTopic(p),
    })),
  ],
  assignTicket: [
    illegal('the agent has no grant for it', 'AGENT_NOT_AUTHORISED input.agentId', async (p) => ({
      ...(await ticket(p)),
      agentId: p.people.noGrant.publicId,
    })),
  ],
  addTicketNote: 'a ticket takes notes in any state',
  changeMyStatus: 'one’s own status may always be changed',
  changeAgentStatus: [illegal('the agent is Offline', 'AGENT_OFFLINE input.agentId', (p) => ({ ...colleague(p), status: 'BREAK' }))],
};
