import { Check, Entity, Enum, Index, Property } from '@mikro-orm/decorators/legacy';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';
import { Agent } from './agent.js';
import { Channel } from './channel.js';
import { ForeignKey, Id, Moment, Text, Whole } from './columns.js';
import { ConversationView } from './conversation-view.js';
import { Customer } from './customer.js';
import { Device } from './device.js';
import { ConversationOutcome, ConversationState, EndedBy } from './enums.js';
import { Group } from './group.js';
import { Node } from './interfaces.js';
import { Product } from './product.js';
import { Topic } from './topic.js';
import { Workspace } from './workspace.js';

const archived = `where state in ('RESOLVED', 'ABANDONED')`;
/** None holds what a message changes (`last_…`, `un…`), so that sending updates no index; see docs/decisions/archive-indexes.md. */
const index = (name: string, columns: string, where: string, unique = ''): { name: string; expression: string } => ({
  name,
  expression: `create ${unique}index "${name}" on "conversation" (${columns}) ${where}`,
});

@ObjectType({
  implements: [Node, ConversationView],
  description: 'One chat from the first message to the archive, as the desk sees it.',
})
@Entity({ tableName: 'conversation' })
@Index(index('conversation_one_open', 'customer_id, channel_id', `where state in ('QUEUED', 'ACTIVE') and ended_at is null`, 'unique '))
@Index(index('conversation_customer', 'customer_id, started_at', ''))
@Index(index('conversation_previous', 'previous_conversation_id', 'where previous_conversation_id is not null', 'unique '))
@Index(index('conversation_queue', 'workspace_id, priority_at, id', `where state = 'QUEUED'`))
@Index(index('conversation_queue_channel', 'channel_id, priority_at, id', `where state = 'QUEUED'`))
@Index(index('conversation_agent_active', 'agent_id', `where state = 'ACTIVE'`))
@Index(
  index(
    'conversation_active',
    'channel_id, started_at desc, id desc',
    `where state = 'ACTIVE' or (state = 'QUEUED' and handed_back_at is not null)`,
  ),
)
@Index(index('conversation_archive_outcome', 'channel_id, outcome, archived_at desc, id desc', archived))
@Index(
  index('conversation_archive_topic', 'channel_id, topic_id, archived_at desc, id desc', `include (resolved_by_id, outcome) ${archived}`),
)
@Index(
  index(
    'conversation_archive_resolver',
    'channel_id, resolved_by_id, archived_at desc, id desc',
    `include (topic_id, outcome) ${archived}`,
  ),
)
@Index(index('conversation_accept_due', 'accept_due_at', `where state = 'ACTIVE' and ended_at is null and accept_due_at is not null`))
@Check({
  name: 'conversation_state_fits',
  expression: `case state
    when 'QUEUED' then agent_id is null and ended_at is null and archived_at is null and priority_at is not null
    when 'ACTIVE' then (agent_id is not null or ended_at is not null) and archived_at is null
    when 'RESOLVED' then archived_at is not null and topic_id is not null and resolved_by_id is not null
    else archived_at is not null and agent_id is null and ended_at is not null end`,
})
export class Conversation extends ConversationView implements Node {
  @Id() declare id: string;
  @ForeignKey(() => Workspace, 'workspace_id') workspaceId!: string;
  @ForeignKey(() => Product, 'product_id') productId!: string;
  @ForeignKey(() => Channel, 'channel_id') channelId!: string;
  @ForeignKey(() => Customer, 'customer_id') customerId!: string;
  /** The device it was begun, or last written, from; null when none was told. */
  @ForeignKey(() => Device, 'device_id', { nullable: true }) deviceId: string | null = null;
  /** Who has it now: of an archived one, who had it last. */
  @ForeignKey(() => Agent, 'agent_id', { nullable: true }) agentId: string | null = null;
  /** Who had it last; not null once it was ever assigned. */
  @ForeignKey(() => Agent, 'last_agent_id', { nullable: true }) lastAgentId: string | null = null;
  @ForeignKey(() => Group, 'group_id', { nullable: true }) groupId: string | null = null;
  @ForeignKey(() => Topic, 'topic_id', { nullable: true }) topicId: string | null = null;
  @ForeignKey(() => Agent, 'resolved_by_id', { nullable: true }) resolvedById: string | null = null;
  @ForeignKey(() => Conversation, 'previous_conversation_id', { nullable: true }) previousConversationId: string | null = null;

  @Enum({ items: () => ConversationState }) declare state: ConversationState;

  @Field(() => ConversationOutcome, { nullable: true, description: 'How it ended; null until it is in the archive.' })
  @Enum({ items: () => ConversationOutcome, nullable: true })
  outcome: ConversationOutcome | null = null;

  @Text({ nullable: true }) declare language: string | null;
  @Moment() declare startedAt: Date;

  @Field(() => GraphQLDateTimeISO, { description: 'When it last entered the queue; the wait is measured from here.' })
  @Moment()
  queuedAt!: Date;

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: 'Its place in the queue: the earliest is next. Handed-back ones stand before all others. Null outside the queue.',
  })
  @Moment({ nullable: true })
  priorityAt: Date | null = null;

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: 'When it last went back to the queue from an agent; null when it did not.',
  })
  @Moment({ nullable: true })
  handedBackAt: Date | null = null;

  @Moment({ nullable: true }) declare assignedAt: Date | null;
  @Moment({ nullable: true }) declare endedAt: Date | null;
  @Enum({ items: () => EndedBy, nullable: true }) declare endedBy: EndedBy | null;

  /** Until when its agent must have answered, counted while it is ACTIVE and not ended; see `acceptBy`. */
  @Moment({ nullable: true }) acceptDueAt: Date | null = null;

  /** Who had it since the last answer and let the accept time pass; the last one last. */
  @Property({ type: 'string[]', columnType: 'uuid[]', default: [] as unknown as string })
  passedBy: string[] = [];

  /** When it came to the archive, resolved or abandoned: the archive's date and order. */
  @Moment({ nullable: true }) archivedAt: Date | null = null;

  /** The sequence of the newest message; the next is this plus one, taken under this row's lock. */
  @Whole({ default: 0 }) lastSequence: number = 0;

  @Field(() => GraphQLDateTimeISO, { description: 'When a message was last written, or the chat began.' })
  @Moment()
  lastActivityAt!: Date;

  @Moment({ nullable: true }) lastCustomerMessageAt: Date | null = null;

  /** Customer messages since the last answer of an agent, counted by whatever sends; how many of them were read, receipts tell. */
  @Whole({ default: 0 })
  unreadCount: number = 0;

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: 'Since when the customer waits for an answer: the first customer message after the last answer; null when answered.',
  })
  @Moment({ nullable: true })
  unansweredSince: Date | null = null;

  /** No column: those of whom a list read ids and names with it, and nothing else. */
  declare named?: { customer: Customer | null; resolvedBy: Agent | null; topic: Topic | null };
}
