import type { Opt } from '@mikro-orm/core';
import { Entity, Enum, Index } from '@mikro-orm/decorators/legacy';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Field, Int, ObjectType } from 'type-graphql';
import { Channel } from './channel.js';
import { ForeignKey, Moment, Text, Whole } from './columns.js';
import { Conversation } from './conversation.js';
import { DeliveryState } from './enums.js';
import { Message } from './message.js';
import { Workspace } from './workspace.js';

@ObjectType({ description: 'How far a message of the desk is on its way to a customer of WhatsApp, Messenger or Instagram.' })
@Entity({ tableName: 'message_delivery' })
@Index({
  name: 'message_delivery_waiting',
  expression: `create index "message_delivery_waiting" on "message_delivery" (conversation_id, queued_at, message_id) where state in ('QUEUED', 'SENDING')`,
})
export class MessageDelivery {
  @ForeignKey(() => Message, 'message_id', { primary: true }) messageId!: string;
  @ForeignKey(() => Workspace, 'workspace_id') workspaceId!: string;
  @ForeignKey(() => Conversation, 'conversation_id') conversationId!: string;
  @ForeignKey(() => Channel, 'channel_id') channelId!: string;

  @Field(() => DeliveryState, { description: 'How far it is.' })
  @Enum({ items: () => DeliveryState, default: DeliveryState.QUEUED })
  state: Opt<DeliveryState> = DeliveryState.QUEUED;

  @Field(() => Int, { description: 'How often it was tried.' })
  @Whole({ default: 0 })
  attempts: Opt<number> = 0;

  @Field(() => String, {
    nullable: true,
    description: 'Why it was not sent yet, or not at all, in words; null when there is nothing to say.',
  })
  @Text({ nullable: true })
  reason: string | null = null;

  @Field(() => GraphQLDateTimeISO, { description: 'When it was queued, first or again.' })
  @Moment()
  queuedAt!: Date;

  /** Not tried before. */
  @Moment({ nullable: true }) dueAt: Date | null = null;
  /** When it was last tried, committed before the request: a crash leaves word that it may have been sent. */
  @Moment({ nullable: true }) triedAt: Date | null = null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When the platform took it; null until then.' })
  @Moment({ nullable: true })
  sentAt: Date | null = null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it reached a device of the customer; null until then.' })
  @Moment({ nullable: true })
  deliveredAt: Date | null = null;

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: 'When the customer saw it; null until then, and where they do not let it be told.',
  })
  @Moment({ nullable: true })
  readAt: Date | null = null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it failed for good; null unless it is FAILED.' })
  @Moment({ nullable: true })
  failedAt: Date | null = null;
}
