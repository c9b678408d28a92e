import { registerEnumType } from 'type-graphql';

export enum Role {
  AGENT = 'AGENT',
  SUPERVISOR = 'SUPERVISOR',
  ADMINISTRATOR = 'ADMINISTRATOR',
}
registerEnumType(Role, {
  name: 'Role',
  description: 'What an agent may do in the workspace.',
  valuesConfig: {
    AGENT: { description: 'Conversations and tickets of the products and channels granted; read-only settings.' },
    SUPERVISOR: { description: 'Everything an agent may do, in every product and channel, and setting up the workspace.' },
    ADMINISTRATOR: { description: 'Everything a supervisor may do, and making and changing administrators.' },
  },
});

export enum AgentStatus {
  ONLINE = 'ONLINE',
  INVISIBLE = 'INVISIBLE',
  BREAK = 'BREAK',
  OFFLINE = 'OFFLINE',
}
registerEnumType(AgentStatus, {
  name: 'AgentStatus',
  description: 'The status an agent has chosen. Only an ONLINE agent is assigned new conversations.',
  valuesConfig: {
    ONLINE: { description: 'Çevrimiçi: ready; waiting conversations are assigned.' },
    INVISIBLE: { description: 'Görünmez: for now not ready; keeps the conversations under way.' },
    BREAK: { description: 'Mola: on a break; keeps the conversations under way.' },
    OFFLINE: { description: 'Çevrimdışı: the working day is over; lasts until the agent changes it.' },
  },
});

export enum NotAssignableReason {
  DEACTIVATED = 'DEACTIVATED',
  NO_GRANTS = 'NO_GRANTS',
  NOT_ONLINE = 'NOT_ONLINE',
  NOT_CONNECTED = 'NOT_CONNECTED',
  AT_CAPACITY = 'AT_CAPACITY',
}
registerEnumType(NotAssignableReason, {
  name: 'NotAssignableReason',
  description: 'Why no conversation can come to an agent.',
  valuesConfig: {
    DEACTIVATED: { description: 'The agent was deactivated.' },
    NO_GRANTS: { description: 'The agent is authorised for no product or channel: a supervisor gives grants.' },
    NOT_ONLINE: { description: 'The agent chose another status than Online.' },
    NOT_CONNECTED: { description: 'The agent is Online, but was not connected for longer than the grace.' },
    AT_CAPACITY: { description: 'The agent has as many conversations as their capacity allows.' },
  },
});

export enum ChannelType {
  WEB_CHAT = 'WEB_CHAT',
  WHATSAPP = 'WHATSAPP',
  INSTAGRAM = 'INSTAGRAM',
  MESSENGER = 'MESSENGER',
  IN_APP_IOS = 'IN_APP_IOS',
  IN_APP_ANDROID = 'IN_APP_ANDROID',
}
registerEnumType(ChannelType, {
  name: 'ChannelType',
  description: 'Where customers write from.',
  valuesConfig: {
    WEB_CHAT: { description: 'Live chat on a web site.' },
    WHATSAPP: { description: 'WhatsApp; customers come through the platform.' },
    INSTAGRAM: { description: 'Instagram direct messages; customers come through the platform.' },
    MESSENGER: { description: 'Facebook Messenger; customers come through the platform.' },
    IN_APP_IOS: { description: 'Chat inside an iOS app.' },
    IN_APP_ANDROID: { description: 'Chat inside an Android app.' },
  },
});

export enum ConversationState {
  QUEUED = 'QUEUED',
  ACTIVE = 'ACTIVE',
  RESOLVED = 'RESOLVED',
  ABANDONED = 'ABANDONED',
}
registerEnumType(ConversationState, {
  name: 'ConversationState',
  description: 'Where a conversation is between its first message and the archive.',
  valuesConfig: {
    QUEUED: { description: 'Waiting for an agent (new, or handed back).' },
    ACTIVE: { description: 'With an agent; also while it has been ended by the customer and awaits its topic.' },
    RESOLVED: { description: 'In the archive, with a topic.' },
    ABANDONED: { description: 'In the archive: the customer left while waiting, or left an e-mail address instead.' },
  },
});

export enum ConversationOutcome {
  RESOLVED = 'RESOLVED',
  CONVERTED = 'CONVERTED',
  ABANDONED = 'ABANDONED',
  LEFT_EMAIL = 'LEFT_EMAIL',
}
registerEnumType(ConversationOutcome, {
  name: 'ConversationOutcome',
  description: 'How an archived conversation ended.',
  valuesConfig: {
    RESOLVED: { description: 'Resolved by an agent.' },
    CONVERTED: { description: 'Resolved, and converted to a ticket.' },
    ABANDONED: { description: 'The customer left the queue before anyone was assigned.' },
    LEFT_EMAIL: { description: 'The customer left an e-mail address instead of waiting; there is a ticket.' },
  },
});

export enum WaitingReason {
  NO_AUTHORISED_AGENTS = 'NO_AUTHORISED_AGENTS',
  NOBODY_ONLINE = 'NOBODY_ONLINE',
  NOBODY_CONNECTED = 'NOBODY_CONNECTED',
  ALL_AT_CAPACITY = 'ALL_AT_CAPACITY',
}
registerEnumType(WaitingReason, {
  name: 'WaitingReason',
  description: 'Why a conversation is still in the queue.',
  valuesConfig: {
    NO_AUTHORISED_AGENTS: { description: 'No active agent has a grant for its channel: it waits until a supervisor gives one.' },
    NOBODY_ONLINE: { description: 'None of the agents with a grant for its channel is Online.' },
    NOBODY_CONNECTED: { description: 'Agents with a grant for its channel are Online, but none of them is connected.' },
    ALL_AT_CAPACITY: {
      description: 'Every agent who is Online and connected for its channel has as many conversations as their capacity allows.',
    },
  },
});

export enum EndedBy {
  CUSTOMER = 'CUSTOMER',
}
registerEnumType(EndedBy, {
  name: 'EndedBy',
  description: 'Who ended the chat before it was resolved.',
  valuesConfig: { CUSTOMER: { description: 'The customer, from the widget.' } },
});

export enum SenderKind {
  CUSTOMER = 'CUSTOMER',
  AGENT = 'AGENT',
  BOT = 'BOT',
  SYSTEM = 'SYSTEM',
}
registerEnumType(SenderKind, {
  name: 'SenderKind',
  description: 'Who wrote a message.',
  valuesConfig: {
    CUSTOMER: { description: 'The customer.' },
    AGENT: { description: 'An agent of the desk.' },
    BOT: { description: 'A bot.' },
    SYSTEM: { description: 'Sohbet itself.' },
  },
});

export enum MessageKind {
  TEXT = 'TEXT',
  IMAGE = 'IMAGE',
  AUDIO = 'AUDIO',
  VIDEO = 'VIDEO',
  DOCUMENT = 'DOCUMENT',
  STICKER = 'STICKER',
  LOCATION = 'LOCATION',
  CONTACTS = 'CONTACTS',
  CHOICE = 'CHOICE',
  TEMPLATE = 'TEMPLATE',
  UNSUPPORTED = 'UNSUPPORTED',
}
registerEnumType(MessageKind, {
  name: 'MessageKind',
  description: 'What a message holds, beside its `text`. Show an unknown kind by its text and attachments.',
  valuesConfig: {
    TEXT: { description: 'Text only.' },
    IMAGE: { description: 'A picture, in `attachments`; `text` is its caption, if any.' },
    AUDIO: { description: 'A sound or voice message, in `attachments`.' },
    VIDEO: { description: 'A film, in `attachments`; `text` is its caption, if any.' },
    DOCUMENT: { description: 'Any other file, in `attachments`; `text` is its caption, if any.' },
    STICKER: { description: 'A sticker, in `attachments`.' },
    LOCATION: { description: 'A place: see `location`.' },
    CONTACTS: { description: 'People’s cards: see `contacts`.' },
    CHOICE: { description: 'A button or an entry of a list that was chosen: see `choice`; `text` is its title.' },
    TEMPLATE: { description: 'WhatsApp: an approved template that the desk sent; `text` is what it said.' },
    UNSUPPORTED: { description: 'Something the platform or this server cannot show: `unsupportedKind` is the platform’s own word for it.' },
  },
});

export enum DeliveryState {
  QUEUED = 'QUEUED',
  SENDING = 'SENDING',
  SENT = 'SENT',
  DELIVERED = 'DELIVERED',
  READ = 'READ',
  FAILED = 'FAILED',
}
registerEnumType(DeliveryState, {
  name: 'DeliveryState',
  description: 'How far a message to a customer of a platform is.',
  valuesConfig: {
    QUEUED: { description: 'It waits to be sent, or to be tried again: then `reason` says why.' },
    SENDING: { description: 'It is on its way to the platform, or nobody knows yet whether it arrived there.' },
    SENT: { description: 'The platform took it (✓).' },
    DELIVERED: { description: 'It reached a device of the customer (✓✓).' },
    READ: { description: 'The customer has seen it.' },
    FAILED: { description: 'It will not be delivered; `reason` says why, in words. `retryMessage` tries again.' },
  },
});

export enum AssignmentReason {
  ROUTED = 'ROUTED',
  MANUAL = 'MANUAL',
  REACTIVATED = 'REACTIVATED',
  REOPENED = 'REOPENED',
  BEGUN = 'BEGUN',
}
registerEnumType(AssignmentReason, {
  name: 'AssignmentReason',
  description: 'Why a conversation came to an agent.',
  valuesConfig: {
    ROUTED: { description: 'By itself, from the queue: the eligible agent with the fewest active conversations.' },
    MANUAL: { description: 'Handed over by an agent or a supervisor.' },
    REACTIVATED: { description: 'Moved back from the archive by the agent.' },
    REOPENED: { description: 'The customer wrote again within the window, and the last agent was eligible.' },
    BEGUN: { description: 'The agent began it: they wrote first, with a template.' },
  },
});

export enum AssignmentEndReason {
  RESOLVED = 'RESOLVED',
  ENDED_BY_CUSTOMER = 'ENDED_BY_CUSTOMER',
  HANDED_OVER = 'HANDED_OVER',
  AGENT_OFFLINE = 'AGENT_OFFLINE',
  AGENT_DISCONNECTED = 'AGENT_DISCONNECTED',
  AUTHORISATION_LOST = 'AUTHORISATION_LOST',
  NOT_ACCEPTED = 'NOT_ACCEPTED',
}
registerEnumType(AssignmentEndReason, {
  name: 'AssignmentEndReason',
  description: 'Why an assignment ended.',
  valuesConfig: {
    RESOLVED: { description: 'The conversation was resolved.' },
    ENDED_BY_CUSTOMER: { description: 'The customer ended the chat; the conversation stays with the agent, taking no capacity.' },
    HANDED_OVER: { description: 'Assigned to another agent by hand.' },
    AGENT_OFFLINE: { description: 'Handed back: the agent is Offline.' },
    AGENT_DISCONNECTED: { description: 'Handed back: the customer waited for an answer, and the agent was no longer connected.' },
    AUTHORISATION_LOST: { description: 'Handed back: the agent was deactivated or lost the product or channel.' },
    NOT_ACCEPTED: { description: 'Handed back: the agent did not answer within the product’s accept time.' },
  },
});

export enum RoutingReason {
  ROUTED = 'ROUTED',
  MANUAL = 'MANUAL',
  REACTIVATED = 'REACTIVATED',
  REOPENED = 'REOPENED',
  BEGUN = 'BEGUN',
  NOT_ACCEPTED = 'NOT_ACCEPTED',
}
registerEnumType(RoutingReason, {
  name: 'RoutingReason',
  description: 'Why it was decided who has a conversation.',
  valuesConfig: {
    ROUTED: { description: 'It waited, and somebody was free.' },
    MANUAL: { description: 'An agent or a supervisor handed it over.' },
    REACTIVATED: { description: 'An agent moved it back from the archive to themselves.' },
    REOPENED: {
      description: 'The customer wrote again within the window: its last agent was asked for. Without an agent it went to the queue.',
    },
    BEGUN: { description: 'An agent began it: they wrote first, with a template.' },
    NOT_ACCEPTED: { description: 'The agent did not answer within the product’s accept time, and lost it to the queue’s head.' },
  },
});

export enum RoutingRule {
  FEWEST_CONVERSATIONS = 'FEWEST_CONVERSATIONS',
  LANGUAGE_RULE = 'LANGUAGE_RULE',
  NEXT_ROUND = 'NEXT_ROUND',
  LAST_AGENT = 'LAST_AGENT',
  BY_HAND = 'BY_HAND',
  ACCEPT_TIME = 'ACCEPT_TIME',
}
registerEnumType(RoutingRule, {
  name: 'RoutingRule',
  description: 'The rule by which an agent was chosen.',
  valuesConfig: {
    FEWEST_CONVERSATIONS: { description: 'Of all eligible agents the one with the fewest active conversations; ties at random.' },
    LANGUAGE_RULE: { description: 'The same among those whom a language rule names; `language` is the rule’s.' },
    NEXT_ROUND: { description: 'Everybody eligible had let it pass: it went to the one who did so longest ago.' },
    LAST_AGENT: { description: 'To the agent who had it last, if eligible.' },
    BY_HAND: { description: 'Somebody chose.' },
    ACCEPT_TIME: { description: 'It was taken from whoever did not answer in time.' },
  },
});

export enum CandidateRefusal {
  NOT_ONLINE = 'NOT_ONLINE',
  NOT_CONNECTED = 'NOT_CONNECTED',
  NOT_AUTHORISED = 'NOT_AUTHORISED',
  AT_CAPACITY = 'AT_CAPACITY',
  LET_PASS = 'LET_PASS',
  NOT_NAMED_BY_RULE = 'NOT_NAMED_BY_RULE',
  HIGHER_LOAD = 'HIGHER_LOAD',
  TIE_LOST = 'TIE_LOST',
}
registerEnumType(CandidateRefusal, {
  name: 'CandidateRefusal',
  description: 'Why an agent did not get a conversation, or does not get it now.',
  valuesConfig: {
    NOT_ONLINE: { description: 'Not Online.' },
    NOT_CONNECTED: { description: 'Online by status, but nothing was seen of them lately.' },
    NOT_AUTHORISED: { description: 'Without a grant for its product and channel.' },
    AT_CAPACITY: { description: 'As many conversations as their capacity allows.' },
    LET_PASS: { description: 'They had it during this wait and did not answer within the accept time.' },
    NOT_NAMED_BY_RULE: { description: 'A language rule names others, of whom somebody was free.' },
    HIGHER_LOAD: { description: 'Somebody else had fewer active conversations.' },
    TIE_LOST: { description: 'As few conversations as the chosen one; chance decided.' },
  },
});

export enum OnOffline {
  KEEP = 'KEEP',
  HAND_BACK = 'HAND_BACK',
}
registerEnumType(OnOffline, {
  name: 'OnOffline',
  description: 'What happens to the conversations under way of an agent who goes Offline.',
  valuesConfig: {
    KEEP: { description: 'They stay with the agent (default).' },
    HAND_BACK: { description: 'They go to another eligible agent, else to the head of the queue.' },
  },
});

export enum TicketStatus {
  UNRESOLVED = 'UNRESOLVED',
  WAITING = 'WAITING',
  RESOLVED = 'RESOLVED',
  REOPENED = 'REOPENED',
}
registerEnumType(TicketStatus, {
  name: 'TicketStatus',
  description: 'The state of a ticket.',
  valuesConfig: {
    UNRESOLVED: { description: 'Automatic: a new ticket, or the requester answered while it was WAITING.' },
    WAITING: { description: 'Set by a user: waiting for somebody else.' },
    RESOLVED: { description: 'Set by a user.' },
    REOPENED: { description: 'Automatic: the customer replied to a resolved ticket.' },
  },
});

export enum TicketPriority {
  URGENT = 'URGENT',
  HIGH = 'HIGH',
  NORMAL = 'NORMAL',
  LOW = 'LOW',
}
registerEnumType(TicketPriority, {
  name: 'TicketPriority',
  description: 'How soon a ticket needs an answer. Default: LOW.',
  valuesConfig: {
    URGENT: { description: 'Before everything else.' },
    HIGH: { description: 'Before normal ones.' },
    NORMAL: { description: 'In turn.' },
    LOW: { description: 'When there is time (default).' },
  },
});

export enum ReceiptKind {
  DELIVERED = 'DELIVERED',
  READ = 'READ',
}
registerEnumType(ReceiptKind, {
  name: 'ReceiptKind',
  description: 'How far a message came.',
  valuesConfig: {
    DELIVERED: { description: 'It reached a device of the other side (✓✓).' },
    READ: { description: 'The other side has seen it.' },
  },
});

export enum AttachmentState {
  UPLOADING = 'UPLOADING',
  FETCHING = 'FETCHING',
  READY = 'READY',
  FAILED = 'FAILED',
}
registerEnumType(AttachmentState, {
  name: 'AttachmentState',
  description: 'Whether the content of an attachment is here.',
  valuesConfig: {
    UPLOADING: { description: 'Announced with `requestUpload`, and not (wholly) uploaded yet. No message has such a one.' },
    FETCHING: { description: 'It came through a platform, from which it is being fetched.' },
    READY: { description: 'It is here, and can be sent or downloaded.' },
    FAILED: { description: 'It could not be fetched from the platform; `problem` says why.' },
  },
});

/** What happened, in the past tense; the type of a row of the event log. */
export const EVENT_TYPES = [
  'conversation.queued',
  'conversation.assigned',
  'conversation.handed_back',
  'conversation.handed_over',
  'conversation.agent_lost',
  'conversation.ended',
  'conversation.abandoned',
  'conversation.resolved',
  'conversation.reactivated',
  'conversation.topic_set',
  'conversation.converted',
  'customer.updated',
  'message.added',
  'message.edited',
  'message.deleted',
  'message.reacted',
  'message.attachments_changed',
  'message.delivery_queued',
  'message.delivery_changed',
  'messages.delivered',
  'messages.read',
  'note.added',
  'agent.status_changed',
  'agent.connected',
  'agent.disconnected',
  'agent.updated',
  'ticket.created',
  'ticket.changed',
  'ticket.replied',
  'ticket.received',
  'ticket.noted',
  'ticket.mail_sent',
  'ticket.mail_failed',
  'ticket.mail_retried',
  'settings.changed',
  'session.revoked',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];
