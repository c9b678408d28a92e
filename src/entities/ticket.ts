import type { Opt } from '@mikro-orm/core';
import { Entity, Enum, Index, Property } from '@mikro-orm/decorators/legacy';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Field, Int, ObjectType } from 'type-graphql';
import { Agent } from './agent.js';
import { Channel } from './channel.js';
import { ForeignKey, Id, Moment, Text, Whole } from './columns.js';
import { Conversation } from './conversation.js';
import { Customer } from './customer.js';
import { TicketPriority, TicketStatus } from './enums.js';
import { Node } from './interfaces.js';
import { TicketType } from './mail-enums.js';
import { Product } from './product.js';
import { Topic } from './topic.js';
import { Workspace } from './workspace.js';

const newestFirst = 'created_at desc, id desc';
const index = (name: string, columns: string, unique = ''): { name: string; expression: string } => ({
  name,
  expression: `create ${unique}index "${name}" on "ticket" (${columns})`,
});

@ObjectType({ implements: Node, description: 'What a conversation becomes when it needs a longer answer, by e-mail. The desk only.' })
@Entity({ tableName: 'ticket' })
@Index(index('ticket_number', 'workspace_id, number', 'unique '))
@Index(index('ticket_conversation', 'conversation_id', 'unique '))
@Index({
  name: 'ticket_request',
  expression: 'create unique index "ticket_request" on "ticket" (channel_id, request_key) where request_key is not null',
})
@Index(index('ticket_workspace', `workspace_id, ${newestFirst}`))
@Index(index('ticket_status', `workspace_id, status, ${newestFirst}`))
@Index(index('ticket_priority', `workspace_id, priority, ${newestFirst}`))
@Index(index('ticket_product', `product_id, ${newestFirst}`))
@Index(index('ticket_channel', `channel_id, ${newestFirst}`))
@Index(index('ticket_topic', `topic_id, ${newestFirst}`))
@Index(index('ticket_assignee', `assignee_id, ${newestFirst}`))
@Index(index('ticket_requester', `workspace_id, requester_email, ${newestFirst}`))
@Index({ name: 'ticket_tags', expression: 'create index "ticket_tags" on "ticket" using gin (tags)' })
export class Ticket implements Node {
  @Id() id!: string;
  @ForeignKey(() => Workspace, 'workspace_id') workspaceId!: string;
  @ForeignKey(() => Product, 'product_id') productId!: string;
  @ForeignKey(() => Channel, 'channel_id') channelId!: string;
  @ForeignKey(() => Conversation, 'conversation_id') conversationId!: string;
  @ForeignKey(() => Customer, 'customer_id') customerId!: string;
  /** Null until an agent chooses one, when a customer left it in the queue; it is not resolved without. */
  @ForeignKey(() => Topic, 'topic_id', { nullable: true }) topicId: string | null = null;
  /** Null when a customer left it in the queue. */
  @ForeignKey(() => Agent, 'created_by_id', { nullable: true }) createdById: string | null = null;

  @ForeignKey(() => Agent, 'assignee_id', { nullable: true }) assigneeId: string | null = null;

  @Field(() => Int, { description: 'The ticket’s number in the workspace: 1, 2, 3, …' })
  @Whole()
  number!: number;

  @Field(() => TicketStatus, { description: 'Its state. A new one is UNRESOLVED.' })
  @Enum({ items: () => TicketStatus, default: TicketStatus.UNRESOLVED })
  status: TicketStatus = TicketStatus.UNRESOLVED;

  @Field(() => TicketPriority, { description: 'How soon it needs an answer. Default: LOW.' })
  @Enum({ items: () => TicketPriority, default: TicketPriority.LOW })
  priority: TicketPriority = TicketPriority.LOW;

  @Field(() => TicketType, { nullable: true, description: 'What kind of matter it is; null until somebody says.' })
  @Enum({ items: () => TicketType, nullable: true })
  type: TicketType | null = null;

  @Field(() => [String], { description: 'Words to find it by, in lower case, each once, at most 20.' })
  @Property({ type: 'string[]', columnType: 'text[]', default: [] as unknown as string })
  tags: Opt<string[]> = [];

  @Field(() => String, {
    description:
      'What it is about, 1 to 200 characters; by default the topic’s name; of one left in the queue the beginning of what was written.',
  })
  @Text()
  subject!: string;

  /** By which the retry of a visitor without a chat is recognised. */
  @Text({ nullable: true }) requestKey: string | null = null;

  @Text() requesterName!: string;
  @Text() requesterEmail!: string;

  /** Public messages up to this sequence went along as the transcript. */
  @Whole() transcriptSequence!: number;

  @Field(() => GraphQLDateTimeISO, { description: 'When the conversation was converted, or the customer left an e-mail address.' })
  @Moment()
  createdAt!: Date;
}
