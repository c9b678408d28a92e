import { Entity, Enum, Index } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Agent } from './agent.js';
import { ForeignKey, Id, Moment, Text, Whole } from './columns.js';
import { Conversation } from './conversation.js';
import { Customer } from './customer.js';
import { AttachmentState } from './enums.js';
import { Message } from './message.js';
import { Workspace } from './workspace.js';

/**
 * A file of a message, of whatever channel. Uploaded to this server it is of nobody's message until it is sent; come through a
 * platform it belongs to its message from the first, and a job fetches it.
 */
@ObjectType({ description: 'A file that was sent with a message.' })
@Entity({ tableName: 'attachment' })
@Index({
  name: 'attachment_message',
  expression: 'create unique index "attachment_message" on "attachment" (message_id, position) where message_id is not null',
})
@Index({
  name: 'attachment_unsent',
  expression: 'create index "attachment_unsent" on "attachment" (created_at) where message_id is null',
})
export class Attachment {
  @Field(() => ID, { description: 'The attachment’s typed id, `attachment_…`.' })
  @Id()
  id!: string;

  @ForeignKey(() => Workspace, 'workspace_id') workspaceId!: string;
  @ForeignKey(() => Conversation, 'conversation_id') conversationId!: string;
  /** Null until it was sent. */
  @ForeignKey(() => Message, 'message_id', { nullable: true }) messageId: string | null = null;
  /** Its place among those of its message, from 1. */
  @Whole({ default: 1 }) position!: number;

  @Field(() => String, { description: 'Its name, cleaned: no path, no control characters, at most 120 characters.' })
  @Text()
  name!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Its media type, found in its content, not in what the sender said; `application/octet-stream` when it is none that is known, and for what a browser would run (HTML, SVG). Null until it is READY.',
  })
  @Text({ nullable: true })
  contentType: string | null = null;

  @Field(() => Int, { nullable: true, description: 'Its size in bytes; null while nobody knows.' })
  @Whole({ nullable: true })
  size: number | null = null;

  /** Under which it is stored, or was about to be by the upload that began last; null before any. */
  @Text({ nullable: true }) storageKey: string | null = null;

  @Field(() => AttachmentState, { description: 'Whether its content is here.' })
  @Enum({ items: () => AttachmentState })
  state!: AttachmentState;

  @Field(() => String, { nullable: true, description: 'FAILED: why, in words for an agent. Null otherwise.' })
  @Text({ nullable: true })
  problem: string | null = null;

  /** Who uploaded it; both null when it came through a platform. */
  @ForeignKey(() => Agent, 'agent_id', { nullable: true }) agentId: string | null = null;
  @ForeignKey(() => Customer, 'customer_id', { nullable: true }) customerId: string | null = null;
  /** Where a platform has it: its media id, or an address. */
  @Text({ nullable: true }) sourceMediaId: string | null = null;
  @Text({ nullable: true }) sourceUrl: string | null = null;
  @Moment() createdAt!: Date;
}
