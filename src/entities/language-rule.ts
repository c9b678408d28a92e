import { Check, Entity, Index } from '@mikro-orm/decorators/legacy';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import { Agent } from './agent.js';
import { Channel } from './channel.js';
import { ForeignKey, Id, Moment, Text } from './columns.js';
import { Group } from './group.js';
import { Product } from './product.js';
import { Workspace } from './workspace.js';

@ObjectType({
  description:
    'Who is preferred for conversations in a language: an agent or a group. If nobody it names is eligible at the moment, it gives way and any eligible agent gets the conversation.',
})
@Entity({ tableName: 'language_rule' })
@Index({ name: 'language_rule_workspace', properties: ['workspaceId'] })
@Index({
  name: 'language_rule_once',
  expression: 'create unique index "language_rule_once" on "language_rule" (product_id, channel_id, lower(language)) nulls not distinct',
})
@Check({ name: 'language_rule_names_one', expression: '(agent_id is null) <> (group_id is null)' })
export class LanguageRule {
  @Field(() => ID, { description: 'The rule’s typed id, `languagerule_…`.' })
  @Id()
  id!: string;

  @ForeignKey(() => Workspace, 'workspace_id') workspaceId!: string;
  @ForeignKey(() => Product, 'product_id') productId!: string;
  @ForeignKey(() => Channel, 'channel_id', { nullable: true }) channelId: string | null = null;
  @ForeignKey(() => Agent, 'agent_id', { nullable: true }) agentId: string | null = null;
  @ForeignKey(() => Group, 'group_id', { nullable: true }) groupId: string | null = null;

  @Field(() => String, {
    description:
      'The language, a BCP 47 tag. It matches itself and everything more particular: `tr` matches `tr-TR`, not the other way round.',
  })
  @Text()
  language!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'When the rule was made.' })
  @Moment()
  createdAt!: Date;
}
