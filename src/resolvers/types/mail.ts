import { GraphQLEmailAddress } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { MailLanguage, MailPreset, MailPurpose, MailSecurity } from '../../entities/mail-enums.js';
import { MailSettings } from '../../entities/mail-settings.js';
import { Payload } from './payload.js';
import { ProductInput } from './product.js';

@ObjectType({ description: 'The words of a kind of mail in a language.' })
export class MailText {
  @Field(() => MailPurpose, { description: 'What the mail is for.' })
  purpose!: MailPurpose;

  @Field(() => MailLanguage, { description: 'The language.' })
  language!: MailLanguage;

  @Field(() => String, { description: 'The subject, with variables such as `{{number}}`.' })
  subject!: string;

  @Field(() => String, { description: 'The body as plain text, with variables; empty lines part paragraphs. HTML is made of it.' })
  body!: string;

  @Field(() => Boolean, { description: 'Whether these are the server’s own words: the product has not written any.' })
  isDefault!: boolean;
}

const staysOr = (what: string): string => `${what} Not given: stays. Null: none.`;

@InputType({ description: 'How a product’s mails go out and come back; what is not given stays.' })
export class UpdateMailSettingsInput extends ProductInput {
  @Field(() => MailPreset, { nullable: true, description: 'Whose mail server sends. Required the first time.' })
  preset?: MailPreset | null;

  @Field(() => String, { nullable: true, description: 'CUSTOM only, and required for it: the mail server’s host name.' })
  host?: string | null;

  @Field(() => Int, { nullable: true, description: 'CUSTOM only, and required for it: the port, 1 to 65535.' })
  port?: number | null;

  @Field(() => MailSecurity, { nullable: true, description: 'CUSTOM only: how the connection is kept private. The first time: TLS.' })
  security?: MailSecurity | null;

  @Field(() => String, { nullable: true, description: staysOr('The user name at the mail server, 1 to 254 characters.') })
  userName?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `${staysOr('The password, 1 to 500 characters; kept encrypted and never shown.')} Another server (host or preset) drops the one before.`,
  })
  password?: string | null;

  @Field(() => GraphQLEmailAddress, { nullable: true, description: 'From whom the mails come. Required the first time.' })
  fromAddress?: string | null;

  @Field(() => String, { nullable: true, description: 'The name beside it, 1 to 120 characters. The first time: the product’s.' })
  fromName?: string | null;

  @Field(() => GraphQLEmailAddress, {
    nullable: true,
    description: staysOr('The company’s own address for answers, whose mailbox forwards to `forwardingAddress`.'),
  })
  replyAddress?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether refusals go to the signed reply address. The first time: false.' })
  bouncesComeBack?: boolean | null;

  @Field(() => MailLanguage, { nullable: true, description: 'The language where the customer’s is neither. The first time: TR.' })
  language?: MailLanguage | null;
}

@ObjectType({ implements: Payload, description: 'A product’s mail settings.' })
export class UpdateMailSettingsPayload extends Payload {
  @Field(() => MailSettings, { nullable: true, description: 'The settings as they stand now.' })
  mailSettings?: MailSettings;
}

@InputType({ description: 'A product whose mail server is tried.' })
export class TestMailSettingsInput {
  @Field(() => ID, { description: 'The product.' })
  productId!: string;
}

@ObjectType({ implements: Payload, description: 'What a mail server answered.' })
export class TestMailSettingsPayload extends Payload {
  @Field(() => Boolean, { nullable: true, description: 'Whether it can be reached and accepts the account.' })
  works?: boolean;

  @Field(() => String, { nullable: true, description: 'What is wrong and where to look, in words, in English; or that nothing is.' })
  explanation?: string;
}

@InputType({ description: 'A kind of mail of a product, in a language.' })
export class RemoveMailTextInput extends ProductInput {
  @Field(() => MailPurpose, { description: 'What the mail is for.' })
  purpose!: MailPurpose;

  @Field(() => MailLanguage, { description: 'The language.' })
  language!: MailLanguage;
}

@InputType({ description: 'A product’s own words for a kind of mail, in a language.' })
export class SetMailTextInput extends RemoveMailTextInput {
  @Field(() => String, {
    description: 'The subject, 1 to 200 characters. Variables: {{number}}, {{subject}}, {{customer}}, {{product}}, {{agent}}.',
  })
  subject!: string;

  @Field(() => String, {
    description:
      'The body as plain text, 1 to 10000 characters. The variables of the subject; for CONFIRMATION {{transcript}} too, and {{number}} is required; for REPLY {{reply}}, which is required.',
  })
  body!: string;
}

@ObjectType({ implements: Payload, description: 'The words of a kind of mail.' })
export class SetMailTextPayload extends Payload {
  @Field(() => MailText, { nullable: true, description: 'The words from now on.' })
  mailText?: MailText;
}

@ObjectType({ implements: Payload, description: 'The words of a kind of mail, the server’s own again.' })
export class RemoveMailTextPayload extends Payload {
  @Field(() => MailText, { nullable: true, description: 'The words from now on.' })
  mailText?: MailText;
}
