import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Channel } from '../../entities/channel.js';
import { Message } from '../../entities/message.js';
import { MessageTemplate } from '../../entities/message-template.js';
import { TemplateCategory, TemplatePlace, TemplateStatus, TemplateVariableKind } from '../../entities/template-enums.js';
import { ChannelInput } from './channel.js';
import { connectionOf } from './connection.js';
import { Payload } from './payload.js';

export const MessageTemplateConnection = connectionOf('MessageTemplate', () => MessageTemplate);

@ObjectType({ description: 'What must be given to send a template.' })
export class TemplateVariable {
  @Field(() => String, {
    description: 'By which `sendTemplate` is given its value: `header.…`, `body.1` or `body.first_name`, `button.0` (the first button).',
  })
  name!: string;

  @Field(() => TemplatePlace, { description: 'Where it stands.' })
  place!: TemplatePlace;

  @Field(() => TemplateVariableKind, { description: 'What it takes.' })
  kind!: TemplateVariableKind;

  @Field(() => String, { nullable: true, description: 'What the company gave WhatsApp as an example; null when it gave none.' })
  example: string | null = null;
}

@ObjectType({ description: 'A button below a template.' })
export class TemplateButton {
  @Field(() => String, { description: 'As WhatsApp names its kind: URL, QUICK_REPLY, PHONE_NUMBER, COPY_CODE, …' })
  type!: string;

  @Field(() => String, { description: 'What stands on it; empty where WhatsApp writes it.' })
  text!: string;

  @Field(() => String, { nullable: true, description: 'URL: where it leads, perhaps with a variable such as `{{1}}` at its end.' })
  url: string | null = null;

  @Field(() => String, { nullable: true, description: 'PHONE_NUMBER: whom it calls.' })
  phoneNumber: string | null = null;
}

@InputType({ description: 'Narrows the list of templates; conditions hold together, and an empty list matches nothing.' })
export class MessageTemplateFilter {
  @Field(() => [TemplateStatus], { nullable: true, description: 'In one of these states. Default: any.' })
  statuses?: TemplateStatus[] | null;

  @Field(() => [TemplateCategory], { nullable: true, description: 'Of one of these categories. Default: any.' })
  categories?: TemplateCategory[] | null;

  @Field(() => [String], { nullable: true, description: 'In one of these languages, as WhatsApp writes them, at most 100. Default: any.' })
  languages?: string[] | null;

  @Field(() => String, { nullable: true, description: 'A part of the name, at most 120 characters. Default: any.' })
  search?: string | null;
}

@InputType({ description: 'A WhatsApp channel whose templates are to be fetched.' })
export class RefreshTemplatesInput extends ChannelInput {}

@ObjectType({ implements: Payload, description: 'A channel whose templates were fetched.' })
export class RefreshTemplatesPayload extends Payload {
  @Field(() => Channel, { nullable: true, description: 'The channel; its templates are what `messageTemplates` lists.' })
  channel?: Channel;
}

@InputType({ description: 'The value of a variable.' })
export class TemplateVariableInput {
  @Field(() => String, { description: 'The variable, by the name that `MessageTemplate.variables` gives it.' })
  name!: string;

  @Field(() => String, { description: 'Its value, 1 to 2000 characters; what else it takes its kind says.' })
  value!: string;
}

@InputType({ description: 'To whom a template goes: either a conversation or a phone number.' })
export class TemplateRecipientInput {
  @Field(() => ID, {
    nullable: true,
    description: 'A conversation of the template’s channel, active or resolved. Either this or `phoneNumber`.',
  })
  conversationId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'A customer’s phone number in international form, e.g. `+905321234567`. Either this or `conversationId`.',
  })
  phoneNumber?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'With `phoneNumber`: the name of somebody who has not written yet, 1 to 120 characters. Default: the number.',
  })
  customerName?: string | null;
}

@InputType({ description: 'A template to be sent.' })
export class SendTemplateInput {
  @Field(() => ID, { description: 'A WhatsApp channel.' })
  channelId!: string;

  @Field(() => ID, { description: 'An approved template of this channel.' })
  templateId!: string;

  @Field(() => [TemplateVariableInput], { description: 'A value for each of its variables, and for nothing else.' })
  variables!: TemplateVariableInput[];

  @Field(() => TemplateRecipientInput, { description: 'To whom.' })
  to!: TemplateRecipientInput;

  @Field(() => String, {
    description:
      'Made by the client, unique among its own messages, 1 to 64 characters: a retry gives the first message and sends nothing.',
  })
  clientMessageId!: string;
}

@ObjectType({ implements: Payload, description: 'A template that was sent.' })
export class SendTemplatePayload extends Payload {
  @Field(() => Message, { nullable: true, description: 'The message, of kind TEMPLATE; its `delivery` tells how far it is.' })
  message?: Message;
}
