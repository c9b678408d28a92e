import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { Agent } from '../../entities/agent.js';
import { Channel } from '../../entities/channel.js';
import { Conversation } from '../../entities/conversation.js';
import { Customer } from '../../entities/customer.js';
import type { EventType } from '../../entities/enums.js';
import { Message } from '../../entities/message.js';
import { Note } from '../../entities/note.js';
import { Ticket } from '../../entities/ticket.js';
import { Cursor } from '../scalars.js';
import { ChannelFilter, StreamGap } from './live.js';

/** Every type of event, as the public knows it: each must be here with its description. */
const DESCRIPTIONS: Record<EventType, string> = {
  'conversation.queued': 'A conversation began, and waits.',
  'conversation.assigned': 'It came to `agent`.',
  'conversation.handed_back': 'It went from `agent` back to the queue.',
  'conversation.handed_over': 'It left `agent`, who had it, for another one; CONVERSATION_ASSIGNED follows.',
  'conversation.agent_lost': 'Awaiting its topic it lost `agent`, who was deactivated or lost the channel.',
  'conversation.ended': 'The customer ended the chat; it awaits its topic.',
  'conversation.abandoned': 'The customer left before anyone was assigned.',
  'conversation.resolved': 'It was moved to the archive.',
  'conversation.reactivated': 'It came back from the archive.',
  'conversation.topic_set': 'Its topic was chosen.',
  'conversation.converted': 'It was converted to `ticket`.',
  'customer.updated':
    'Name, addresses, attributes, device or app version of `customer` changed; `conversation` is their open one, else the last.',
  'message.added': '`message` was sent in `conversation`.',
  'message.edited': 'The customer changed the text of `message`.',
  'message.deleted': 'The customer took `message` back.',
  'message.reacted': 'Somebody reacted to `message`, or took a reaction back.',
  'message.attachments_changed': 'A file of `message` arrived from its platform, or could not be fetched.',
  'message.delivery_queued': '`message` is to be sent to its platform, for the first time or again.',
  'message.delivery_changed': 'How far `message` is on its way through its platform changed.',
  'messages.delivered': 'Messages of `conversation` reached a device of one side; `readStateChanged` tells which.',
  'messages.read': 'One side read messages of `conversation`; `readStateChanged` tells which.',
  'note.added': '`note`, which only the desk sees, was added to `conversation`.',
  'agent.status_changed': 'The status of `agent` changed.',
  'agent.connected': '`agent` has a connection again.',
  'agent.disconnected': '`agent` has had no connection for longer than the grace.',
  'agent.updated': 'Role, rights, groups, capacity or name of `agent` changed.',
  'ticket.created': '`ticket` was made.',
  'ticket.changed': 'Status, priority, type, topic, subject, tags or assignee of `ticket` changed.',
  'ticket.replied': '`agent` answered `ticket`.',
  'ticket.received': 'A mail of the requester came into `ticket`.',
  'ticket.noted': '`agent` added an internal note to `ticket`.',
  'ticket.mail_sent': 'A mail to the requester of `ticket` was sent.',
  'ticket.mail_failed': 'A mail to the requester of `ticket` failed, or came back.',
  'ticket.mail_retried': '`agent` sends a mail of `ticket` again that had failed.',
  'settings.changed': 'A product, channel, group or topic was made, changed or archived.',
  'session.revoked': 'Supervisors only: a session was ended before its time.',
};

const nameOf = (type: string): string => type.replace('.', '_').toUpperCase();

/** `CONVERSATION_QUEUED` for `conversation.queued`; values are those of the log. */
export const LogEventType = Object.fromEntries(Object.keys(DESCRIPTIONS).map((type) => [nameOf(type), type])) as Record<string, EventType>;
registerEnumType(LogEventType, {
  name: 'LogEventType',
  description: 'What happened. More are added in time: pass over those you do not know.',
  valuesConfig: Object.fromEntries(Object.entries(DESCRIPTIONS).map(([type, description]) => [nameOf(type), { description }])),
});

@ObjectType({
  description:
    'Something that happened, in the envelope that all kinds share. Records are shown as they are now; which are there, the type says.',
})
export class LogEvent {
  @Field(() => Cursor, { description: 'The position of this event, for `after`, here and in subscriptions.' })
  cursor!: bigint;

  @Field(() => LogEventType, { description: 'What happened.' })
  type!: EventType;

  @Field(() => Date, { description: 'When.' })
  at!: Date;

  @Field(() => Conversation, { nullable: true, description: 'The conversation it happened to; null when it concerns none.' })
  conversation: Conversation | null = null;

  @Field(() => Message, { nullable: true, description: 'MESSAGE_…: the message. Otherwise null.' })
  message: Message | null = null;

  @Field(() => Note, { nullable: true, description: 'NOTE_ADDED: the internal note. Otherwise null.' })
  note: Note | null = null;

  @Field(() => Ticket, { nullable: true, description: 'TICKET_… and CONVERSATION_CONVERTED: the ticket. Otherwise null.' })
  ticket: Ticket | null = null;

  @Field(() => Customer, { nullable: true, description: 'CUSTOMER_UPDATED: the customer. Otherwise null.' })
  customer: Customer | null = null;

  @Field(() => Agent, {
    nullable: true,
    description: 'The agent it concerns: who got, had or has the conversation, or whose status or rights changed; null when there is none.',
  })
  agent: Agent | null = null;

  @Field(() => Channel, { nullable: true, description: 'The channel it belongs to; null when it belongs to none.' })
  channel: Channel | null = null;
}

@ObjectType({ description: 'A page of the log, in its order.' })
export class EventPage {
  @Field(() => [LogEvent], { description: 'The events. There may be fewer than asked for, or none, though more follow: see `hasMore`.' })
  events!: LogEvent[];

  @Field(() => Cursor, { description: 'Where to go on: `after` of the next page, or of a subscription.' })
  cursor!: bigint;

  @Field(() => Boolean, { description: 'Whether to ask for the next page at once. False: everything up to now was looked through.' })
  hasMore!: boolean;

  @Field(() => Cursor, {
    description: 'The log’s present end. Whoever wants only what happens from now on begins with it as `after`.',
  })
  present!: bigint;

  @Field(() => StreamGap, {
    nullable: true,
    description:
      'Set when events before the first one of this page are missing (EXPIRED, UNKNOWN): read anew what you keep. Otherwise null.',
  })
  gap: StreamGap | null = null;
}

@InputType({ description: 'Narrows the log. What is not given does not narrow; all that is given must fit.' })
export class EventFilter extends ChannelFilter {
  @Field(() => [LogEventType], { nullable: true, description: 'Only these kinds of event.' })
  types?: EventType[] | null;

  @Field(() => ID, { nullable: true, description: 'Only what happened to this conversation.' })
  conversationId?: string | null;

  @Field(() => [ID], { nullable: true, description: 'Only what concerns these agents, at most 100.' })
  agentIds?: string[] | null;
}
