import { Entity, Index } from '@mikro-orm/decorators/legacy';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';
import { ForeignKey, Id, Moment, Text } from './columns.js';
import { Node } from './interfaces.js';
import { Workspace } from './workspace.js';

@ObjectType({
  implements: Node,
  description:
    'Why the customer wrote; chosen by the agent when resolving. Two levels; the same topics serve tickets. A used one is archived, never deleted.',
})
@Entity({ tableName: 'topic' })
@Index({ name: 'topic_workspace', properties: ['workspaceId'] })
@Index({ name: 'topic_parent', properties: ['parentId'] })
@Index({
  name: 'topic_name',
  expression:
    'create unique index "topic_name" on "topic" (workspace_id, parent_id, lower(name)) nulls not distinct where archived_at is null',
})
export class Topic implements Node {
  @Id() id!: string;
  @ForeignKey(() => Workspace, 'workspace_id') workspaceId!: string;
  @ForeignKey(() => Topic, 'parent_id', { nullable: true }) parentId: string | null = null;

  @Field(() => String, { description: 'The name of the topic, 1 to 120 characters.' })
  @Text()
  name!: string;

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: 'When the topic was archived: no longer to choose, still in the archive’s filter. Null while in use.',
  })
  @Moment({ nullable: true })
  archivedAt: Date | null = null;

  @Field(() => GraphQLDateTimeISO, { description: 'When the topic was made.' })
  @Moment()
  createdAt!: Date;
}
