import { Entity, Index } from '@mikro-orm/decorators/legacy';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Field, Int, ObjectType } from 'type-graphql';
import { Agent } from './agent.js';
import { ForeignKey, Id, Moment, Text, Whole } from './columns.js';
import { Conversation } from './conversation.js';
import { Node } from './interfaces.js';
import { Workspace } from './workspace.js';

@ObjectType({
  implements: Node,
  description:
    'An internal note beside a conversation: the desk only, never a customer by any path. A table of its own, so that message sequences have no gaps.',
})
@Entity({ tableName: 'note' })
@Index({ name: 'note_conversation', properties: ['conversationId', 'writtenAt'] })
export class Note implements Node {
  @Id() id!: string;
  @ForeignKey(() => Workspace, 'workspace_id') workspaceId!: string;
  @ForeignKey(() => Conversation, 'conversation_id') conversationId!: string;
  @ForeignKey(() => Agent, 'agent_id') agentId!: string;

  @Field(() => String, { description: 'What was noted, 1 to 4000 characters.' })
  @Text()
  text!: string;

  @Field(() => Int, { description: 'The sequence of the message it was written after; 0 before the first.' })
  @Whole()
  afterSequence!: number;

  @Field(() => GraphQLDateTimeISO, { description: 'When it was written.' })
  @Moment()
  writtenAt!: Date;
}
