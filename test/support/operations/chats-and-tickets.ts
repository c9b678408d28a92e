import { createHmac, randomUUID } from 'node:crypto';
import { hashPassword } from '../../../src/auth/passwords.js';
import { ChannelType } from '../../../src/entities/enums.js';
import type { Premises } from '../premises.js';
import { active, mutation, of, PASSWORD, person, queued, resolved, type Trial, ticketOf, unique } from './operation.js';

/** On a conversation that the agent has. */
const onActive = (more: (premises: Premises) => object = () => ({})): Trial =>
  mutation(async (premises) => {
    const { publicId: conversationId, customerId } = await active(premises);
    return { input: { conversationId, ...more(premises) }, customerId };
  });

const onTicket = (more: object): Trial =>
  mutation(async (premises) => {
    const { ticketId, customerId } = await ticketOf(premises);
    return { input: { ticketId, ...more }, customerId };
  });

const ATTRIBUTES = [{ key: 'plan', value: 'gold' }];
const DEVICE = { installation: 'phone-1', osName: 'iOS', osVersion: '26.1', model: 'iPhone 17', appVersion: '7.4.0' };

const start = (premises: Premises): object => ({
  channelKey: premises.web.key,
  customer: { name: 'Zeynep', email: 'zeynep@example.com', attributes: ATTRIBUTES },
  device: DEVICE,
  language: 'tr',
  text: 'Merhaba',
  clientMessageId: randomUUID(),
});
/** What vouches for a customer, on a channel of their own that has a secret. */
const vouched = async ({ desk, product }: Premises): Promise<object> => {
  const identitySecretSealed = desk.server.app.secretBox.seal('a secret of the company');
  const { key } = await desk.seed.channel(product, ChannelType.IN_APP_IOS, { name: unique('Verified'), identitySecretSealed });
  const hmac = (text: string) => createHmac('sha256', 'a secret of the company').update(text).digest('hex');
  const proofs = { externalId: 'z-1', identityHash: hmac('z-1'), attributes: ATTRIBUTES, attributesHash: hmac('z-1\0plan\0gold') };
  return { channelKey: key, ...proofs, device: DEVICE, name: 'Zeynep', email: 'zeynep@example.com', language: 'tr' };
};
const START = 'mutation ($input: StartChatInput!) { startChat(input: $input) { refreshToken } }';
const INVITE = 'mutation ($input: InviteAgentInput!) { inviteAgent(input: $input) { invitationToken } }';

/** Sessions, chats, conversations, tickets, one's status. */
export const CHATS_AND_TICKETS: Record<string, Trial> = {
  signIn: mutation(async ({ desk, workspace }) => {
    const { email } = await desk.seed.agent(workspace, 'Can', { passwordHash: await hashPassword(PASSWORD) });
    return { input: { email, password: PASSWORD } };
  }),
  refreshSession: mutation(async (premises) => {
    const { startChat } = await premises.desk.visitor().ask<{ startChat: { refreshToken: string } }>(START, { input: start(premises) });
    return { input: { refreshToken: startChat.refreshToken } };
  }),
  signInCustomer: mutation(async (premises) => ({ input: await vouched(premises) })),
  signOut: mutation(async () => ({})),
  acceptInvitation: mutation(async (premises) => {
    const supervisor = await premises.as('supervisor');
    const { inviteAgent } = await supervisor.ask<{ inviteAgent: { invitationToken: string } }>(INVITE, { input: person() });
    return { input: { token: inviteAgent.invitationToken, password: PASSWORD } };
  }),
  startChat: mutation(async (premises) => ({ input: start(premises) })),
  'leaveEmail on a channel': mutation(async (premises) => ({
    input: {
      ...{ channelKey: premises.web.key, name: 'Zeynep', email: 'zeynep@example.com', externalId: 'z-1', identityHash: 'none' },
      ...{ language: 'tr', text: 'Please write to me', clientMessageId: randomUUID() },
    },
  })),
  'leaveEmail from the queue': mutation(async (premises) => {
    const { publicId: conversationId, customerId } = await queued(premises);
    return { input: { conversationId, email: 'zeynep@example.com', text: 'Please write', clientMessageId: randomUUID() }, customerId };
  }),
  sendMessage: onActive(() => ({ clientMessageId: randomUUID(), text: 'Merhaba' })),
  requestUpload: onActive(() => ({ name: 'foto.png', size: 2_000 })),
  retryMessage: mutation(async (premises) => {
    const conversation = await active(premises);
    const { customerId } = conversation;
    return { input: { messageId: await premises.records.delivery(conversation, premises.people.agent) }, customerId };
  }),
  setTyping: onActive(() => ({ typing: true })),
  markRead: onActive(() => ({ sequence: 1 })),
  markDelivered: onActive(() => ({ sequence: 1 })),
  endChat: onActive(),
  addNote: onActive(() => ({ text: 'Looks like the carrier' })),
  setConversationTopic: onActive((premises) => ({ topicId: of(premises).topicId })),
  resolveConversation: onActive((premises) => ({ topicId: of(premises).topicId })),
  'assignConversation of an active one': mutation(async (premises) => {
    const { publicId: conversationId, customerId } = await active(premises);
    await premises.online('colleague');
    return { input: { conversationId, agentId: premises.people.colleague.publicId }, customerId };
  }),
  'assignConversation of a waiting one': mutation(async (premises) => {
    const { publicId: conversationId, customerId } = await queued(premises);
    await premises.online('colleague');
    return { input: { conversationId, agentId: premises.people.colleague.publicId }, customerId };
  }),
  reactivateConversation: mutation(async (premises) => {
    const { publicId: conversationId, customerId } = await resolved(premises);
    await premises.online('agent', 'colleague', 'supervisor');
    return { input: { conversationId }, customerId };
  }),
  'convertToTicket of an active one': onActive((premises) => ({
    email: 'ali@example.com',
    topicId: of(premises).topicId,
    subject: 'Parcel',
    note: 'Promised for Friday',
  })),
  'convertToTicket from the archive': mutation(async (premises) => {
    const { publicId: conversationId, customerId } = await resolved(premises);
    return { input: { conversationId, email: 'ali@example.com' }, customerId };
  }),
  changeTicketStatus: onTicket({ status: 'WAITING' }),
  replyToTicket: onTicket({ text: 'We looked into it.', clientMessageId: 'reply-1' }),
  updateTicket: mutation(async (premises) => {
    const { ticketId, customerId } = await ticketOf(premises);
    const changes = { subject: 'Where is it?', priority: 'HIGH', type: 'PROBLEM', topicId: of(premises).topicId, tags: ['Kargo'] };
    return { input: { ticketId, ...changes }, customerId };
  }),
  assignTicket: mutation(async (premises) => {
    const { ticketId, customerId } = await ticketOf(premises);
    return { input: { ticketId, agentId: premises.people.colleague.publicId }, customerId };
  }),
  addTicketNote: onTicket({ text: 'Called the carrier.' }),
  changeMyStatus: mutation(async () => ({ input: { status: 'BREAK' } })),
  changeAgentStatus: mutation(async (premises) => {
    await premises.online('colleague');
    return { input: { agentId: premises.people.colleague.publicId, status: 'BREAK' } };
  }),
};
