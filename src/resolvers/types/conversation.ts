import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { Conversation } from '../../entities/conversation.js';
import { CustomerAttribute } from '../../entities/customer-attribute.js';
import { Device } from '../../entities/device.js';
import { ChannelType } from '../../entities/enums.js';
import { Message } from '../../entities/message.js';
import { Note } from '../../entities/note.js';
import { connectionOf } from './connection.js';
import { Payload } from './payload.js';

export const MessageConnection = connectionOf('Message', () => Message);
export const ConversationConnection = connectionOf('Conversation', () => Conversation);

export enum ReplyWindowKind {
  STANDARD = 'STANDARD',
  HUMAN_AGENT = 'HUMAN_AGENT',
  CLOSED = 'CLOSED',
}
registerEnumType(ReplyWindowKind, {
  name: 'ReplyWindowKind',
  description: 'With what kind of message an agent may still answer on a platform’s channel.',
  valuesConfig: {
    STANDARD: { description: 'Any message.' },
    HUMAN_AGENT: { description: 'Messenger and Instagram: only as a human agent, up to 7 days.' },
    CLOSED: { description: 'Nothing but, on WhatsApp, a template: `sendMessage` answers REPLY_WINDOW_CLOSED.' },
  },
});

@ObjectType({ description: 'Until when, and with what kind of message, an agent may still answer.' })
export class ReplyWindow {
  @Field(() => GraphQLDateTimeISO, { description: 'When this window ends (or ended).' })
  until!: Date;

  @Field(() => ReplyWindowKind, { description: 'What may be sent until then.' })
  kind!: ReplyWindowKind;
}

@ObjectType({ description: 'What stands beside a conversation: who writes, since when, and where from.' })
export class GeneralInformation {
  @Field(() => String, { description: 'The customer’s first and last name.' })
  customerName!: string;

  @Field(() => String, { nullable: true, description: 'Web chat, in-app: the e-mail address.' })
  email: string | null = null;

  @Field(() => String, { nullable: true, description: 'WhatsApp: the phone number.' })
  phone: string | null = null;

  @Field(() => String, { nullable: true, description: 'Messenger, Instagram: the user name.' })
  userName: string | null = null;

  @Field(() => GraphQLDateTimeISO, { description: 'When the conversation began.' })
  startedAt!: Date;

  @Field(() => ChannelType, { description: 'The kind of channel.' })
  channelType!: ChannelType;

  @Field(() => String, { description: 'The channel’s name.' })
  channelName!: string;

  @Field(() => String, { description: 'The product’s name.' })
  productName!: string;

  @Field(() => String, { nullable: true, description: 'Web chat: the site’s address.' })
  siteAddress: string | null = null;

  @Field(() => String, { nullable: true, description: 'WhatsApp: the business phone number.' })
  businessPhone: string | null = null;

  @Field(() => String, { nullable: true, description: 'Messenger, Instagram: the page or account.' })
  accountName: string | null = null;

  @Field(() => String, { nullable: true, description: 'In-app: the app.' })
  appName: string | null = null;

  @Field(() => String, { nullable: true, description: 'The app’s version on `device`; null when the app did not tell.' })
  appVersion: string | null = null;

  @Field(() => Device, {
    nullable: true,
    description: 'The device it was begun, or last written, from; null when the client told none, and on the channels of platforms.',
  })
  device: Device | null = null;

  @Field(() => String, {
    nullable: true,
    description: 'The customer’s id in the company’s own system, verified by the channel’s identity secret; null when anonymous.',
  })
  externalId: string | null = null;

  @Field(() => [CustomerAttribute], { description: 'What the app tells of the customer, at most 60; each says whether it is verified.' })
  attributes!: CustomerAttribute[];
}

@InputType({ description: 'A conversation.' })
export class ConversationInput {
  @Field(() => ID, { description: 'The conversation.' })
  conversationId!: string;
}

@InputType({ description: 'An internal note.' })
export class AddNoteInput extends ConversationInput {
  @Field(() => String, { description: 'What to note, 1 to 4000 characters.' })
  text!: string;
}

@ObjectType({ implements: Payload, description: 'A note that was added.' })
export class AddNotePayload extends Payload {
  @Field(() => Note, { nullable: true, description: 'The note.' })
  note?: Note;
}

@InputType({ description: 'The topic of a conversation.' })
export class SetConversationTopicInput extends ConversationInput {
  @Field(() => ID, { description: 'A topic in use that serves the conversation’s product.' })
  topicId!: string;
}

@InputType({ description: 'A conversation to resolve.' })
export class ResolveConversationInput extends ConversationInput {
  @Field(() => ID, { nullable: true, description: 'The topic. Default: the one set before; without either TOPIC_REQUIRED.' })
  topicId?: string | null;
}

@InputType({ description: 'A conversation to hand over.' })
export class AssignConversationInput extends ConversationInput {
  @Field(() => ID, { description: 'The agent who is to have it: Online, authorised for its channel, below capacity.' })
  agentId!: string;
}

@ObjectType({ implements: Payload, description: 'A conversation with its topic.' })
export class SetConversationTopicPayload extends Payload {
  @Field(() => Conversation, { nullable: true, description: 'The conversation as it stands now.' })
  conversation?: Conversation;
}

@ObjectType({ implements: Payload, description: 'A conversation moved to the archive.' })
export class ResolveConversationPayload extends Payload {
  @Field(() => Conversation, { nullable: true, description: 'The conversation as it stands now.' })
  conversation?: Conversation;
}

@ObjectType({ implements: Payload, description: 'A conversation handed over.' })
export class AssignConversationPayload extends Payload {
  @Field(() => Conversation, { nullable: true, description: 'The conversation as it stands now.' })
  conversation?: Conversation;
}

@ObjectType({ implements: Payload, description: 'A conversation moved back to active.' })
export class ReactivateConversationPayload extends Payload {
  @Field(() => Conversation, { nullable: true, description: 'The conversation as it stands now.' })
  conversation?: Conversation;
}

@InputType({ description: 'A message to send again.' })
export class RetryMessageInput {
  @Field(() => ID, { description: 'A message of the desk that FAILED on its way to a platform’s customer.' })
  messageId!: string;
}

@ObjectType({ implements: Payload, description: 'A message that is sent again.' })
export class RetryMessagePayload extends Payload {
  @Field(() => Message, { nullable: true, description: 'The message, with its `delivery` as it is now.' })
  message?: Message;
}
