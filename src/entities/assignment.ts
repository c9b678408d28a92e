import { Check, Entity, Enum, Index } from '@mikro-orm/decorators/legacy';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import { Agent } from './agent.js';
import { ForeignKey, Id, Moment } from './columns.js';
import { Conversation } from './conversation.js';
import { AssignmentEndReason, AssignmentReason } from './enums.js';
import { Workspace } from './workspace.js';

@ObjectType({
  description:
    'A stretch of time in which a conversation was with one agent, taking capacity. Stretches of one conversation never overlap.',
})
@Entity({ tableName: 'assignment' })
@Check({
  name: 'assignment_no_overlap',
  expression: `exclude using gist (conversation_id with =, tstzrange(started_at, ended_at) with &&)`,
})
@Index({
  name: 'assignment_open',
  expression: 'create unique index "assignment_open" on "assignment" (conversation_id) where ended_at is null',
})
@Index({ name: 'assignment_conversation', properties: ['conversationId', 'startedAt'] })
@Index({ name: 'assignment_agent', properties: ['agentId', 'startedAt'] })
export class Assignment {
  @Field(() => ID, { description: 'The assignment’s typed id, `assignment_…`.' })
  @Id()
  id!: string;

  @ForeignKey(() => Workspace, 'workspace_id') workspaceId!: string;
  @ForeignKey(() => Conversation, 'conversation_id') conversationId!: string;
  @ForeignKey(() => Agent, 'agent_id') agentId!: string;
  @ForeignKey(() => Agent, 'assigned_by_id', { nullable: true }) assignedById: string | null = null;

  @Field(() => AssignmentReason, { description: 'Why it came to the agent.' })
  @Enum({ items: () => AssignmentReason })
  reason!: AssignmentReason;

  @Field(() => GraphQLDateTimeISO, { description: 'From when (inclusive).' })
  @Moment()
  startedAt!: Date;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'Until when (exclusive); null while it lasts.' })
  @Moment({ nullable: true })
  endedAt: Date | null = null;

  @Field(() => AssignmentEndReason, { nullable: true, description: 'Why it ended; null while it lasts.' })
  @Enum({ items: () => AssignmentEndReason, nullable: true })
  endReason: AssignmentEndReason | null = null;
}
