import { GraphQLDateTimeISO, GraphQLEmailAddress } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { Conversation } from '../../entities/conversation.js';
import { ConversationView } from '../../entities/conversation-view.js';
import { AgentStatus, ChannelType } from '../../entities/enums.js';
import { Message } from '../../entities/message.js';
import { MessageView } from '../../entities/message-view.js';
import { Note } from '../../entities/note.js';
import { connectionOf } from './connection.js';
import { Payload } from './payload.js';

@ObjectType({ implements: MessageView, description: 'A message, as the customer sees it.' })
export class CustomerMessage extends MessageView {}

export const MessageConnection = connectionOf('Message', () => Message);
export const CustomerMessageConnection = connectionOf('CustomerMessage', () => CustomerMessage);
export const ConversationConnection = connectionOf('Conversation', () => Conversation);

@ObjectType({ description: 'The agent a customer talks to, as the chat bubble shows them.' })
export class AssignedAgent {
  @Field(() => String, { description: 'First and last name.' })
  name!: string;

  @Field(() => AgentStatus, { description: 'The agent’s present status.' })
  status!: AgentStatus;
}

@ObjectType({ implements: ConversationView, description: 'One chat, as its customer sees it. Nothing internal is on it.' })
export class CustomerConversation extends ConversationView {}

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
    CLOSED: { description: 'Nothing more: `sendMessage` answers REPLY_WINDOW_CLOSED.' },
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

  @Field(() => String, { nullable: true, description: 'In-app: the app’s version; null when the app did not tell.' })
  appVersion: string | null = null;
}

@InputType({ description: 'Who wants to chat.' })
export class ChatCustomerInput {
  @Field(() => String, { description: 'First and last name, 1 to 120 characters.' })
  name!: string;

  @Field(() => GraphQLEmailAddress, { description: 'The e-mail address. Not verified; it opens nothing.' })
  email!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The customer’s id in the company’s own system, at most 200 characters; counts only with `identityHash`.',
  })
  externalId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'HMAC-SHA256 of `externalId` under the channel’s identity secret, hexadecimal, made by the company’s server. Required where the channel has a secret.',
  })
  identityHash?: string | null;
}

@InputType({ description: 'A chat to begin.' })
export class StartChatInput {
  @Field(() => String, { description: 'The public key of a web or in-app channel.' })
  channelKey!: string;

  @Field(() => ChatCustomerInput, { description: 'Who writes.' })
  customer!: ChatCustomerInput;

  @Field(() => String, { nullable: true, description: 'The customer’s language, a BCP 47 tag such as `tr`. Default: not known.' })
  language?: string | null;

  @Field(() => String, { nullable: true, description: 'The first message, 1 to 4000 characters. Default: none yet.' })
  text?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The client’s own id of the first message, 1 to 64 characters, by which a retry is recognised.',
  })
  clientMessageId?: string | null;
}

@ObjectType({ implements: Payload, description: 'A chat that has begun, or goes on.' })
export class StartChatPayload extends Payload {
  @Field(() => CustomerConversation, { nullable: true, description: 'The conversation: waiting, or with an agent already.' })
  conversation?: CustomerConversation;

  @Field(() => String, {
    nullable: true,
    description: 'The customer’s access token, for this customer’s conversations only. Lasts 15 minutes; `refreshSession` gives the next.',
  })
  accessToken?: string;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When the access token ends.' })
  accessTokenExpiresAt?: Date;

  @Field(() => String, {
    nullable: true,
    description: 'For `refreshSession`, once each. Lasts 30 days from its last use: keep it to go on after a reload.',
  })
  refreshToken?: string;
}

@InputType({ description: 'A message to send.' })
export class SendMessageInput {
  @Field(() => ID, { description: 'The conversation.' })
  conversationId!: string;

  @Field(() => String, {
    description:
      'The client’s own id of this message, 1 to 64 characters, unique among its messages here: a retry with it sends nothing twice.',
  })
  clientMessageId!: string;

  @Field(() => String, { description: 'What to say, 1 to 4000 characters; white space around it is dropped.' })
  text!: string;
}

@ObjectType({ implements: Payload, description: 'A message that was sent, now or (a retry) before.' })
export class SendMessagePayload extends Payload {
  @Field(() => MessageView, {
    nullable: true,
    description:
      'The message. A customer’s message to a conversation that is over stands in the one that goes on from it: see its `conversationId`.',
  })
  message?: MessageView;
}

@InputType({ description: 'A conversation.' })
export class ConversationInput {
  @Field(() => ID, { description: 'The conversation.' })
  conversationId!: string;
}

@ObjectType({ implements: Payload, description: 'A chat ended by its customer.' })
export class EndChatPayload extends Payload {
  @Field(() => CustomerConversation, { nullable: true, description: 'The conversation as it stands now.' })
  conversation?: CustomerConversation;
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
