import type { Opt } from '@mikro-orm/core';
import { Entity, Enum, Index, Property } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { Agent } from './agent.js';
import { ForeignKey, Id, Moment, Text, Whole } from './columns.js';
import { Conversation } from './conversation.js';
import { Customer } from './customer.js';
import { MessageKind, SenderKind } from './enums.js';
import { Node } from './interfaces.js';
import type { MessageContent } from './message-content.js';
import { MessageView } from './message-view.js';

@ObjectType({
  implements: [Node, MessageView],
  description: 'A message of a conversation, as the desk sees it. Internal notes are never messages.',
})
@Entity({ tableName: 'message' })
@Index({
  name: 'message_sequence',
  expression: 'create unique index "message_sequence" on "message" (conversation_id, sequence)',
})
@Index({
  name: 'message_once',
  expression:
    'create unique index "message_once" on "message" (addressed_to_id, sender_kind, coalesce(agent_id, customer_id), client_message_id) where client_message_id is not null',
})
@Index({
  name: 'message_replies',
  expression: 'create index "message_replies" on "message" (reply_to_id) where reply_to_id is not null',
})
export class Message extends MessageView implements Node {
  @Id() declare id: string;
  /** No foreign key: its conversation has one, and every message would lock the same workspace row. */
  @Property({ type: 'uuid' }) workspaceId!: string;
  @ForeignKey(() => Conversation, 'conversation_id') declare conversationId: string;
  /**
   * The conversation the client named: another than `conversationId` when that one was over and the customer's message
   * began a new one. With the author and the client's id it is the idempotency key.
   */
  @ForeignKey(() => Conversation, 'addressed_to_id') addressedToId!: string;
  @Whole() declare sequence: number;
  @Enum({ items: () => SenderKind }) declare senderKind: SenderKind;
  @ForeignKey(() => Agent, 'agent_id', { nullable: true }) agentId: string | null = null;
  @ForeignKey(() => Customer, 'customer_id', { nullable: true }) customerId: string | null = null;
  @Text({ nullable: true }) declare clientMessageId: string | null;
  @Enum({ items: () => MessageKind, default: MessageKind.TEXT }) declare kind: Opt<MessageKind>;
  @Text() declare text: string;
  /** What it holds beside its text, by its kind; null when there is nothing. */
  @Property({ type: 'json', nullable: true }) content: MessageContent | null = null;
  /** The message it answers, which may stand in an earlier conversation of the customer. */
  @ForeignKey(() => Message, 'reply_to_id', { nullable: true }) replyToId: string | null = null;
  @Moment() declare sentAt: Date;
  @Moment({ nullable: true }) declare editedAt: Date | null;
  @Moment({ nullable: true }) declare deletedAt: Date | null;
}
