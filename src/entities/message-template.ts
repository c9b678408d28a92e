import { Entity, Enum, Index, Property } from '@mikro-orm/decorators/legacy';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import { Channel } from './channel.js';
import { ForeignKey, Id, Moment, Text } from './columns.js';
import { TemplateCategory, TemplateStatus } from './template-enums.js';
import { Workspace } from './workspace.js';

@ObjectType({
  description:
    'A text of the company that WhatsApp has approved, or not yet: the only kind of message that may go out when the window is closed.',
})
@Entity({ tableName: 'message_template' })
@Index({
  name: 'message_template_name',
  expression: 'create unique index "message_template_name" on "message_template" (channel_id, name, language)',
})
@Index({ name: 'message_template_platform', properties: ['platformId'] })
export class MessageTemplate {
  @Field(() => ID, { description: 'The template’s typed id, `messagetemplate_…`; it stays while WhatsApp has the template.' })
  @Id()
  id!: string;

  @ForeignKey(() => Workspace, 'workspace_id') workspaceId!: string;
  @ForeignKey(() => Channel, 'channel_id') channelId!: string;
  @Text() platformId!: string;

  @Field(() => String, { description: 'Its name at WhatsApp; the same in every language.' })
  @Text()
  name!: string;

  @Field(() => String, { description: 'Its language as WhatsApp writes it, e.g. `tr` or `en_US`.' })
  @Text()
  language!: string;

  @Field(() => TemplateCategory, { description: 'What it is for.' })
  @Enum({ items: () => TemplateCategory })
  category!: TemplateCategory;

  @Field(() => TemplateStatus, { description: 'Whether it can be sent.' })
  @Enum({ items: () => TemplateStatus })
  status!: TemplateStatus;

  /** As WhatsApp gives them; what they mean, services/templates/read-template.ts knows. */
  @Property({ type: 'json', columnType: 'jsonb' }) components!: unknown[];

  @Field(() => String, {
    nullable: true,
    description: 'Why it was rejected or stopped, as WhatsApp says it; null when there is nothing to say.',
  })
  @Text({ nullable: true })
  reason: string | null = null;

  @Field(() => GraphQLDateTimeISO, { description: 'When WhatsApp was last asked for it, or told of it by webhook.' })
  @Moment()
  refreshedAt!: Date;
}
