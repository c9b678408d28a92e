import { Entity, Index, Property } from '@mikro-orm/decorators/legacy';
import type { Opt } from '@mikro-orm/postgresql';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';
import { Channel } from './channel.js';
import { ForeignKey, Id, Moment, Text } from './columns.js';
import { CustomerAttribute } from './customer-attribute.js';
import { Node } from './interfaces.js';
import { Workspace } from './workspace.js';

@ObjectType({ implements: Node, description: 'Who writes; known per channel by what that channel tells. The desk’s view.' })
@Entity({ tableName: 'customer' })
@Index({ name: 'customer_workspace', properties: ['workspaceId'] })
@Index({
  name: 'customer_identity',
  expression: 'create unique index "customer_identity" on "customer" (channel_id, external_id) where external_id is not null',
})
@Index({
  name: 'customer_platform',
  expression: 'create unique index "customer_platform" on "customer" (channel_id, platform_id) where platform_id is not null',
})
export class Customer implements Node {
  @Id() id!: string;
  @ForeignKey(() => Workspace, 'workspace_id') workspaceId!: string;
  @ForeignKey(() => Channel, 'channel_id') channelId!: string;

  @Field(() => String, { description: 'First and last name, as the customer gave it.' })
  @Text()
  name!: string;

  @Field(() => String, { nullable: true, description: 'The e-mail address the customer gave (web chat, in-app). Not verified.' })
  @Text({ nullable: true })
  email: string | null = null;

  @Field(() => String, { nullable: true, description: 'WhatsApp: the phone number, international form.' })
  @Text({ nullable: true })
  phone: string | null = null;

  @Field(() => String, { nullable: true, description: 'Messenger, Instagram: the user name.' })
  @Text({ nullable: true })
  userName: string | null = null;

  @Field(() => String, {
    nullable: true,
    description: 'The customer’s id in the company’s own system, verified by the channel’s identity secret; null when anonymous.',
  })
  @Text({ nullable: true })
  externalId: string | null = null;

  /** What the platform knows them by: WhatsApp’s wa_id, a page- or Instagram-scoped id. */
  @Text({ nullable: true }) platformId: string | null = null;

  @Field(() => String, {
    nullable: true,
    description:
      'The language the customer last named, a BCP 47 tag such as `tr`; of a new conversation, unless it names another. Null when not told.',
  })
  @Text({ nullable: true })
  language: string | null = null;

  @Field(() => [CustomerAttribute], {
    description: 'What the app tells of the customer, at most 60: the verified ones first, each kind in the order given.',
  })
  @Property({ type: 'json', columnType: 'jsonb', default: '[]' })
  attributes: Opt<CustomerAttribute[]> = [];

  @Field(() => GraphQLDateTimeISO, { description: 'When the customer first wrote, or signed in.' })
  @Moment()
  createdAt!: Date;
}
