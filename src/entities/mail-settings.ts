import type { Opt } from '@mikro-orm/core';
import { Entity, Enum } from '@mikro-orm/decorators/legacy';
import { GraphQLDateTimeISO, GraphQLEmailAddress } from 'graphql-scalars';
import { Field, Int, ObjectType } from 'type-graphql';
import { Flag, ForeignKey, Moment, Text, Whole } from './columns.js';
import { MailLanguage, MailPreset, MailSecurity } from './mail-enums.js';
import { Product } from './product.js';
import { Workspace } from './workspace.js';

@ObjectType({ description: 'How the mails of a product’s tickets go out and come back. The password is never shown.' })
@Entity({ tableName: 'mail_settings' })
export class MailSettings {
  @ForeignKey(() => Product, 'product_id', { primary: true }) productId!: string;
  @ForeignKey(() => Workspace, 'workspace_id') workspaceId!: string;

  @Field(() => MailPreset, { description: 'Whose mail server sends.' })
  @Enum({ items: () => MailPreset })
  preset!: MailPreset;

  @Field(() => String, { description: 'The mail server’s host name.' })
  @Text()
  host!: string;

  @Field(() => Int, { description: 'The mail server’s port.' })
  @Whole()
  port!: number;

  @Field(() => MailSecurity, { description: 'How the connection is kept private.' })
  @Enum({ items: () => MailSecurity })
  security!: MailSecurity;

  @Field(() => String, { nullable: true, description: 'The user name at the mail server; null when it asks for none.' })
  @Text({ nullable: true })
  userName: string | null = null;

  /** AES-256-GCM, see auth/secret-box.ts. Never an object type’s field. */
  @Text({ nullable: true }) passwordSealed: string | null = null;

  @Field(() => GraphQLEmailAddress, { description: 'From whom the mails come.' })
  @Text()
  fromAddress!: string;

  @Field(() => String, { description: 'The name beside that address.' })
  @Text()
  fromName!: string;

  @Field(() => GraphQLEmailAddress, {
    nullable: true,
    description:
      'The company’s own address for answers, whose mailbox forwards to `forwardingAddress`. Null: answers go to the server’s signed address, when it has a mail domain.',
  })
  @Text({ nullable: true })
  replyAddress: string | null = null;

  @Field(() => Boolean, {
    description:
      'Whether refusals of mail servers (bounces) are sent to the signed reply address rather than to `fromAddress`. Only with a mail server that lets the envelope sender be another one.',
  })
  @Flag({ default: false })
  bouncesComeBack: Opt<boolean> = false;

  @Field(() => MailLanguage, { description: 'The language of mails to customers whose own is neither Turkish nor English.' })
  @Enum({ items: () => MailLanguage, default: MailLanguage.TR })
  language: Opt<MailLanguage> = MailLanguage.TR;

  @Field(() => GraphQLDateTimeISO, { description: 'When they were last changed.' })
  @Moment()
  updatedAt!: Date;
}
