import { createUnionType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Agent } from '../../entities/agent.js';
import { ConversationView } from '../../entities/conversation-view.js';
import { ChannelType, SenderKind } from '../../entities/enums.js';
import { MessageView } from '../../entities/message-view.js';
import { Cursor } from '../scalars.js';

export enum StreamGapReason {
  TOO_SLOW = 'TOO_SLOW',
  EXPIRED = 'EXPIRED',
  UNKNOWN = 'UNKNOWN',
}
registerEnumType(StreamGapReason, {
  name: 'StreamGapReason',
  description: 'Why events are missing from a stream.',
  valuesConfig: {
    TOO_SLOW: {
      description:
        'More waited for the subscriber than the server keeps: 1000 events, or 1 MiB on its socket (LIMIT_BUFFERED_BYTES). The stream ends after it.',
    },
    EXPIRED: {
      description: 'The log keeps events for some days (7 by default), and `after` is older. It goes on with the oldest that are kept.',
    },
    UNKNOWN: {
      description:
        '`after` is ahead of the log: of another database, or of one that was restored from a copy. It goes on with what happens from now on.',
    },
  },
});

@ObjectType({
  description:
    'Events are missing here. After TOO_SLOW the stream ends: subscribe again with `after: resumeFrom` to get them. After EXPIRED and UNKNOWN they are gone: read anew what you show; the stream goes on after `resumeFrom` by itself.',
})
export class StreamGap {
  @Field(() => StreamGapReason, { description: 'Why.' })
  reason!: StreamGapReason;

  @Field(() => Cursor, {
    description: 'The position from which the stream goes on, or can be resumed: keep it in place of the last cursor.',
  })
  resumeFrom!: bigint;
}

/** What a stream of events sends: one of them, or the gap. */
export const orGap = <Event extends object>(event: new () => Event) => ({
  types: () => [event, StreamGap] as const,
  resolveType: (value: object) => ('resumeFrom' in value ? StreamGap : event),
});

@ObjectType({ description: 'A message was sent.' })
export class MessageAdded {
  @Field(() => Cursor, { description: 'The position of this event, for `after`.' })
  cursor!: bigint;

  @Field(() => MessageView, { description: 'The message.' })
  message!: MessageView;
}

export const MessageAddedOrGap = createUnionType({
  name: 'MessageAddedOrGap',
  description: 'A message, or word that some are missing.',
  ...orGap(MessageAdded),
});

/** Values are those of the log. */
export enum MessageChange {
  EDITED = 'message.edited',
  DELETED = 'message.deleted',
  REACTED = 'message.reacted',
  ATTACHMENTS_CHANGED = 'message.attachments_changed',
  DELIVERY_QUEUED = 'message.delivery_queued',
  DELIVERY_CHANGED = 'message.delivery_changed',
}
registerEnumType(MessageChange, {
  name: 'MessageChange',
  description: 'What became of a message. More are added in time: show the message as it stands.',
  valuesConfig: {
    EDITED: { description: 'Its author changed the text: `editedAt`.' },
    DELETED: { description: 'Its author took it back: `deletedAt`; text and files are gone.' },
    REACTED: { description: '`reactions` changed.' },
    ATTACHMENTS_CHANGED: { description: 'A file arrived from the platform, or could not be fetched: `attachments`.' },
    DELIVERY_QUEUED: { description: 'It is to be sent to its platform, for the first time or again.' },
    DELIVERY_CHANGED: { description: 'How far it is on its way changed: `delivery`.' },
  },
});

@ObjectType({ description: 'Something became of a message after it was sent.' })
export class MessageChanged {
  @Field(() => Cursor, { description: 'The position of this event, for `after`.' })
  cursor!: bigint;

  @Field(() => MessageChange, { description: 'What.' })
  change!: MessageChange;

  @Field(() => MessageView, { description: 'The message as it stands now.' })
  message!: MessageView;
}

export const MessageChangedOrGap = createUnionType({
  name: 'MessageChangedOrGap',
  description: 'A change of a message, or word that some are missing.',
  ...orGap(MessageChanged),
});

@ObjectType({
  description:
    'Somebody of the other side began or stopped typing. Nothing is stored: it ends by itself 6 seconds after the typist last said so.',
})
export class TypingChanged {
  @Field(() => ID, { description: 'The typed id of the conversation.' })
  conversationId!: string;

  @Field(() => SenderKind, { description: 'Which side types: CUSTOMER or AGENT.' })
  by!: SenderKind;

  @Field(() => String, { description: 'The name of who types, as it stands on their messages.' })
  name!: string;

  @Field(() => Boolean, {
    description: 'True when they began, false when they stopped, sent a message, or were not heard of for 6 seconds.',
  })
  typing!: boolean;
}

export enum ConversationChange {
  QUEUED = 'QUEUED',
  ASSIGNED = 'ASSIGNED',
  HANDED_BACK = 'HANDED_BACK',
  HANDED_OVER = 'HANDED_OVER',
  AGENT_LOST = 'AGENT_LOST',
  ENDED = 'ENDED',
  ABANDONED = 'ABANDONED',
  RESOLVED = 'RESOLVED',
  REACTIVATED = 'REACTIVATED',
  PLACE_CHANGED = 'PLACE_CHANGED',
  TOPIC_SET = 'TOPIC_SET',
  NOTE_ADDED = 'NOTE_ADDED',
  CONVERTED = 'CONVERTED',
  CUSTOMER_UPDATED = 'CUSTOMER_UPDATED',
}
registerEnumType(ConversationChange, {
  name: 'ConversationChange',
  description: 'What happened to a conversation.',
  valuesConfig: {
    QUEUED: { description: 'It began, and waits.' },
    ASSIGNED: { description: 'It came to an agent.' },
    HANDED_BACK: { description: 'It went from an agent back to the queue.' },
    HANDED_OVER: { description: 'Desk only: it left an agent who had it, for another one; ASSIGNED follows.' },
    AGENT_LOST: {
      description: 'Desk only: awaiting its topic it lost its agent, who was deactivated or lost the channel; a supervisor takes it.',
    },
    ENDED: { description: 'The customer ended the chat; it awaits its topic.' },
    ABANDONED: { description: 'The customer left before anyone was assigned.' },
    RESOLVED: { description: 'It was moved to the archive.' },
    REACTIVATED: { description: 'It came back from the archive.' },
    PLACE_CHANGED: {
      description:
        'Customers only: `placeInQueue` and `estimatedWait`, at once while it waits and then when a move of the queue changes one of them, at most five a second, the newest only.',
    },
    TOPIC_SET: { description: 'Desk only: its topic was chosen.' },
    NOTE_ADDED: { description: 'Desk only: an internal note was added.' },
    CONVERTED: { description: 'Desk only: it was converted to a ticket.' },
    CUSTOMER_UPDATED: {
      description: 'Desk only: name, e-mail address, attributes, device or app version of its customer changed: see `generalInformation`.',
    },
  },
});

@ObjectType({ description: 'Something happened to a conversation.' })
export class ConversationChanged {
  @Field(() => Cursor, { description: 'The position of this event, for `after`.' })
  cursor!: bigint;

  @Field(() => ConversationChange, { description: 'What happened.' })
  change!: ConversationChange;

  @Field(() => ConversationView, { description: 'The conversation as it stands now.' })
  conversation!: ConversationView;
}

export const ConversationChangedOrGap = createUnionType({
  name: 'ConversationChangedOrGap',
  description: 'A change of a conversation, or word that some are missing.',
  ...orGap(ConversationChanged),
});

@ObjectType({ description: 'An agent’s status, connection, rights or load changed.' })
export class AgentChanged {
  @Field(() => Cursor, { description: 'The position of this event, for `after`.' })
  cursor!: bigint;

  @Field(() => Agent, { description: 'The agent as they are now: `status`, `statusSince`, `connected`, `assignable`, `activeCount`.' })
  agent!: Agent;
}

export const AgentChangedOrGap = createUnionType({
  name: 'AgentChangedOrGap',
  description: 'A change of an agent, or word that some are missing.',
  ...orGap(AgentChanged),
});

@ObjectType({ description: 'How many agents there are, by status.' })
export class AgentCounts {
  @Field(() => Int, { description: 'Agents who are Online and connected: the desk’s “agents”.' })
  online!: number;

  @Field(() => Int, { description: 'Agents who are Online, but not connected: they get nothing until they are back.' })
  disconnected!: number;

  @Field(() => Int, { description: 'Agents who are Invisible.' })
  invisible!: number;

  @Field(() => Int, { description: 'Agents on Break.' })
  break!: number;

  @Field(() => Int, { description: 'Agents who are Offline.' })
  offline!: number;

  @Field(() => Int, { description: 'Conversations the agents who are Online and connected could take on now, within their capacity.' })
  freeCapacity!: number;
}

@ObjectType({ description: 'Whether anyone is there to answer on a channel.' })
export class ChannelAvailability {
  @Field(() => String, { description: 'The channel’s public key.' })
  channelKey!: string;

  @Field(() => Boolean, { description: 'Whether at least one agent authorised for the channel is Online and connected.' })
  online!: boolean;
}

@InputType({ description: 'Narrows to a product, to channels, to kinds of channel. What is not given does not narrow.' })
export class ChannelFilter {
  @Field(() => ID, { nullable: true, description: 'Only of this product.' })
  productId?: string | null;

  @Field(() => [ID], { nullable: true, description: 'Only of these channels, at most 100.' })
  channelIds?: string[] | null;

  @Field(() => [ChannelType], { nullable: true, description: 'Only of these kinds of channel.' })
  channelTypes?: ChannelType[] | null;
}

@InputType({ description: 'Which conversations to follow. What is not given does not narrow. A customer’s are always their own.' })
export class ConversationChangedFilter extends ChannelFilter {
  @Field(() => [ID], { nullable: true, description: 'Only what concerns these agents, at most 100.' })
  agentIds?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'Only this conversation.' })
  conversationId?: string | null;
}

@InputType({ description: 'Which agents to follow.' })
export class AgentChangedFilter {
  @Field(() => [ID], { nullable: true, description: 'Only these agents, at most 100. Default: all the caller may see.' })
  agentIds?: string[] | null;
}
