import { Entity, Index } from '@mikro-orm/decorators/legacy';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';
import { ForeignKey, Id, Moment, Text } from './columns.js';
import { Node } from './interfaces.js';
import { Workspace } from './workspace.js';

@ObjectType({
  implements: Node,
  description: 'Agents who answer for a set of channels. Serves rules and filters; grants no authorisation.',
})
@Entity({ tableName: 'agent_group' })
@Index({ name: 'agent_group_workspace', properties: ['workspaceId'] })
@Index({
  name: 'agent_group_name',
  expression: 'create unique index "agent_group_name" on "agent_group" (workspace_id, lower(name)) where archived_at is null',
})
export class Group implements Node {
  @Id() id!: string;
  @ForeignKey(() => Workspace, 'workspace_id') workspaceId!: string;

  @Field(() => String, { description: 'The name of the group, 1 to 120 characters.' })
  @Text()
  name!: string;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When the group was archived; null while it is in use.' })
  @Moment({ nullable: true })
  archivedAt: Date | null = null;

  @Field(() => GraphQLDateTimeISO, { description: 'When the group was made.' })
  @Moment()
  createdAt!: Date;
}
