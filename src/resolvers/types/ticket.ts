import { GraphQLEmailAddress } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Conversation } from '../../entities/conversation.js';
import { TicketPriority, TicketStatus } from '../../entities/enums.js';
import { TicketType } from '../../entities/mail-enums.js';
import { Ticket } from '../../entities/ticket.js';
import { TicketMail } from '../../entities/ticket-mail.js';
import { TicketMessage } from '../../entities/ticket-message.js';
import { TicketNote } from '../../entities/ticket-note.js';
import { connectionOf } from './connection.js';
import { ConversationInput } from './conversation.js';
import { DateRangeInput } from './date-range.js';
import { ChannelFilter } from './live.js';
import { Payload } from './payload.js';

export const TicketConnection = connectionOf('Ticket', () => Ticket);

@ObjectType({ description: 'Who asked, and where the answer goes.' })
export class TicketRequester {
  @Field(() => String, { description: 'The customer’s name when the ticket was made.' })
  name!: string;

  @Field(() => GraphQLEmailAddress, { description: 'The address the agent entered, in lower case.' })
  email!: string;
}

@InputType({ description: 'Narrows the list of tickets; conditions hold together, and an empty list matches nothing.' })
export class TicketFilter extends ChannelFilter {
  @Field(() => [TicketStatus], { nullable: true, description: 'In one of these states. Default: any.' })
  statuses?: TicketStatus[] | null;

  @Field(() => [TicketPriority], { nullable: true, description: 'Of one of these priorities. Default: any.' })
  priorities?: TicketPriority[] | null;

  @Field(() => [ID], { nullable: true, description: 'With one of these topics, at most 100; archived ones too. Default: any.' })
  topicIds?: string[] | null;

  @Field(() => [TicketType], { nullable: true, description: 'Of one of these kinds of matter. Default: any.' })
  types?: TicketType[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'With at least one of these tags, at most 20; capitals do not matter. Default: any.',
  })
  tags?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Assigned to one of these agents, at most 100. Default: any, and nobody.' })
  assigneeIds?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: assigned to nobody (and those of `assigneeIds`). False: assigned to somebody. Default: both.',
  })
  unassigned?: boolean | null;

  @Field(() => [ID], { nullable: true, description: 'Made by one of these agents, at most 100. Default: any.' })
  createdByIds?: string[] | null;

  @Field(() => GraphQLEmailAddress, {
    nullable: true,
    description: 'Of the requester with this address; capitals do not matter. Default: any.',
  })
  requesterEmail?: string | null;

  @Field(() => [Int], { nullable: true, description: 'With one of these numbers, at most 100. Default: any.' })
  numbers?: number[] | null;

  @Field(() => DateRangeInput, { nullable: true, description: 'Made in this stretch of time. Default: any.' })
  createdAt?: DateRangeInput | null;
}

@InputType({ description: 'A conversation to convert to a ticket.' })
export class ConvertToTicketInput extends ConversationInput {
  @Field(() => GraphQLEmailAddress, { description: 'The customer’s address, to which the answer goes. Kept and compared in lower case.' })
  email!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      'The topic, for a conversation that has none: required for an abandoned one, and for an active one without a topic. An active one with a topic takes this one instead; a resolved one keeps its own: another is INVALID_INPUT.',
  })
  topicId?: string | null;

  @Field(() => String, { nullable: true, description: 'What it is about, 1 to 200 characters. Default: the topic’s name.' })
  subject?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'An internal note beside the conversation, 1 to 4000 characters, never visible to the customer. Default: none.',
  })
  note?: string | null;
}

@ObjectType({ implements: Payload, description: 'A conversation and its ticket.' })
export class ConvertToTicketPayload extends Payload {
  @Field(() => Ticket, { nullable: true, description: 'The ticket, made now or before; with ALREADY_CONVERTED the one that exists.' })
  ticket?: Ticket;

  @Field(() => Conversation, { nullable: true, description: 'The conversation as it stands now.' })
  conversation?: Conversation;
}

@InputType({ description: 'A ticket.' })
class TicketInput {
  @Field(() => ID, { description: 'The ticket.' })
  ticketId!: string;
}

@InputType({ description: 'A status for a ticket.' })
export class ChangeTicketStatusInput extends TicketInput {
  @Field(() => TicketStatus, { description: 'WAITING or RESOLVED; UNRESOLVED and REOPENED come by themselves: INVALID_INPUT.' })
  status!: TicketStatus;

  @Field(() => ID, {
    nullable: true,
    description: 'The topic from now on. Default: the one it has; without either RESOLVED is refused: TOPIC_REQUIRED.',
  })
  topicId?: string | null;
}

@ObjectType({ implements: Payload, description: 'A ticket with its status.' })
export class ChangeTicketStatusPayload extends Payload {
  @Field(() => Ticket, { nullable: true, description: 'The ticket as it stands now.' })
  ticket?: Ticket;
}

@InputType({ description: 'A reply to a ticket.' })
export class ReplyToTicketInput extends TicketInput {
  @Field(() => String, { description: 'What to answer, 1 to 20000 characters; white space around it is dropped.' })
  text!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The client’s own id of this reply, 1 to 64 characters, unique among the caller’s in the ticket: a retry with it writes nothing twice. Default: none.',
  })
  clientMessageId?: string | null;
}

@ObjectType({ implements: Payload, description: 'A reply that was written, now or (a retry) before.' })
export class ReplyToTicketPayload extends Payload {
  @Field(() => TicketMessage, { nullable: true, description: 'The reply.' })
  message?: TicketMessage;

  @Field(() => Ticket, { nullable: true, description: 'The ticket as it stands now.' })
  ticket?: Ticket;
}

@InputType({ description: 'Changes of a ticket; what is not given stays.' })
export class UpdateTicketInput extends TicketInput {
  @Field(() => String, { nullable: true, description: 'What it is about, 1 to 200 characters.' })
  subject?: string | null;

  @Field(() => TicketPriority, { nullable: true, description: 'How soon it needs an answer.' })
  priority?: TicketPriority | null;

  @Field(() => TicketType, { nullable: true, description: 'What kind of matter it is; null: none is said.' })
  type?: TicketType | null;

  @Field(() => ID, { nullable: true, description: 'The topic: one in use that serves the ticket’s product.' })
  topicId?: string | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'All its tags from now on, at most 20 of 1 to 50 characters; kept in lower case, each once. An empty list takes them away.',
  })
  tags?: string[] | null;
}

@ObjectType({ implements: Payload, description: 'A ticket that was changed.' })
export class UpdateTicketPayload extends Payload {
  @Field(() => Ticket, { nullable: true, description: 'The ticket as it stands now.' })
  ticket?: Ticket;
}

@InputType({ description: 'An agent for a ticket.' })
export class AssignTicketInput extends TicketInput {
  @Field(() => ID, {
    nullable: true,
    description: 'The agent: active, and authorised for the ticket’s channel. Null or not given: nobody.',
  })
  agentId?: string | null;
}

@ObjectType({ implements: Payload, description: 'A ticket with its assignee.' })
export class AssignTicketPayload extends Payload {
  @Field(() => Ticket, { nullable: true, description: 'The ticket as it stands now.' })
  ticket?: Ticket;
}

@InputType({ description: 'An internal note for a ticket.' })
export class AddTicketNoteInput extends TicketInput {
  @Field(() => String, { description: 'What to note, 1 to 4000 characters; white space around it is dropped.' })
  text!: string;
}

@ObjectType({ implements: Payload, description: 'A note that was added.' })
export class AddTicketNotePayload extends Payload {
  @Field(() => TicketNote, { nullable: true, description: 'The note.' })
  note?: TicketNote;

  @Field(() => Ticket, { nullable: true, description: 'The ticket as it stands now.' })
  ticket?: Ticket;
}

@InputType({ description: 'A mail to send again.' })
export class RetryTicketMailInput {
  @Field(() => ID, { description: 'The mail: one that FAILED.' })
  ticketMailId!: string;
}

@ObjectType({ implements: Payload, description: 'A mail that will be sent again.' })
export class RetryTicketMailPayload extends Payload {
  @Field(() => TicketMail, { nullable: true, description: 'The mail, QUEUED.' })
  mail?: TicketMail;

  @Field(() => Ticket, { nullable: true, description: 'Its ticket as it stands now.' })
  ticket?: Ticket;
}
