import { GraphQLDateTimeISO, GraphQLEmailAddress } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Attachment } from '../../entities/attachment.js';
import { ConversationView } from '../../entities/conversation-view.js';
import { AgentStatus } from '../../entities/enums.js';
import { MessageView } from '../../entities/message-view.js';
import { connectionOf } from './connection.js';
import { Payload } from './payload.js';
import { TokensPayload } from './tokens-payload.js';

@ObjectType({ implements: MessageView, description: 'A message, as the customer sees it.' })
export class CustomerMessage extends MessageView {}

export const CustomerMessageConnection = connectionOf('CustomerMessage', () => CustomerMessage);

@ObjectType({ description: 'The agent a customer talks to, as the chat bubble shows them.' })
export class AssignedAgent {
  @Field(() => String, { description: 'First and last name.' })
  name!: string;

  @Field(() => AgentStatus, { description: 'The agent’s present status.' })
  status!: AgentStatus;
}

@ObjectType({ description: 'How long a customer may have to wait.' })
export class EstimatedWait {
  @Field(() => Int, { description: 'Seconds: hardly sooner.' })
  fromSeconds!: number;

  @Field(() => Int, { description: 'Seconds: in nine of ten cases no later.' })
  toSeconds!: number;
}

@ObjectType({ implements: ConversationView, description: 'One chat, as its customer sees it. Nothing internal is on it.' })
export class CustomerConversation extends ConversationView {}

@InputType({ description: 'Something that an app tells of its customer.' })
export class CustomerAttributeInput {
  @Field(() => String, { description: 'What it is, e.g. `plan`, 1 to 64 characters; each once.' })
  key!: string;

  @Field(() => String, { description: 'Its value, 1 to 500 characters.' })
  value!: string;
}

@InputType({ description: 'The device that a customer writes from. What is left out stays as it was told before.' })
export class DeviceInput {
  @Field(() => String, {
    description:
      'An id that the app made for itself on this device, e.g. a UUID, 1 to 128 characters. No secret: it opens nothing, and counts among the same customer’s devices only.',
  })
  installation!: string;

  @Field(() => String, { nullable: true, description: 'The operating system, e.g. `iOS`, 1 to 64 characters. Default: not told.' })
  osName?: string | null;

  @Field(() => String, { nullable: true, description: 'Its version, e.g. `26.1`, 1 to 64 characters. Default: not told.' })
  osVersion?: string | null;

  @Field(() => String, { nullable: true, description: 'The model, e.g. `iPhone 17 Pro`, 1 to 120 characters. Default: not told.' })
  model?: string | null;

  @Field(() => String, { nullable: true, description: 'The version of the app, 1 to 64 characters. Default: not told.' })
  appVersion?: string | null;
}

/** Of `attributes` and `attributesHash`, wherever an app tells of its customer. */
export const ATTRIBUTES = {
  nullable: true,
  description:
    'What the desk is to see of the customer, at most 30. The list takes the place of the one told before; an empty one clears it. Verified ones stay until others are verified. Default: as they were.',
} as const;
export const ATTRIBUTES_HASH = {
  nullable: true,
  description:
    'Vouches for `attributes`: HMAC-SHA256 under the channel’s identity secret, hexadecimal, of `externalId` and then each key and value in the order given, joined by U+0000. Default: they are shown as not verified, as they are where the channel has no secret.',
} as const;

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

  @Field(() => [CustomerAttributeInput], ATTRIBUTES)
  attributes?: CustomerAttributeInput[] | null;

  @Field(() => String, ATTRIBUTES_HASH)
  attributesHash?: string | null;
}

@InputType({ description: 'A chat to begin.' })
export class StartChatInput {
  @Field(() => String, { description: 'The public key of a web or in-app channel.' })
  channelKey!: string;

  @Field(() => ChatCustomerInput, { description: 'Who writes.' })
  customer!: ChatCustomerInput;

  @Field(() => DeviceInput, {
    nullable: true,
    description: 'The device, in an app or a browser. It has one session of this customer: a new one ends the one before. Default: none.',
  })
  device?: DeviceInput | null;

  @Field(() => String, {
    nullable: true,
    description: 'The customer’s language, a BCP 47 tag such as `tr`. Default: the one last named, else not known.',
  })
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
export class StartChatPayload extends TokensPayload {
  @Field(() => CustomerConversation, { nullable: true, description: 'The conversation: waiting, or with an agent already.' })
  conversation?: CustomerConversation;
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

  @Field(() => String, {
    nullable: true,
    description:
      'What to say, 1 to 4000 characters; white space around it is dropped. It may be empty or left out beside `attachmentIds`. Default: nothing.',
  })
  text?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description:
      'Files of `requestUpload` that the caller has uploaded to this conversation and not sent yet, at most 10, in this order. Default: none. WhatsApp, Messenger and Instagram take one a message, and text beside it only where PLATFORM_REFUSES does not say otherwise.',
  })
  attachmentIds?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'The message of this conversation that it answers. Default: none in particular.' })
  replyToId?: string | null;
}

@InputType({ description: 'A file that is to be uploaded.' })
export class RequestUploadInput {
  @Field(() => ID, { description: 'The conversation whose message is to have it.' })
  conversationId!: string;

  @Field(() => String, {
    description: 'Its name, 1 to 1000 characters. It is cleaned: no path, no control characters, at most 120 characters.',
  })
  name!: string;

  @Field(() => Int, {
    description:
      'Its size in bytes, exactly: from 1 to what the server takes (UPLOAD_BYTES, 26214400 by default), on a platform’s channel to what the platform takes.',
  })
  size!: number;
}

@ObjectType({
  implements: Payload,
  description: 'A file may be uploaded. Nothing has happened in the conversation, so the `cursor` is always null.',
})
export class RequestUploadPayload extends Payload {
  @Field(() => Attachment, {
    nullable: true,
    description:
      'The attachment, UPLOADING: its id is for `sendMessage` once the file is uploaded. Unsent ones are removed after 24 hours.',
  })
  attachment?: Attachment;

  @Field(() => String, {
    nullable: true,
    description:
      'Where the file goes, without a token: a path on this server, `/uploads/…`. `PUT` it as the body, exactly as many bytes as were announced; the answer is JSON. By the same link again, e.g. after a lost connection, it is taken once.',
  })
  uploadUrl?: string;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'Until when an upload may begin: 15 minutes.' })
  uploadUrlExpiresAt?: Date;
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

@InputType({ description: 'That the caller types, or has stopped.' })
export class SetTypingInput {
  @Field(() => ID, { description: 'The conversation.' })
  conversationId!: string;

  @Field(() => Boolean, { description: 'True while typing, said again every 3 seconds; false when stopped without sending.' })
  typing!: boolean;
}

@ObjectType({ implements: Payload, description: 'It was told. Nothing is stored, so the `cursor` is always null.' })
export class SetTypingPayload extends Payload {}

@InputType({
  description: 'What is left instead of waiting: of the conversation that waits, or on a channel, without having begun a chat.',
})
export class LeaveEmailInput {
  @Field(() => ID, { nullable: true, description: 'The caller’s own conversation, which waits. Needs the customer’s token.' })
  conversationId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The public key of a web or in-app channel, for whoever has no chat; then without `conversationId`.',
  })
  channelKey?: string | null;

  @Field(() => String, { nullable: true, description: 'First and last name, 1 to 120 characters; required with `channelKey`.' })
  name?: string | null;

  @Field(() => GraphQLEmailAddress, { description: 'Where the answer goes. Kept and compared in lower case.' })
  email!: string;

  @Field(() => String, { nullable: true, description: 'With `channelKey` on a channel that verifies its customers: as in `startChat`.' })
  externalId?: string | null;

  @Field(() => String, { nullable: true, description: 'With `channelKey` on a channel that verifies its customers: as in `startChat`.' })
  identityHash?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'With `channelKey`: the customer’s language, a BCP 47 tag such as `tr`. Default: not known.',
  })
  language?: string | null;

  @Field(() => String, { description: 'What it is about, 1 to 4000 characters; the last message of the conversation.' })
  text!: string;

  @Field(() => String, {
    description: 'The client’s own id of this, 1 to 64 characters: a retry with it and the same address makes nothing twice.',
  })
  clientMessageId!: string;
}

@ObjectType({ implements: Payload, description: 'An e-mail address that was left, now or (a retry) before.' })
export class LeaveEmailPayload extends Payload {
  @Field(() => Int, { nullable: true, description: 'The number of the ticket, to be named in further letters.' })
  ticketNumber?: number;

  @Field(() => CustomerConversation, { nullable: true, description: 'The conversation as it stands now; null with `channelKey`.' })
  conversation?: CustomerConversation;
}

@ObjectType({ implements: Payload, description: 'A chat ended by its customer.' })
export class EndChatPayload extends Payload {
  @Field(() => CustomerConversation, { nullable: true, description: 'The conversation as it stands now.' })
  conversation?: CustomerConversation;
}
