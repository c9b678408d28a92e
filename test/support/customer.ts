import { randomUUID } from 'node:crypto';
import type { Channel } from '../../src/entities/channel.js';
import { decodeId } from '../../src/ids.js';
import type { Client, Followed } from './client.js';
import type { Desk } from './desk.js';
import { type Done, perform } from './perform.js';
import {
  CONVERSATION_CHANGED,
  type ConversationChangedSeen,
  MESSAGE_ADDED,
  type MessageAddedSeen,
  type MessageSeen,
  OWN_CONVERSATION,
  type OwnConversationSeen,
  READ_STATE,
  type ReadStateSeen,
  TICKS,
  type TicksSeen,
  TYPING,
  type TypingSeen,
} from './views.js';

interface Tokens {
  accessToken: string;
  refreshToken: string;
}

export interface Told {
  externalId?: string;
  identityHash?: string;
  attributes?: { key: string; value: string }[];
  attributesHash?: string;
  device?: { installation: string; osName?: string; osVersion?: string; model?: string; appVersion?: string };
}

export interface ChatOptions extends Told {
  clientMessageId?: string;
  language?: string;
  email?: string;
}

/** A customer at a widget or in an app, through the public API. */
export class Customer {
  client: Client;
  /** The conversation they are in, once a chat has begun. */
  conversationId = '';
  refreshToken = '';

  constructor(
    private readonly desk: Desk,
    private readonly channel: Pick<Channel, 'key'>,
    readonly name: string,
  ) {
    this.client = desk.visitor();
  }

  /** The plain UUID of the conversation, for SQL. */
  get conversationUuid(): string {
    return decodeId('conversation', this.conversationId) ?? '';
  }

  /** Begins a chat, or goes on with the open one when they have a token already. */
  async startsChat(
    text: string | null = null,
    { externalId, identityHash, attributes, attributesHash, email, ...rest }: ChatOptions = {},
  ): Promise<OwnConversationSeen> {
    const customer = {
      name: this.name,
      email: email ?? `${this.name.toLowerCase().replace(/[^a-z0-9]/g, '')}@example.com`,
      externalId,
      identityHash,
      attributes,
      attributesHash,
    };
    const selection = `conversation { ${OWN_CONVERSATION} } accessToken refreshToken`;
    const input = { channelKey: this.channel.key, customer, text, ...rest };
    const { conversation, ...tokens } = await perform<Tokens & { conversation: OwnConversationSeen }>(
      this.client,
      'startChat',
      input,
      selection,
    );
    this.holds(tokens);
    this.conversationId = conversation.id;
    return conversation;
  }

  /** Silently, as an app does when it starts; with what the company's server vouches for. */
  async signsIn(told: Told & { email?: string; language?: string; name?: string } = {}): Promise<OwnConversationSeen | null> {
    const selection = `customer { name email } conversation { ${OWN_CONVERSATION} } accessToken refreshToken`;
    const input = { channelKey: this.channel.key, name: this.name, ...told };
    const { conversation, ...tokens } = await perform<Tokens & { conversation: OwnConversationSeen | null }>(
      this.client,
      'signInCustomer',
      input,
      selection,
    );
    this.holds(tokens);
    if (conversation) this.conversationId = conversation.id;
    return conversation;
  }

  /** Writes into the conversation; when the message began or reopened another one, they are in that from now on. */
  async writes(text: string, clientMessageId: string = randomUUID()): Promise<MessageSeen & { cursor: string }> {
    const input = { conversationId: this.conversationId, clientMessageId, text };
    const selection = 'message { id conversationId sequence senderKind text sentAt clientMessageId }';
    const { message, cursor } = await perform<{ message: MessageSeen }>(this.client, 'sendMessage', input, selection);
    this.conversationId = message.conversationId;
    return { ...message, cursor: cursor ?? '' };
  }

  /** Everything up to a message. */
  reads(sequence: number): Promise<Done<{ conversation: { unreadCount: number } }>> {
    const input = { conversationId: this.conversationId, sequence };
    return perform(this.client, 'markRead', input, 'conversation { unreadCount }');
  }

  gets(sequence: number): Promise<Done<{ conversation: { unreadCount: number } }>> {
    const input = { conversationId: this.conversationId, sequence };
    return perform(this.client, 'markDelivered', input, 'conversation { unreadCount }');
  }

  async ticks(): Promise<TicksSeen[]> {
    const document = `{ myConversations { id messages(first: 100) { nodes { ${TICKS} } } } }`;
    const { myConversations } = await this.client.ask<{ myConversations: { id: string; messages: { nodes: TicksSeen[] } }[] }>(document);
    return myConversations.find(({ id }) => id === this.conversationId)?.messages.nodes ?? [];
  }

  async unread(): Promise<number> {
    const { myConversations } = await this.client.ask<{ myConversations: { id: string; unreadCount: number }[] }>(
      '{ myConversations { id unreadCount } }',
    );
    return myConversations.find(({ id }) => id === this.conversationId)?.unreadCount ?? -1;
  }

  followsReceipts(conversationId: string | null = null, after: string | null = null): Followed<{ readStateChanged: ReadStateSeen }> {
    const document = `subscription ($id: ID, $after: Cursor) { readStateChanged(conversationId: $id, after: $after) { ${READ_STATE} } }`;
    return this.client.follow(document, { id: conversationId, after });
  }

  types(typing = true): Promise<Done<object>> {
    return perform(this.client, 'setTyping', { conversationId: this.conversationId, typing });
  }

  followsTyping(conversationId = this.conversationId): Followed<{ typingChanged: TypingSeen }> {
    return this.client.follow(`subscription ($id: ID!) { typingChanged(conversationId: $id) { ${TYPING} } }`, { id: conversationId });
  }

  async ends(): Promise<OwnConversationSeen> {
    const input = { conversationId: this.conversationId };
    return (await perform<{ conversation: OwnConversationSeen }>(this.client, 'endChat', input, `conversation { ${OWN_CONVERSATION} }`))
      .conversation;
  }

  /** Their own conversations, the newest first. */
  async looks(): Promise<OwnConversationSeen[]> {
    const answer = await this.client.ask<{ myConversations: OwnConversationSeen[] }>(`{ myConversations { ${OWN_CONVERSATION} } }`);
    return answer.myConversations;
  }

  /** The conversation they are in. */
  async looksAtChat(): Promise<OwnConversationSeen> {
    const found = (await this.looks()).find(({ id }) => id === this.conversationId);
    if (!found) throw new Error(`${this.name} does not see ${this.conversationId}`);
    return found;
  }

  /** After a reload, or when the access token has ended: the next pair of tokens, and new connections. */
  async comesBack(): Promise<void> {
    const selection = 'accessToken refreshToken';
    this.holds(await perform<Tokens>(this.desk.visitor(), 'refreshSession', { refreshToken: this.refreshToken }, selection));
  }

  /** Closes what is open, as a lost connection does; `comesBack` opens another. */
  async losesConnection(): Promise<void> {
    await this.client.close();
    this.client = this.desk.withToken(this.client.accessToken ?? '');
  }

  followsMessages(after: string | null = null, conversationId = this.conversationId): Followed<{ messageAdded: MessageAddedSeen }> {
    const document = `subscription ($id: ID!, $after: Cursor) { messageAdded(conversationId: $id, after: $after) { ${MESSAGE_ADDED} } }`;
    return this.client.follow(document, { id: conversationId, after });
  }

  followsChat(after: string | null = null, filter: object | null = null): Followed<{ conversationChanged: ConversationChangedSeen }> {
    const document = `subscription ($filter: ConversationChangedFilter, $after: Cursor) {
      conversationChanged(filter: $filter, after: $after) { ${CONVERSATION_CHANGED} } }`;
    return this.client.follow(document, { filter, after });
  }

  /** The assigned agent and their status. */
  followsBubble(conversationId = this.conversationId): Followed<{ agentStatusChanged: { name: string; status: string } | null }> {
    return this.client.follow('subscription ($id: ID!) { agentStatusChanged(conversationId: $id) { name status } }', {
      id: conversationId,
    });
  }

  private holds({ accessToken, refreshToken }: Tokens): void {
    this.refreshToken = refreshToken;
    this.client = this.desk.withToken(accessToken);
  }
}
