import { randomUUID } from 'node:crypto';
import type { Topic } from '../../src/entities/topic.js';
import { encodeId } from '../../src/ids.js';
import type { Client, Followed } from './client.js';
import type { Desk } from './desk.js';
import { type Done, perform } from './perform.js';
import type { SeededAgent } from './seed.js';
import {
  AGENT,
  AGENT_CHANGED,
  type AgentChangedSeen,
  type AgentSeen,
  BESIDE,
  type BesideSeen,
  CONVERSATION,
  CONVERSATION_CHANGED,
  COUNTS,
  type ConversationChangedSeen,
  type ConversationSeen,
  type CountsSeen,
  MESSAGE_ADDED,
  type MessageAddedSeen,
  type MessageSeen,
  READ_STATE,
  type ReadStateSeen,
  TICKS,
  type TicksSeen,
  TYPING,
  type TypingSeen,
} from './views.js';

/** Whatever stands for a conversation: a customer who is in it, or what somebody saw of it. */
export type Chat = { conversationId: string } | { id: string };

const idOf = (chat: Chat): string => ('conversationId' in chat ? chat.conversationId : chat.id);

type WithConversation = Done<{ conversation: ConversationSeen }>;

/** An agent, a supervisor or an administrator, through the public API. */
export class AgentAtWork {
  private constructor(
    private readonly desk: Desk,
    readonly seeded: SeededAgent,
    public client: Client,
  ) {}

  static async signedIn(desk: Desk, seeded: SeededAgent): Promise<AgentAtWork> {
    return new AgentAtWork(desk, seeded, await desk.as(seeded));
  }

  /** The typed id. */
  get id(): string {
    return this.seeded.publicId;
  }

  get name(): string {
    return this.seeded.name;
  }

  /** A new session, as after signing in anew. */
  async signsInAgain(): Promise<void> {
    this.client = await this.desk.as(this.seeded);
  }

  goes(status: string): Promise<Done<{ agent: AgentSeen }>> {
    return perform(this.client, 'changeMyStatus', { status }, `agent { ${AGENT} }`);
  }

  goesOnline(): Promise<Done<{ agent: AgentSeen }>> {
    return this.goes('ONLINE');
  }

  goesOffline(): Promise<Done<{ agent: AgentSeen }>> {
    return this.goes('OFFLINE');
  }

  setsStatusOf(agent: AgentAtWork, status: string): Promise<Done<{ agent: AgentSeen }>> {
    return perform(this.client, 'changeAgentStatus', { agentId: agent.id, status }, `agent { ${AGENT} }`);
  }

  changes(agent: AgentAtWork, changes: object): Promise<Done<{ agent: AgentSeen }>> {
    return perform(this.client, 'updateAgent', { agentId: agent.id, ...changes }, `agent { ${AGENT} }`);
  }

  async deactivates(agent: AgentAtWork): Promise<void> {
    await perform(this.client, 'deactivateAgent', { agentId: agent.id });
  }

  writes(chat: Chat, text: string, clientMessageId: string = randomUUID()): Promise<Done<{ message: MessageSeen }>> {
    const input = { conversationId: idOf(chat), clientMessageId, text };
    return perform(this.client, 'sendMessage', input, 'message { id conversationId sequence senderKind text sentAt clientMessageId }');
  }

  /** Everything up to a message. */
  reads(chat: Chat, sequence: number): Promise<Done<{ conversation: { unreadCount: number } }>> {
    return perform(this.client, 'markRead', { conversationId: idOf(chat), sequence }, 'conversation { unreadCount }');
  }

  gets(chat: Chat, sequence: number): Promise<Done<{ conversation: { unreadCount: number } }>> {
    return perform(this.client, 'markDelivered', { conversationId: idOf(chat), sequence }, 'conversation { unreadCount }');
  }

  async ticks(chat: Chat): Promise<TicksSeen[]> {
    const document = `query ($id: ID!) { conversation(id: $id) { messages(first: 100) { nodes { ${TICKS} } } } }`;
    const { conversation } = await this.client.ask<{ conversation: { messages: { nodes: TicksSeen[] } } }>(document, { id: idOf(chat) });
    return conversation.messages.nodes;
  }

  followsReceipts(chat: Chat | null = null, after: string | null = null): Followed<{ readStateChanged: ReadStateSeen }> {
    const document = `subscription ($id: ID, $after: Cursor) { readStateChanged(conversationId: $id, after: $after) { ${READ_STATE} } }`;
    return this.client.follow(document, { id: chat && idOf(chat), after });
  }

  types(chat: Chat, typing = true): Promise<Done<object>> {
    return perform(this.client, 'setTyping', { conversationId: idOf(chat), typing });
  }

  followsTyping(chat: Chat): Followed<{ typingChanged: TypingSeen }> {
    return this.client.follow(`subscription ($id: ID!) { typingChanged(conversationId: $id) { ${TYPING} } }`, { id: idOf(chat) });
  }

  async looksBeside(chat: Chat): Promise<BesideSeen | null> {
    const document = `query ($id: ID!) { conversation(id: $id) { generalInformation { ${BESIDE} } } }`;
    const { conversation } = await this.client.ask<{ conversation: { generalInformation: BesideSeen } | null }>(document, {
      id: idOf(chat),
    });
    return conversation?.generalInformation ?? null;
  }

  notes(chat: Chat, text: string): Promise<Done<{ note: { id: string } }>> {
    return perform(this.client, 'addNote', { conversationId: idOf(chat), text }, 'note { id }');
  }

  choosesTopic(chat: Chat, topic: Topic): Promise<WithConversation> {
    return this.handles('setConversationTopic', chat, { topicId: encodeId('topic', topic.id) });
  }

  resolves(chat: Chat, topic?: Topic): Promise<WithConversation> {
    return this.handles('resolveConversation', chat, { topicId: topic && encodeId('topic', topic.id) });
  }

  handsOver(chat: Chat, to: AgentAtWork): Promise<WithConversation> {
    return this.handles('assignConversation', chat, { agentId: to.id });
  }

  reactivates(chat: Chat): Promise<WithConversation> {
    return this.handles('reactivateConversation', chat);
  }

  converts(
    chat: Chat,
    email: string,
    more: object = {},
  ): Promise<WithConversation & { ticket: { id: string; number: number; status: string } }> {
    const input = { conversationId: idOf(chat), email, ...more };
    return perform(this.client, 'convertToTicket', input, `conversation { ${CONVERSATION} } ticket { id number status }`);
  }

  private handles(mutation: string, chat: Chat, more: object = {}): Promise<WithConversation> {
    return perform(this.client, mutation, { conversationId: idOf(chat), ...more }, `conversation { ${CONVERSATION} }`);
  }

  async looksAt(chat: Chat): Promise<ConversationSeen> {
    const seen = await this.finds(chat);
    if (!seen) throw new Error(`${this.name} does not see ${idOf(chat)}`);
    return seen;
  }

  /** The same, or null where there is nothing for this agent to see. */
  async finds(chat: Chat): Promise<ConversationSeen | null> {
    const document = `query ($id: ID!) { conversation(id: $id) { ${CONVERSATION} } }`;
    return (await this.client.ask<{ conversation: ConversationSeen | null }>(document, { id: idOf(chat) })).conversation;
  }

  async looksAtSelf(): Promise<AgentSeen> {
    const document = `{ viewer { ... on AgentViewer { agent { ${AGENT} } } } }`;
    return (await this.client.ask<{ viewer: { agent: AgentSeen } }>(document)).viewer.agent;
  }

  /** Which conversations stand in the active list, by their customers, the newest chat first. */
  async activeList(filter: object | null = null): Promise<string[]> {
    const document = `query ($filter: ActiveConversationsFilter) {
      activeConversations(filter: $filter, first: 100) { nodes { customer { name } } } }`;
    return this.customersIn('activeConversations', document, { filter });
  }

  /** Who stands in the archive under a filter. */
  async archived(filter: object | null = null): Promise<string[]> {
    const document = 'query ($filter: ArchiveFilter) { archive(filter: $filter, first: 100) { nodes { customer { name } } } }';
    return this.customersIn('archive', document, { filter });
  }

  private async customersIn(root: string, document: string, variables: object): Promise<string[]> {
    const answer = await this.client.ask<Record<string, { nodes: ConversationSeen[] }>>(document, { ...variables });
    return (answer[root]?.nodes ?? []).map(({ customer }) => customer.name);
  }

  followsMessages(chat: Chat, after: string | null = null): Followed<{ messageAdded: MessageAddedSeen }> {
    const document = `subscription ($id: ID!, $after: Cursor) { messageAdded(conversationId: $id, after: $after) { ${MESSAGE_ADDED} } }`;
    return this.client.follow(document, { id: idOf(chat), after });
  }

  followsInbox(after: string | null = null): Followed<{ inboxMessageAdded: MessageAddedSeen }> {
    return this.client.follow(`subscription ($after: Cursor) { inboxMessageAdded(after: $after) { ${MESSAGE_ADDED} } }`, { after });
  }

  followsConversations(
    filter: object | null = null,
    after: string | null = null,
  ): Followed<{ conversationChanged: ConversationChangedSeen }> {
    const document = `subscription ($filter: ConversationChangedFilter, $after: Cursor) {
      conversationChanged(filter: $filter, after: $after) { ${CONVERSATION_CHANGED} } }`;
    return this.client.follow(document, { filter, after });
  }

  followsAgents(filter: object | null = null, after: string | null = null): Followed<{ agentChanged: AgentChangedSeen }> {
    const document = `subscription ($filter: AgentChangedFilter, $after: Cursor) { agentChanged(filter: $filter, after: $after) { ${AGENT_CHANGED} } }`;
    return this.client.follow(document, { filter, after });
  }

  followsQueueSize(filter: object | null = null): Followed<{ queueSizeChanged: number }> {
    return this.client.follow('subscription ($filter: ChannelFilter) { queueSizeChanged(filter: $filter) }', { filter });
  }

  followsCounts(filter: object | null = null): Followed<{ agentCountsChanged: CountsSeen }> {
    return this.client.follow(`subscription ($filter: ChannelFilter) { agentCountsChanged(filter: $filter) { ${COUNTS} } }`, {
      filter,
    });
  }
}
