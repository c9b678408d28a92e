import { Entity, Enum, Index, Unique } from '@mikro-orm/decorators/legacy';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';
import { Flag, ForeignKey, Id, Moment, Text } from './columns.js';
import { ChannelType } from './enums.js';
import { Node } from './interfaces.js';
import { Product } from './product.js';
import { Workspace } from './workspace.js';

@ObjectType({ implements: Node, description: 'Where customers of a product write from.' })
@Entity({ tableName: 'channel' })
@Index({ name: 'channel_workspace', properties: ['workspaceId'] })
@Index({ name: 'channel_product', properties: ['productId'] })
@Index({
  name: 'channel_name',
  expression: 'create unique index "channel_name" on "channel" (product_id, lower(name)) where archived_at is null',
})
export class Channel implements Node {
  @Id() id!: string;
  @ForeignKey(() => Workspace, 'workspace_id') workspaceId!: string;
  @ForeignKey(() => Product, 'product_id') productId!: string;

  @Field(() => ChannelType, { description: 'The kind of channel; fixed once it is made.' })
  @Enum({ items: () => ChannelType })
  type!: ChannelType;

  @Field(() => String, { description: 'The name the desk knows it by, 1 to 120 characters.' })
  @Text()
  name!: string;

  @Field(() => String, { description: 'The public key that a widget or an app names in `startChat`; not a secret.' })
  @Unique({ name: 'channel_key' })
  @Text()
  key!: string;

  /** AES-256-GCM, see auth/secret-box.ts. Never an object type's field. */
  @Text({ nullable: true }) identitySecretSealed: string | null = null;

  @Field(() => String, { nullable: true, description: 'WEB_CHAT: the address of the site the widget stands on.' })
  @Text({ nullable: true })
  siteAddress: string | null = null;

  @Field(() => String, { nullable: true, description: 'WHATSAPP: the business phone number, international form.' })
  @Text({ nullable: true })
  phoneNumber: string | null = null;

  @Field(() => String, { nullable: true, description: 'MESSENGER, INSTAGRAM: the name of the page or account.' })
  @Text({ nullable: true })
  accountName: string | null = null;

  @Field(() => String, { nullable: true, description: 'IN_APP_IOS, IN_APP_ANDROID: the name or bundle id of the app.' })
  @Text({ nullable: true })
  appName: string | null = null;

  @Field(() => Boolean, {
    description: 'Whether customers can reach the channel. WhatsApp, Instagram and Messenger stay false until their account is connected.',
  })
  @Flag({ default: true })
  connected: boolean = true;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When the channel was archived; null while it is in use.' })
  @Moment({ nullable: true })
  archivedAt: Date | null = null;

  @Field(() => GraphQLDateTimeISO, { description: 'When the channel was made.' })
  @Moment()
  createdAt!: Date;
}
