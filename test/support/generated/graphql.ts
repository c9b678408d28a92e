/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Narrows the active list; conditions hold together, and an empty list matches nothing. */
export type ActiveConversationsFilter = {
  /** Only what these agents have now, at most 100; the caller may be among them. Handed-back ones wait and are nobody’s. Default: any agent’s and nobody’s. */
  agentIds?: Array<string | number> | null | undefined;
  /** Only of these channels, at most 100. */
  channelIds?: Array<string | number> | null | undefined;
  /** Only of these kinds of channel. */
  channelTypes?: Array<ChannelType> | null | undefined;
  /** Only of this product. */
  productId?: string | number | null | undefined;
};

/** An internal note. */
export type AddNoteInput = {
  /** The conversation. */
  conversationId: string | number;
  /** What to note, 1 to 4000 characters. */
  text: string;
};

/** Which agents; what is not given does not narrow. */
export type AgentFilter = {
  /** Only those authorised for one of these channels; at most 100. */
  channelIds?: Array<string | number> | null | undefined;
  /** Only members of one of these groups; at most 100. */
  groupIds?: Array<string | number> | null | undefined;
  /** Supervisors: whether deactivated ones are listed too. Default: false. */
  includeDeactivated?: boolean | null | undefined;
  /** Only those authorised for this product, wholly or for a channel of it. */
  productId?: string | number | null | undefined;
  /** Only those whose name contains this; capitals and accents do not matter. 1 to 120 characters. */
  search?: string | null | undefined;
  /** Only those in one of these statuses. */
  statuses?: Array<AgentStatus> | null | undefined;
};

/** The status an agent has chosen. Only an ONLINE agent is assigned new conversations. */
export type AgentStatus =
  /** Mola: on a break; keeps the conversations under way. */
  | 'BREAK'
  /** Görünmez: for now not ready; keeps the conversations under way. */
  | 'INVISIBLE'
  /** Çevrimdışı: the working day is over; lasts until the agent changes it. */
  | 'OFFLINE'
  /** Çevrimiçi: ready; waiting conversations are assigned. */
  | 'ONLINE';

/** Narrows the archive; conditions hold together, values of a list stand for one another, and an empty list matches nothing. */
export type ArchiveFilter = {
  /** Only what one of these agents resolved (`resolvedBy`), at most 100; deactivated ones too. Nobody resolves an abandoned one. Default: any. */
  agentIds?: Array<string | number> | null | undefined;
  /** Only of these channels, at most 100. */
  channelIds?: Array<string | number> | null | undefined;
  /** Only of these kinds of channel. */
  channelTypes?: Array<ChannelType> | null | undefined;
  /** Only what was resolved by somebody who was then in one of these groups, at most 100; archived groups too. Later changes of membership change nothing. Default: any. */
  groupIds?: Array<string | number> | null | undefined;
  /** Only with one of these outcomes. Default: any. */
  outcomes?: Array<ConversationOutcome> | null | undefined;
  /** Only of this product. */
  productId?: string | number | null | undefined;
  /** Only what was resolved (if abandoned: left by the customer) in this stretch of time. Default: any. */
  resolvedAt?: DateRangeInput | null | undefined;
  /** Only where every one of these words occurs, also within a longer one, in the customer’s name, e-mail address, phone number or user name, or in a message that the customer saw, the names of its files included. Capitals, accents and the Turkish dots of i make no difference. 1 to 200 characters, words parted by white space, at least one of them of three or more characters, letters or digits among them. Default: no search. */
  search?: string | null | undefined;
  /** Only with one of these topics, at most 100; archived ones too. A topic stands for its subtopics as well. Default: any. */
  topicIds?: Array<string | number> | null | undefined;
};

/** A conversation to hand over. */
export type AssignConversationInput = {
  /** The agent who is to have it: Online, authorised for its channel, below capacity. */
  agentId: string | number;
  /** The conversation. */
  conversationId: string | number;
};

/** Why an assignment ended. */
export type AssignmentEndReason =
  /** Handed back: the customer waited for an answer, and the agent was no longer connected. */
  | 'AGENT_DISCONNECTED'
  /** Handed back: the agent is Offline. */
  | 'AGENT_OFFLINE'
  /** Handed back: the agent was deactivated or lost the product or channel. */
  | 'AUTHORISATION_LOST'
  /** The customer ended the chat; the conversation stays with the agent, taking no capacity. */
  | 'ENDED_BY_CUSTOMER'
  /** Assigned to another agent by hand. */
  | 'HANDED_OVER'
  /** Handed back: the agent did not answer within the product’s accept time. */
  | 'NOT_ACCEPTED'
  /** The conversation was resolved. */
  | 'RESOLVED';

/** Why a conversation came to an agent. */
export type AssignmentReason =
  /** The agent began it: they wrote first, with a template. */
  | 'BEGUN'
  /** Handed over by an agent or a supervisor. */
  | 'MANUAL'
  /** Moved back from the archive by the agent. */
  | 'REACTIVATED'
  /** The customer wrote again within the window, and the last agent was eligible. */
  | 'REOPENED'
  /** By itself, from the queue: the eligible agent with the fewest active conversations. */
  | 'ROUTED';

/** Why an agent did not get a conversation, or does not get it now. */
export type CandidateRefusal =
  /** As many conversations as their capacity allows. */
  | 'AT_CAPACITY'
  /** Somebody else had fewer active conversations. */
  | 'HIGHER_LOAD'
  /** They had it during this wait and did not answer within the accept time. */
  | 'LET_PASS'
  /** Without a grant for its product and channel. */
  | 'NOT_AUTHORISED'
  /** Online by status, but nothing was seen of them lately. */
  | 'NOT_CONNECTED'
  /** A language rule names others, of whom somebody was free. */
  | 'NOT_NAMED_BY_RULE'
  /** Not Online. */
  | 'NOT_ONLINE'
  /** As few conversations as the chosen one; chance decided. */
  | 'TIE_LOST';

/** A status for an agent. */
export type ChangeAgentStatusInput = {
  /** The agent. */
  agentId: string | number;
  /** The status to be in from now on. */
  status: AgentStatus;
};

/** A status for oneself. */
export type ChangeMyStatusInput = {
  /** The status to be in from now on. */
  status: AgentStatus;
};

/** A status for a ticket. */
export type ChangeTicketStatusInput = {
  /** WAITING or RESOLVED; UNRESOLVED and REOPENED come by themselves: INVALID_INPUT. */
  status: TicketStatus;
  /** The ticket. */
  ticketId: string | number;
  /** The topic from now on. Default: the one it has; without either RESOLVED is refused: TOPIC_REQUIRED. */
  topicId?: string | number | null | undefined;
};

/** Where customers write from. */
export type ChannelType =
  /** Instagram direct messages; customers come through the platform. */
  | 'INSTAGRAM'
  /** Chat inside an Android app. */
  | 'IN_APP_ANDROID'
  /** Chat inside an iOS app. */
  | 'IN_APP_IOS'
  /** Facebook Messenger; customers come through the platform. */
  | 'MESSENGER'
  /** Live chat on a web site. */
  | 'WEB_CHAT'
  /** WhatsApp; customers come through the platform. */
  | 'WHATSAPP';

/** Who wants to chat. */
export type ChatCustomerInput = {
  /** What the desk is to see of the customer, at most 30. The list takes the place of the one told before; an empty one clears it. Verified ones stay until others are verified. Default: as they were. */
  attributes?: Array<CustomerAttributeInput> | null | undefined;
  /** Vouches for `attributes`: HMAC-SHA256 under the channel’s identity secret, hexadecimal, of `externalId` and then each key and value in the order given, joined by U+0000. Default: they are shown as not verified, as they are where the channel has no secret. */
  attributesHash?: string | null | undefined;
  /** The e-mail address. Not verified; it opens nothing. */
  email: string;
  /** The customer’s id in the company’s own system, at most 200 characters; counts only with `identityHash`. */
  externalId?: string | null | undefined;
  /** HMAC-SHA256 of `externalId` under the channel’s identity secret, hexadecimal, made by the company’s server. Required where the channel has a secret. */
  identityHash?: string | null | undefined;
  /** First and last name, 1 to 120 characters. */
  name: string;
};

/** What happened to a conversation. */
export type ConversationChange =
  /** The customer left before anyone was assigned. */
  | 'ABANDONED'
  /** Desk only: awaiting its topic it lost its agent, who was deactivated or lost the channel; a supervisor takes it. */
  | 'AGENT_LOST'
  /** It came to an agent. */
  | 'ASSIGNED'
  /** Desk only: it was converted to a ticket. */
  | 'CONVERTED'
  /** Desk only: name, e-mail address, attributes, device or app version of its customer changed: see `generalInformation`. */
  | 'CUSTOMER_UPDATED'
  /** The customer ended the chat; it awaits its topic. */
  | 'ENDED'
  /** It went from an agent back to the queue. */
  | 'HANDED_BACK'
  /** Desk only: it left an agent who had it, for another one; ASSIGNED follows. */
  | 'HANDED_OVER'
  /** Desk only: an internal note was added. */
  | 'NOTE_ADDED'
  /** Customers only: `placeInQueue` and `estimatedWait`, at once while it waits and then when a move of the queue changes one of them, at most five a second, the newest only. */
  | 'PLACE_CHANGED'
  /** It began, and waits. */
  | 'QUEUED'
  /** It came back from the archive. */
  | 'REACTIVATED'
  /** It was moved to the archive. */
  | 'RESOLVED'
  /** Desk only: its topic was chosen. */
  | 'TOPIC_SET';

/** A conversation. */
export type ConversationInput = {
  /** The conversation. */
  conversationId: string | number;
};

/** How an archived conversation ended. */
export type ConversationOutcome =
  /** The customer left the queue before anyone was assigned. */
  | 'ABANDONED'
  /** Resolved, and converted to a ticket. */
  | 'CONVERTED'
  /** The customer left an e-mail address instead of waiting; there is a ticket. */
  | 'LEFT_EMAIL'
  /** Resolved by an agent. */
  | 'RESOLVED';

/** Where a conversation is between its first message and the archive. */
export type ConversationState =
  /** In the archive: the customer left while waiting, or left an e-mail address instead. */
  | 'ABANDONED'
  /** With an agent; also while it has been ended by the customer and awaits its topic. */
  | 'ACTIVE'
  /** Waiting for an agent (new, or handed back). */
  | 'QUEUED'
  /** In the archive, with a topic. */
  | 'RESOLVED';

/** A conversation to convert to a ticket. */
export type ConvertToTicketInput = {
  /** The conversation. */
  conversationId: string | number;
  /** The customer’s address, to which the answer goes. Kept and compared in lower case. */
  email: string;
  /** An internal note beside the conversation, 1 to 4000 characters, never visible to the customer. Default: none. */
  note?: string | null | undefined;
  /** What it is about, 1 to 200 characters. Default: the topic’s name. */
  subject?: string | null | undefined;
  /** The topic, for a conversation that has none: required for an abandoned one, and for an active one without a topic. An active one with a topic takes this one instead; a resolved one keeps its own: another is INVALID_INPUT. */
  topicId?: string | number | null | undefined;
};

/** A channel to be made. Of the four details only the one of its type may be given. */
export type CreateChannelInput = {
  /** MESSENGER, INSTAGRAM: the name of the page or account, 1 to 120 characters. */
  accountName?: string | null | undefined;
  /** IN_APP_IOS, IN_APP_ANDROID: the name or bundle id of the app, 1 to 120 characters. */
  appName?: string | null | undefined;
  /** Web and in-app: what `identityHash` in `startChat` is made with, 16 to 256 characters without white space. Sealed, never shown again. With one nobody may chat without a valid hash. */
  identitySecret?: string | null | undefined;
  /** The name the desk knows it by, 1 to 120 characters, no other channel’s in use of the product (capitals do not matter). */
  name: string;
  /** WHATSAPP: the business phone number in international form, e.g. `+902121234567`. */
  phoneNumber?: string | null | undefined;
  /** A product in use. */
  productId: string | number;
  /** WEB_CHAT: the address of the site, http or https, at most 300 characters. */
  siteAddress?: string | null | undefined;
  /** The kind of channel; it stays. */
  type: ChannelType;
};

/** A group to be made. */
export type CreateGroupInput = {
  /** The channels it answers for, at most 100. Default: none. */
  channelIds?: Array<string | number> | null | undefined;
  /** The name, 1 to 120 characters, no other group’s in use (capitals do not matter). */
  name: string;
};

/** A product to be made. */
export type CreateProductInput = {
  /** The name of the brand, 1 to 120 characters, no other product’s in use (capitals do not matter). */
  name: string;
};

/** A topic to be made. */
export type CreateTopicInput = {
  /** The name, 1 to 120 characters, no other’s in use under the same parent (capitals do not matter). */
  name: string;
  /** A topic of the first level, in use. Default: none, this one is of the first level. */
  parentId?: string | number | null | undefined;
  /** The products it is limited to, at most 100. Default: it serves all that its parent serves. */
  productIds?: Array<string | number> | null | undefined;
};

/** Something that an app tells of its customer. */
export type CustomerAttributeInput = {
  /** What it is, e.g. `plan`, 1 to 64 characters; each once. */
  key: string;
  /** Its value, 1 to 500 characters. */
  value: string;
};

/** A stretch of time; an end that is not given is open. */
export type DateRangeInput = {
  /** From this moment on, inclusive. Default: from the beginning. */
  from?: string | null | undefined;
  /** Before this moment, exclusive. Default: until now. */
  to?: string | null | undefined;
};

/** The device that a customer writes from. What is left out stays as it was told before. */
export type DeviceInput = {
  /** The version of the app, 1 to 64 characters. Default: not told. */
  appVersion?: string | null | undefined;
  /** An id that the app made for itself on this device, e.g. a UUID, 1 to 128 characters. No secret: it opens nothing, and counts among the same customer’s devices only. */
  installation: string;
  /** The model, e.g. `iPhone 17 Pro`, 1 to 120 characters. Default: not told. */
  model?: string | null | undefined;
  /** The operating system, e.g. `iOS`, 1 to 64 characters. Default: not told. */
  osName?: string | null | undefined;
  /** Its version, e.g. `26.1`, 1 to 64 characters. Default: not told. */
  osVersion?: string | null | undefined;
};

/** Who ended the chat before it was resolved. */
export type EndedBy =
  /** The customer, from the widget. */
  | 'CUSTOMER';

/** Narrows the log. What is not given does not narrow; all that is given must fit. */
export type EventFilter = {
  /** Only what concerns these agents, at most 100. */
  agentIds?: Array<string | number> | null | undefined;
  /** Only of these channels, at most 100. */
  channelIds?: Array<string | number> | null | undefined;
  /** Only of these kinds of channel. */
  channelTypes?: Array<ChannelType> | null | undefined;
  /** Only what happened to this conversation. */
  conversationId?: string | number | null | undefined;
  /** Only of this product. */
  productId?: string | number | null | undefined;
  /** Only these kinds of event. */
  types?: Array<LogEventType> | null | undefined;
};

/** An authorisation: a product, wholly or one channel of it. */
export type GrantInput = {
  /** A channel of the product. Default: all it has and will have. */
  channelId?: string | number | null | undefined;
  /** The product. */
  productId: string | number;
};

/** Somebody who is to answer at the desk. */
export type InviteAgentInput = {
  /** Conversations at once, 1 to 50. Default: 20. */
  capacity?: number | null | undefined;
  /** The address to sign in with; no other agent’s of any workspace, deactivated ones included. */
  email: string;
  /** What they are authorised for, at most 500. Default: nothing. */
  grants?: Array<GrantInput> | null | undefined;
  /** Groups in use to be a member of, at most 100. Default: none. */
  groupIds?: Array<string | number> | null | undefined;
  /** BCP 47 tags such as `tr`, at most 20. Default: none. */
  languages?: Array<string> | null | undefined;
  /** First and last name, as customers see it, 1 to 120 characters. */
  name: string;
  /** The password, 12 to 200 characters. Default: they choose it themselves, with the payload’s `invitationToken`. */
  password?: string | null | undefined;
  /** Default: AGENT. Only an administrator makes administrators. */
  role?: Role | null | undefined;
};

/** What is left instead of waiting: of the conversation that waits, or on a channel, without having begun a chat. */
export type LeaveEmailInput = {
  /** The public key of a web or in-app channel, for whoever has no chat; then without `conversationId`. */
  channelKey?: string | null | undefined;
  /** The client’s own id of this, 1 to 64 characters: a retry with it and the same address makes nothing twice. */
  clientMessageId: string;
  /** The caller’s own conversation, which waits. Needs the customer’s token. */
  conversationId?: string | number | null | undefined;
  /** Where the answer goes. Kept and compared in lower case. */
  email: string;
  /** With `channelKey` on a channel that verifies its customers: as in `startChat`. */
  externalId?: string | null | undefined;
  /** With `channelKey` on a channel that verifies its customers: as in `startChat`. */
  identityHash?: string | null | undefined;
  /** With `channelKey`: the customer’s language, a BCP 47 tag such as `tr`. Default: not known. */
  language?: string | null | undefined;
  /** First and last name, 1 to 120 characters; required with `channelKey`. */
  name?: string | null | undefined;
  /** What it is about, 1 to 4000 characters; the last message of the conversation. */
  text: string;
};

/** What happened. More are added in time: pass over those you do not know. */
export type LogEventType =
  /** `agent` has a connection again. */
  | 'AGENT_CONNECTED'
  /** `agent` has had no connection for longer than the grace. */
  | 'AGENT_DISCONNECTED'
  /** The status of `agent` changed. */
  | 'AGENT_STATUS_CHANGED'
  /** Role, rights, groups, capacity or name of `agent` changed. */
  | 'AGENT_UPDATED'
  /** The customer left before anyone was assigned. */
  | 'CONVERSATION_ABANDONED'
  /** Awaiting its topic it lost `agent`, who was deactivated or lost the channel. */
  | 'CONVERSATION_AGENT_LOST'
  /** It came to `agent`. */
  | 'CONVERSATION_ASSIGNED'
  /** It was converted to `ticket`. */
  | 'CONVERSATION_CONVERTED'
  /** The customer ended the chat; it awaits its topic. */
  | 'CONVERSATION_ENDED'
  /** It went from `agent` back to the queue. */
  | 'CONVERSATION_HANDED_BACK'
  /** It left `agent`, who had it, for another one; CONVERSATION_ASSIGNED follows. */
  | 'CONVERSATION_HANDED_OVER'
  /** A conversation began, and waits. */
  | 'CONVERSATION_QUEUED'
  /** It came back from the archive. */
  | 'CONVERSATION_REACTIVATED'
  /** It was moved to the archive. */
  | 'CONVERSATION_RESOLVED'
  /** Its topic was chosen. */
  | 'CONVERSATION_TOPIC_SET'
  /** Name, addresses, attributes, device or app version of `customer` changed; `conversation` is their open one, else the last. */
  | 'CUSTOMER_UPDATED'
  /** Messages of `conversation` reached a device of one side; `readStateChanged` tells which. */
  | 'MESSAGES_DELIVERED'
  /** One side read messages of `conversation`; `readStateChanged` tells which. */
  | 'MESSAGES_READ'
  /** `message` was sent in `conversation`. */
  | 'MESSAGE_ADDED'
  /** A file of `message` arrived from its platform, or could not be fetched. */
  | 'MESSAGE_ATTACHMENTS_CHANGED'
  /** The customer took `message` back. */
  | 'MESSAGE_DELETED'
  /** How far `message` is on its way through its platform changed. */
  | 'MESSAGE_DELIVERY_CHANGED'
  /** `message` is to be sent to its platform, for the first time or again. */
  | 'MESSAGE_DELIVERY_QUEUED'
  /** The customer changed the text of `message`. */
  | 'MESSAGE_EDITED'
  /** Somebody reacted to `message`, or took a reaction back. */
  | 'MESSAGE_REACTED'
  /** `note`, which only the desk sees, was added to `conversation`. */
  | 'NOTE_ADDED'
  /** Supervisors only: a session was ended before its time. */
  | 'SESSION_REVOKED'
  /** A product, channel, group or topic was made, changed or archived. */
  | 'SETTINGS_CHANGED'
  /** Status, priority, type, topic, subject, tags or assignee of `ticket` changed. */
  | 'TICKET_CHANGED'
  /** `ticket` was made. */
  | 'TICKET_CREATED'
  /** A mail to the requester of `ticket` failed, or came back. */
  | 'TICKET_MAIL_FAILED'
  /** `agent` sends a mail of `ticket` again that had failed. */
  | 'TICKET_MAIL_RETRIED'
  /** A mail to the requester of `ticket` was sent. */
  | 'TICKET_MAIL_SENT'
  /** `agent` added an internal note to `ticket`. */
  | 'TICKET_NOTED'
  /** A mail of the requester came into `ticket`. */
  | 'TICKET_RECEIVED'
  /** `agent` answered `ticket`. */
  | 'TICKET_REPLIED';

/** Up to which message the caller’s side has read. */
export type MarkReadInput = {
  /** The conversation. */
  conversationId: string | number;
  /** The `sequence` of the newest message that was seen, 1 to that of the conversation’s newest. */
  sequence: number;
};

/** Why no conversation can come to an agent. */
export type NotAssignableReason =
  /** The agent has as many conversations as their capacity allows. */
  | 'AT_CAPACITY'
  /** The agent was deactivated. */
  | 'DEACTIVATED'
  /** The agent is Online, but was not connected for longer than the grace. */
  | 'NOT_CONNECTED'
  /** The agent chose another status than Online. */
  | 'NOT_ONLINE'
  /** The agent is authorised for no product or channel: a supervisor gives grants. */
  | 'NO_GRANTS';

/** What happens to the conversations under way of an agent who goes Offline. */
export type OnOffline =
  /** They go to another eligible agent, else to the head of the queue. */
  | 'HAND_BACK'
  /** They stay with the agent (default). */
  | 'KEEP';

/** How far a message came. */
export type ReceiptKind =
  /** It reached a device of the other side (✓✓). */
  | 'DELIVERED'
  /** The other side has seen it. */
  | 'READ';

/** A refresh token. */
export type RefreshSessionInput = {
  /** The refresh token that `signIn`, `startChat`, `signInCustomer` or the last `refreshSession` gave. */
  refreshToken: string;
};

/** A language rule. */
export type RemoveLanguageRuleInput = {
  /** The rule. */
  languageRuleId: string | number;
};

/** A reply to a ticket. */
export type ReplyToTicketInput = {
  /** The client’s own id of this reply, 1 to 64 characters, unique among the caller’s in the ticket: a retry with it writes nothing twice. Default: none. */
  clientMessageId?: string | null | undefined;
  /** What to answer, 1 to 20000 characters; white space around it is dropped. */
  text: string;
  /** The ticket. */
  ticketId: string | number;
};

/** With what kind of message an agent may still answer on a platform’s channel. */
export type ReplyWindowKind =
  /** Nothing but, on WhatsApp, a template: `sendMessage` answers REPLY_WINDOW_CLOSED. */
  | 'CLOSED'
  /** Messenger and Instagram: only as a human agent, up to 7 days. */
  | 'HUMAN_AGENT'
  /** Any message. */
  | 'STANDARD';

/** A conversation to resolve. */
export type ResolveConversationInput = {
  /** The conversation. */
  conversationId: string | number;
  /** The topic. Default: the one set before; without either TOPIC_REQUIRED. */
  topicId?: string | number | null | undefined;
};

/** What an agent may do in the workspace. */
export type Role =
  /** Everything a supervisor may do, and making and changing administrators. */
  | 'ADMINISTRATOR'
  /** Conversations and tickets of the products and channels granted; read-only settings. */
  | 'AGENT'
  /** Everything an agent may do, in every product and channel, and setting up the workspace. */
  | 'SUPERVISOR';

/** Why it was decided who has a conversation. */
export type RoutingReason =
  /** An agent began it: they wrote first, with a template. */
  | 'BEGUN'
  /** An agent or a supervisor handed it over. */
  | 'MANUAL'
  /** The agent did not answer within the product’s accept time, and lost it to the queue’s head. */
  | 'NOT_ACCEPTED'
  /** An agent moved it back from the archive to themselves. */
  | 'REACTIVATED'
  /** The customer wrote again within the window: its last agent was asked for. Without an agent it went to the queue. */
  | 'REOPENED'
  /** It waited, and somebody was free. */
  | 'ROUTED';

/** The rule by which an agent was chosen. */
export type RoutingRule =
  /** It was taken from whoever did not answer in time. */
  | 'ACCEPT_TIME'
  /** Somebody chose. */
  | 'BY_HAND'
  /** Of all eligible agents the one with the fewest active conversations; ties at random. */
  | 'FEWEST_CONVERSATIONS'
  /** The same among those whom a language rule names; `language` is the rule’s. */
  | 'LANGUAGE_RULE'
  /** To the agent who had it last, if eligible. */
  | 'LAST_AGENT'
  /** Everybody eligible had let it pass: it went to the one who did so longest ago. */
  | 'NEXT_ROUND';

/** A message to send. */
export type SendMessageInput = {
  /** Files of `requestUpload` that the caller has uploaded to this conversation and not sent yet, at most 10, in this order. Default: none. WhatsApp, Messenger and Instagram take one a message, and text beside it only where PLATFORM_REFUSES does not say otherwise. */
  attachmentIds?: Array<string | number> | null | undefined;
  /** The client’s own id of this message, 1 to 64 characters, unique among its messages here: a retry with it sends nothing twice. */
  clientMessageId: string;
  /** The conversation. */
  conversationId: string | number;
  /** The message of this conversation that it answers. Default: none in particular. */
  replyToId?: string | number | null | undefined;
  /** What to say, 1 to 4000 characters; white space around it is dropped. It may be empty or left out beside `attachmentIds`. Default: nothing. */
  text?: string | null | undefined;
};

/** Who wrote a message. */
export type SenderKind =
  /** An agent of the desk. */
  | 'AGENT'
  /** A bot. */
  | 'BOT'
  /** The customer. */
  | 'CUSTOMER'
  /** Sohbet itself. */
  | 'SYSTEM';

/** Who is preferred for a language: an agent or a group, not both. */
export type SetLanguageRuleInput = {
  /** The active agent it names. */
  agentId?: string | number | null | undefined;
  /** Only on this channel of the product. Default: on all of them. */
  channelId?: string | number | null | undefined;
  /** The group in use whose members it names. */
  groupId?: string | number | null | undefined;
  /** A BCP 47 tag such as `tr`, which matches `tr-TR` too; capitals do not matter. */
  language: string;
  /** The product, in use. */
  productId: string | number;
};

/** That the caller types, or has stopped. */
export type SetTypingInput = {
  /** The conversation. */
  conversationId: string | number;
  /** True while typing, said again every 3 seconds; false when stopped without sending. */
  typing: boolean;
};

/** A customer whom the company’s server vouches for. */
export type SignInCustomerInput = {
  /** What the desk is to see of the customer, at most 30. The list takes the place of the one told before; an empty one clears it. Verified ones stay until others are verified. Default: as they were. */
  attributes?: Array<CustomerAttributeInput> | null | undefined;
  /** Vouches for `attributes`: HMAC-SHA256 under the channel’s identity secret, hexadecimal, of `externalId` and then each key and value in the order given, joined by U+0000. Default: they are shown as not verified, as they are where the channel has no secret. */
  attributesHash?: string | null | undefined;
  /** The public key of a web or in-app channel that has an identity secret. */
  channelKey: string;
  /** The device. It has one session of this customer: a new one ends the one before. Default: none. */
  device?: DeviceInput | null | undefined;
  /** The e-mail address. Not verified. Default: as it was. */
  email?: string | null | undefined;
  /** The customer’s id in the company’s own system, 1 to 200 characters. */
  externalId: string;
  /** HMAC-SHA256 of `externalId` under the channel’s identity secret, hexadecimal, made by the company’s server. */
  identityHash: string;
  /** The customer’s language, a BCP 47 tag such as `tr`, for conversations that name none. Default: as it was. */
  language?: string | null | undefined;
  /** First and last name, 1 to 120 characters. */
  name: string;
};

/** E-mail and password. */
export type SignInInput = {
  /** The agent’s e-mail address; capitals do not matter. */
  email: string;
  /** The password, at most 200 characters. */
  password: string;
};

/** A chat to begin. */
export type StartChatInput = {
  /** The public key of a web or in-app channel. */
  channelKey: string;
  /** The client’s own id of the first message, 1 to 64 characters, by which a retry is recognised. */
  clientMessageId?: string | null | undefined;
  /** Who writes. */
  customer: ChatCustomerInput;
  /** The device, in an app or a browser. It has one session of this customer: a new one ends the one before. Default: none. */
  device?: DeviceInput | null | undefined;
  /** The customer’s language, a BCP 47 tag such as `tr`. Default: the one last named, else not known. */
  language?: string | null | undefined;
  /** The first message, 1 to 4000 characters. Default: none yet. */
  text?: string | null | undefined;
};

/** Why events are missing from a stream. */
export type StreamGapReason =
  /** The log keeps events for some days (7 by default), and `after` is older. It goes on with the oldest that are kept. */
  | 'EXPIRED'
  /** More waited for the subscriber than the server keeps: 1000 events, or 1 MiB on its socket (LIMIT_BUFFERED_BYTES). The stream ends after it. */
  | 'TOO_SLOW'
  /** `after` is ahead of the log: of another database, or of one that was restored from a copy. It goes on with what happens from now on. */
  | 'UNKNOWN';

/** Narrows the list of tickets; conditions hold together, and an empty list matches nothing. */
export type TicketFilter = {
  /** Assigned to one of these agents, at most 100. Default: any, and nobody. */
  assigneeIds?: Array<string | number> | null | undefined;
  /** Only of these channels, at most 100. */
  channelIds?: Array<string | number> | null | undefined;
  /** Only of these kinds of channel. */
  channelTypes?: Array<ChannelType> | null | undefined;
  /** Made in this stretch of time. Default: any. */
  createdAt?: DateRangeInput | null | undefined;
  /** Made by one of these agents, at most 100. Default: any. */
  createdByIds?: Array<string | number> | null | undefined;
  /** With one of these numbers, at most 100. Default: any. */
  numbers?: Array<number> | null | undefined;
  /** Of one of these priorities. Default: any. */
  priorities?: Array<TicketPriority> | null | undefined;
  /** Only of this product. */
  productId?: string | number | null | undefined;
  /** Of the requester with this address; capitals do not matter. Default: any. */
  requesterEmail?: string | null | undefined;
  /** In one of these states. Default: any. */
  statuses?: Array<TicketStatus> | null | undefined;
  /** With at least one of these tags, at most 20; capitals do not matter. Default: any. */
  tags?: Array<string> | null | undefined;
  /** With one of these topics, at most 100; archived ones too. Default: any. */
  topicIds?: Array<string | number> | null | undefined;
  /** Of one of these kinds of matter. Default: any. */
  types?: Array<TicketType> | null | undefined;
  /** True: assigned to nobody (and those of `assigneeIds`). False: assigned to somebody. Default: both. */
  unassigned?: boolean | null | undefined;
};

/** How soon a ticket needs an answer. Default: LOW. */
export type TicketPriority =
  /** Before normal ones. */
  | 'HIGH'
  /** When there is time (default). */
  | 'LOW'
  /** In turn. */
  | 'NORMAL'
  /** Before everything else. */
  | 'URGENT';

/** The state of a ticket. */
export type TicketStatus =
  /** Automatic: the customer replied to a resolved ticket. */
  | 'REOPENED'
  /** Set by a user. */
  | 'RESOLVED'
  /** Automatic: a new ticket, or the requester answered while it was WAITING. */
  | 'UNRESOLVED'
  /** Set by a user: waiting for somebody else. */
  | 'WAITING';

/** What kind of matter a ticket is. */
export type TicketType =
  /** Şikâyet: somebody is not content. */
  | 'COMPLAINT'
  /** Sorun: something does not work. */
  | 'PROBLEM'
  /** Soru: somebody wants to know something. */
  | 'QUESTION'
  /** Talep: somebody wants something done. */
  | 'REQUEST'
  /** Öneri: somebody has an idea. */
  | 'SUGGESTION';

/** Changes of an agent; what is not given stays. */
export type UpdateAgentInput = {
  /** The agent. */
  agentId: string | number;
  /** Conversations at once, 1 to 50. Below the present load nothing is taken away and nothing new comes. */
  capacity?: number | null | undefined;
  /** All they are authorised for from now on, at most 500. */
  grants?: Array<GrantInput> | null | undefined;
  /** All languages from now on, BCP 47 tags such as `tr`, at most 20. */
  languages?: Array<string> | null | undefined;
  /** First and last name, 1 to 120 characters. */
  name?: string | null | undefined;
  /** True: a new `invitationToken` for an agent who has not accepted yet; the one before holds no longer. Default: false. */
  renewInvitation?: boolean | null | undefined;
  /** What the agent may do. Only an administrator makes and changes administrators. */
  role?: Role | null | undefined;
};

/** Why a mutation was refused. Codes are added, never removed; docs/errors.md lists them with their remedies. */
export type UserErrorCode =
  /** The platform does not accept the account or its credentials; the message says why, in words. */
  | 'ACCOUNT_REFUSED'
  /** Another channel is connected to this account. Disconnect that one first, or look the number up again. */
  | 'ACCOUNT_TAKEN'
  /** The agent has no grant for the product and channel of the conversation. */
  | 'AGENT_NOT_AUTHORISED'
  /** The agent is Online, but was not connected for longer than the grace. Choose another agent. */
  | 'AGENT_NOT_CONNECTED'
  /** The agent is not Online. Only Online agents receive conversations. */
  | 'AGENT_NOT_ONLINE'
  /** An agent who is Offline changes their own status only. */
  | 'AGENT_OFFLINE'
  /** The conversation has a ticket already, with another e-mail address; the payload holds that ticket. */
  | 'ALREADY_CONVERTED'
  /** The conversation is in the archive already; the first topic and person stay. */
  | 'ALREADY_RESOLVED'
  /** The file was sent with another message. To send it again, upload it again. */
  | 'ATTACHMENT_ALREADY_SENT'
  /** The file is not uploaded yet: `PUT` it to its `uploadUrl` first, or ask for another one with `requestUpload`. */
  | 'ATTACHMENT_NOT_READY'
  /** The agent has as many conversations as their capacity allows. Resolve one, or choose another agent. */
  | 'AT_CAPACITY'
  /** No web or in-app channel in use has this key. Customers of WhatsApp, Instagram and Messenger come through the platform. */
  | 'CHANNEL_NOT_AVAILABLE'
  /** The customer has ended the chat: nothing more can be sent. Choose a topic and resolve it, or convert it to a ticket. */
  | 'CONVERSATION_ENDED'
  /** Another agent signs in with this e-mail address. */
  | 'EMAIL_TAKEN'
  /** The `identityHash` is not the HMAC-SHA256 of `externalId` under the channel’s identity secret. */
  | 'IDENTITY_INVALID'
  /** The channel has no identity secret, so nobody can be known on it: let a supervisor set one, or begin with `startChat`. */
  | 'IDENTITY_NOT_SET_UP'
  /** This channel verifies its customers: `externalId` and `identityHash` are required. */
  | 'IDENTITY_REQUIRED'
  /** E-mail or password is wrong, or the account is not active. */
  | 'INVALID_CREDENTIALS'
  /** An id is malformed or belongs to another kind of record; `path` names it. */
  | 'INVALID_ID'
  /** A value is empty, too long, out of range or malformed; `path` names it. */
  | 'INVALID_INPUT'
  /** The record is in a state in which this cannot be done; the message says which. */
  | 'INVALID_STATE'
  /** The invitation is unknown, used up or expired. Ask a supervisor for a new one. */
  | 'INVITATION_INVALID'
  /** The workspace would be left without an active administrator. */
  | 'LAST_ADMINISTRATOR'
  /** Another one in use has this name. */
  | 'NAME_TAKEN'
  /** Only the agent who has the conversation may do this. Ask for it to be assigned to you. */
  | 'NOT_ASSIGNED_TO_YOU'
  /** No such record, or none that you may see: the two are not told apart. */
  | 'NOT_FOUND'
  /** The customer has another open conversation on this channel. */
  | 'OPEN_CONVERSATION_EXISTS'
  /** The customer’s platform takes no such message; `path` and the message say what it takes. */
  | 'PLATFORM_REFUSES'
  /** The platform could not be asked, and nothing was changed. Try again later. */
  | 'PLATFORM_UNAVAILABLE'
  /** As many customers wait as may. Leave an e-mail address instead (`leaveEmail`), or try again later. */
  | 'QUEUE_FULL'
  /** Too long ago: the window counts from the customer’s last message. Convert to a ticket instead. */
  | 'REACTIVATION_WINDOW_CLOSED'
  /** The refresh token is unknown, used up, expired or revoked. Sign in again. */
  | 'REFRESH_TOKEN_INVALID'
  /** The platform takes no more answers: the window counts from the customer’s last message. On WhatsApp send a template; elsewhere wait for the customer to write, or convert to a ticket. */
  | 'REPLY_WINDOW_CLOSED'
  /** Only an administrator makes, changes or deactivates administrators. */
  | 'ROLE_NOT_ALLOWED'
  /** WhatsApp has not approved the template, or it holds what cannot be sent from here; the message says which. */
  | 'TEMPLATE_NOT_SENDABLE'
  /** The topic is archived or does not serve this product; choose another. */
  | 'TOPIC_NOT_USABLE'
  /** Resolving and converting need a topic: give `topicId`, or set one before. */
  | 'TOPIC_REQUIRED';

/** Why a conversation is still in the queue. */
export type WaitingReason =
  /** Every agent who is Online and connected for its channel has as many conversations as their capacity allows. */
  | 'ALL_AT_CAPACITY'
  /** Agents with a grant for its channel are Online, but none of them is connected. */
  | 'NOBODY_CONNECTED'
  /** None of the agents with a grant for its channel is Online. */
  | 'NOBODY_ONLINE'
  /** No active agent has a grant for its channel: it waits until a supervisor gives one. */
  | 'NO_AUTHORISED_AGENTS';

export type ChannelAvailabilityQueryVariables = Exact<{
  channelKey: string;
}>;


export type ChannelAvailabilityQuery = { channelAvailability: { channelKey: string, online: boolean } | null };

export type StartChatMutationVariables = Exact<{
  input: StartChatInput;
}>;


export type StartChatMutation = { startChat: { accessToken: string | null, accessTokenExpiresAt: string | null, refreshToken: string | null, cursor: string | null, conversation: { id: string, state: ConversationState, placeInQueue: number | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type FollowOwnChatSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type FollowOwnChatSubscription = { conversationChanged:
    | { cursor: string, change: ConversationChange, conversation:
        | { id: string, state: ConversationState }
        | { placeInQueue: number | null, id: string, state: ConversationState, estimatedWait: { fromSeconds: number, toSeconds: number } | null, agent: { name: string, status: AgentStatus } | null }
       }
    | { reason: StreamGapReason, resumeFrom: string }
   };

export type WriteMoreMutationVariables = Exact<{
  input: SendMessageInput;
}>;


export type WriteMoreMutation = { sendMessage: { cursor: string | null, message:
      | { id: string, sequence: number, text: string, sentAt: string }
      | { id: string, sequence: number, text: string, sentAt: string }
     | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type SignInMutationVariables = Exact<{
  input: SignInInput;
}>;


export type SignInMutation = { signIn: { accessToken: string | null, accessTokenExpiresAt: string | null, refreshToken: string | null, agent: { id: string, name: string, role: Role, status: AgentStatus } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type MyStatusQueryVariables = Exact<{ [key: string]: never; }>;


export type MyStatusQuery = { viewer:
    | { rights: Array<string>, agent: { id: string, name: string, role: Role, status: AgentStatus, statusSince: string } }
    | Record<PropertyKey, never>
   | null };

export type FooterQueryVariables = Exact<{ [key: string]: never; }>;


export type FooterQuery = { queueSize: number, agentCounts: { online: number, invisible: number, break: number, offline: number, freeCapacity: number } };

export type QueueQueryVariables = Exact<{
  first: number;
}>;


export type QueueQuery = { queue: { nodes: Array<{ id: string, placeInQueue: number | null, queuedAt: string, language: string | null, customer: { name: string }, channel: { name: string, type: ChannelType }, lastMessage: { text: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ChangeMyStatusMutationVariables = Exact<{
  input: ChangeMyStatusInput;
}>;


export type ChangeMyStatusMutation = { changeMyStatus: { agent: { status: AgentStatus, statusSince: string, activeCount: number, capacity: number } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type ActiveConversationsQueryVariables = Exact<{
  first: number;
  filter?: ActiveConversationsFilter | null | undefined;
}>;


export type ActiveConversationsQuery = { activeConversations: { nodes: Array<{ id: string, state: ConversationState, unreadCount: number, unansweredSince: string | null, endedAt: string | null, agent: { name: string } | null, customer: { name: string }, product: { id: string, name: string }, messages: { nodes: Array<{ sequence: number, senderKind: SenderKind, senderName: string | null, text: string, attachments: Array<{ name: string, contentType: string | null, url: string | null }> }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type FollowQueueSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type FollowQueueSubscription = { queueSizeChanged: number };

export type FollowDeskSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type FollowDeskSubscription = { conversationChanged:
    | { cursor: string, change: ConversationChange, conversation:
        | { id: string, state: ConversationState, customer: { name: string }, agent: { name: string } | null }
        | { id: string, state: ConversationState }
       }
    | { reason: StreamGapReason, resumeFrom: string }
   };

export type SendMessageMutationVariables = Exact<{
  input: SendMessageInput;
}>;


export type SendMessageMutation = { sendMessage: { cursor: string | null, message:
      | { id: string, sequence: number, text: string, sentAt: string }
      | { id: string, sequence: number, text: string, sentAt: string }
     | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type ChatBubbleSubscriptionVariables = Exact<{
  conversationId: string | number;
}>;


export type ChatBubbleSubscription = { agentStatusChanged: { name: string, status: AgentStatus } | null };

export type FollowMessagesSubscriptionVariables = Exact<{
  conversationId: string | number;
  after?: string | null | undefined;
}>;


export type FollowMessagesSubscription = { messageAdded:
    | { cursor: string, message:
        | { id: string, sequence: number, senderKind: SenderKind, text: string, sentAt: string, attachments: Array<{ name: string, contentType: string | null, url: string | null }> }
        | { id: string, sequence: number, senderKind: SenderKind, text: string, sentAt: string, attachments: Array<{ name: string, contentType: string | null, url: string | null }> }
       }
    | { reason: StreamGapReason, resumeFrom: string }
   };

export type TypeMutationVariables = Exact<{
  input: SetTypingInput;
}>;


export type TypeMutation = { setTyping: { userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type ReplyMutationVariables = Exact<{
  input: SendMessageInput;
}>;


export type ReplyMutation = { sendMessage: { cursor: string | null, message:
      | { id: string, sequence: number, text: string, sentAt: string }
      | { id: string, sequence: number, text: string, sentAt: string }
     | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type FollowInboxSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type FollowInboxSubscription = { inboxMessageAdded:
    | { cursor: string, message:
        | { conversationId: string, sequence: number, senderKind: SenderKind, text: string, attachments: Array<{ name: string, contentType: string | null, url: string | null }> }
        | { senderName: string | null, conversationId: string, sequence: number, senderKind: SenderKind, text: string, attachments: Array<{ name: string, contentType: string | null, url: string | null }> }
       }
    | { reason: StreamGapReason, resumeFrom: string }
   };

export type MarkReadMutationVariables = Exact<{
  input: MarkReadInput;
}>;


export type MarkReadMutation = { markRead: { cursor: string | null, conversation:
      | { id: string, unreadCount: number }
      | { id: string, unreadCount: number }
     | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type TicksSubscriptionVariables = Exact<{
  conversationId?: string | number | null | undefined;
  after?: string | null | undefined;
}>;


export type TicksSubscription = { readStateChanged:
    | { cursor: string, kind: ReceiptKind, by: SenderKind, sequence: number, at: string, conversation:
        | { id: string }
        | { id: string }
       }
    | { reason: StreamGapReason, resumeFrom: string }
   };

export type OwnConversationsQueryVariables = Exact<{ [key: string]: never; }>;


export type OwnConversationsQuery = { myConversations: Array<{ id: string, state: ConversationState, endedAt: string | null, placeInQueue: number | null, agent: { name: string, status: AgentStatus } | null, messages: { nodes: Array<{ sequence: number, senderKind: SenderKind, senderName: string | null, text: string, sentAt: string, attachments: Array<{ name: string, contentType: string | null, url: string | null }> }> } }> };

export type GeneralInformationQueryVariables = Exact<{
  id: string | number;
}>;


export type GeneralInformationQuery = { conversation: { state: ConversationState, generalInformation: { customerName: string, email: string | null, startedAt: string, productName: string, channelType: ChannelType, channelName: string, siteAddress: string | null, appVersion: string | null, device: { osName: string | null, model: string | null } | null, attributes: Array<{ key: string, value: string, verified: boolean }> }, replyWindow: { kind: ReplyWindowKind, until: string } | null, assignments: Array<{ reason: AssignmentReason, startedAt: string, endedAt: string | null, agent: { name: string } }>, notes: Array<{ text: string }> } | null };

export type AddNoteMutationVariables = Exact<{
  input: AddNoteInput;
}>;


export type AddNoteMutation = { addNote: { note: { id: string, text: string, afterSequence: number, agent: { name: string } } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type TopicsQueryVariables = Exact<{
  productId?: string | number | null | undefined;
}>;


export type TopicsQuery = { topics: Array<{ id: string, name: string, parent: { name: string } | null }> };

export type ResolveWithoutTopicMutationVariables = Exact<{
  input: ResolveConversationInput;
}>;


export type ResolveWithoutTopicMutation = { resolveConversation: { conversation: { id: string } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type ResolveMutationVariables = Exact<{
  input: ResolveConversationInput;
}>;


export type ResolveMutation = { resolveConversation: { cursor: string | null, conversation: { id: string, state: ConversationState, outcome: ConversationOutcome | null, resolvedAt: string | null, topic: { name: string } | null, resolvedBy: { name: string } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type ArchiveQueryVariables = Exact<{
  filter?: ArchiveFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type ArchiveQuery = { archive: { nodes: Array<{ id: string, outcome: ConversationOutcome | null, resolvedAt: string | null, customer: { name: string }, resolvedBy: { name: string } | null, topic: { name: string } | null, ticket: { number: number, status: TicketStatus } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ReactivateMutationVariables = Exact<{
  input: ConversationInput;
}>;


export type ReactivateMutation = { reactivateConversation: { conversation: { id: string, state: ConversationState, agent: { name: string } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type ResolveAgainMutationVariables = Exact<{
  input: ResolveConversationInput;
}>;


export type ResolveAgainMutation = { resolveConversation: { conversation: { id: string, state: ConversationState, assignments: Array<{ reason: AssignmentReason, endReason: AssignmentEndReason | null }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type ConvertToTicketMutationVariables = Exact<{
  input: ConvertToTicketInput;
}>;


export type ConvertToTicketMutation = { convertToTicket: { ticket: { id: string, number: number, status: TicketStatus, priority: TicketPriority, subject: string, requester: { name: string, email: string } } | null, conversation: { outcome: ConversationOutcome | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type TicketsQueryVariables = Exact<{
  filter?: TicketFilter | null | undefined;
  first: number;
}>;


export type TicketsQuery = { tickets: { nodes: Array<{ id: string, number: number, status: TicketStatus, priority: TicketPriority, subject: string, createdAt: string, requester: { email: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ReplyToTicketMutationVariables = Exact<{
  input: ReplyToTicketInput;
}>;


export type ReplyToTicketMutation = { replyToTicket: { message: { id: string, senderKind: SenderKind, text: string, sentAt: string } | null, ticket: { number: number, messages: Array<{ text: string }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type ChangeTicketStatusMutationVariables = Exact<{
  input: ChangeTicketStatusInput;
}>;


export type ChangeTicketStatusMutation = { changeTicketStatus: { ticket: { number: number, status: TicketStatus, history: Array<{ field: string, before: string | null, after: string | null, changedAt: string, agent: { name: string } | null }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type SetLanguageRuleMutationVariables = Exact<{
  input: SetLanguageRuleInput;
}>;


export type SetLanguageRuleMutation = { setLanguageRule: { languageRule: { id: string, language: string, product: { name: string }, agent: { name: string } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type NarrowCapacityMutationVariables = Exact<{
  input: UpdateAgentInput;
}>;


export type NarrowCapacityMutation = { updateAgent: { agent: { name: string, activeCount: number, capacity: number } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type ImpatientCustomerMutationVariables = Exact<{
  input: StartChatInput;
}>;


export type ImpatientCustomerMutation = { startChat: { accessToken: string | null, accessTokenExpiresAt: string | null, refreshToken: string | null, cursor: string | null, conversation: { id: string, state: ConversationState, placeInQueue: number | null, estimatedWait: { fromSeconds: number, toSeconds: number } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type LeaveEmailMutationVariables = Exact<{
  input: LeaveEmailInput;
}>;


export type LeaveEmailMutation = { leaveEmail: { ticketNumber: number | null, cursor: string | null, conversation: { state: ConversationState, placeInQueue: number | null, endedBy: EndedBy | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type AnotherCustomerMutationVariables = Exact<{
  input: StartChatInput;
}>;


export type AnotherCustomerMutation = { startChat: { accessToken: string | null, accessTokenExpiresAt: string | null, refreshToken: string | null, cursor: string | null, conversation: { id: string, state: ConversationState, placeInQueue: number | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type WhyItWaitsQueryVariables = Exact<{
  conversationId: string | number;
  productId?: string | number | null | undefined;
}>;


export type WhyItWaitsQuery = { conversation: { state: ConversationState, language: string | null, routing: { waiting: { reason: WaitingReason | null, since: string, agents: Array<{ refusal: CandidateRefusal, count: number }> } | null, decisions: Array<{ reason: RoutingReason, decidedAt: string }> } | null } | null, assignableAgents: Array<{ load: number, capacity: number, agent: { id: string, name: string } }>, languageRules: Array<{ id: string, language: string, channel: { name: string } | null, agent: { name: string } | null, group: { name: string } | null }> };

export type ResolveForNextMutationVariables = Exact<{
  input: ResolveConversationInput;
}>;


export type ResolveForNextMutation = { resolveConversation: { conversation: { state: ConversationState, resolvedBy: { name: string, activeCount: number, capacity: number } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type NextCameQueryVariables = Exact<{
  myself?: Array<string | number> | string | number | null | undefined;
}>;


export type NextCameQuery = { queueSize: number, activeConversations: { nodes: Array<{ customer: { name: string }, assignments: Array<{ reason: AssignmentReason, startedAt: string, endReason: AssignmentEndReason | null, agent: { name: string } }> }> } };

export type HandOverMutationVariables = Exact<{
  input: AssignConversationInput;
}>;


export type HandOverMutation = { online: { agent: { status: AgentStatus, activeCount: number, capacity: number } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> }, assignConversation: { cursor: string | null, conversation: { state: ConversationState, agent: { name: string } | null, assignments: Array<{ reason: AssignmentReason, endReason: AssignmentEndReason | null, agent: { name: string } }>, routing: { decisions: Array<{ reason: RoutingReason, rule: RoutingRule | null, language: string | null, agent: { name: string } | null, decidedBy: { name: string } | null }> } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> }, invisible: { agent: { status: AgentStatus, activeCount: number } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type EndChatMutationVariables = Exact<{
  input: ConversationInput;
}>;


export type EndChatMutation = { endChat: { conversation: { id: string, state: ConversationState, endedAt: string | null, endedBy: EndedBy | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type AgentsQueryVariables = Exact<{
  first: number;
  filter?: AgentFilter | null | undefined;
}>;


export type AgentsQuery = { agents: { nodes: Array<{ id: string, name: string, role: Role, status: AgentStatus, statusSince: string, connected: boolean, lastSeenAt: string | null, notAssignableReason: NotAssignableReason | null, activeCount: number, capacity: number, groups: Array<{ name: string }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type FollowAgentCountsSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type FollowAgentCountsSubscription = { agentCountsChanged: { online: number, invisible: number, break: number, offline: number, freeCapacity: number } };

export type ChangeAgentStatusMutationVariables = Exact<{
  input: ChangeAgentStatusInput;
}>;


export type ChangeAgentStatusMutation = { changeAgentStatus: { agent: { name: string, status: AgentStatus, activeCount: number } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type EventsQueryVariables = Exact<{
  after?: string | null | undefined;
  filter?: EventFilter | null | undefined;
  first: number;
}>;


export type EventsQuery = { events: { cursor: string, hasMore: boolean, present: string, events: Array<{ cursor: string, type: LogEventType, at: string, agent: { name: string } | null, message: { senderName: string | null, text: string } | null }>, gap: { reason: StreamGapReason, resumeFrom: string } | null } };

export type CreateProductMutationVariables = Exact<{
  input: CreateProductInput;
}>;


export type CreateProductMutation = { createProduct: { product: { id: string, name: string, onOffline: OnOffline, reactivationHours: number } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type CreateChannelMutationVariables = Exact<{
  input: CreateChannelInput;
}>;


export type CreateChannelMutation = { createChannel: { channel: { id: string, key: string, name: string, type: ChannelType, connected: boolean, product: { name: string } } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type CreateTopicMutationVariables = Exact<{
  input: CreateTopicInput;
}>;


export type CreateTopicMutation = { createTopic: { topic: { id: string, name: string, products: Array<{ name: string }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type CreateGroupMutationVariables = Exact<{
  input: CreateGroupInput;
}>;


export type CreateGroupMutation = { createGroup: { group: { id: string, name: string, channels: Array<{ name: string }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type InviteAgentMutationVariables = Exact<{
  input: InviteAgentInput;
}>;


export type InviteAgentMutation = { inviteAgent: { invitationToken: string | null, agent: { id: string, name: string, email: string, role: Role, invitationPending: boolean, grants: Array<{ product: { name: string } }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type RemoveLanguageRuleMutationVariables = Exact<{
  input: RemoveLanguageRuleInput;
}>;


export type RemoveLanguageRuleMutation = { removeLanguageRule: { removedLanguageRuleId: string | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type WidenCapacityMutationVariables = Exact<{
  input: UpdateAgentInput;
}>;


export type WidenCapacityMutation = { updateAgent: { agent: { name: string, capacity: number } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type GoOfflineMutationVariables = Exact<{ [key: string]: never; }>;


export type GoOfflineMutation = { changeMyStatus: { agent: { status: AgentStatus, statusSince: string, activeCount: number } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type RefreshSessionMutationVariables = Exact<{
  input: RefreshSessionInput;
}>;


export type RefreshSessionMutation = { refreshSession: { accessToken: string | null, accessTokenExpiresAt: string | null, refreshToken: string | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type SignOutMutationVariables = Exact<{ [key: string]: never; }>;


export type SignOutMutation = { signOut: { signedOut: boolean | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type CreateAppChannelMutationVariables = Exact<{
  input: CreateChannelInput;
}>;


export type CreateAppChannelMutation = { createChannel: { channel: { id: string, key: string, name: string, type: ChannelType, appName: string | null, hasIdentitySecret: boolean } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type SignInCustomerMutationVariables = Exact<{
  input: SignInCustomerInput;
}>;


export type SignInCustomerMutation = { signInCustomer: { accessToken: string | null, accessTokenExpiresAt: string | null, refreshToken: string | null, cursor: string | null, customer: { name: string, email: string | null } | null, conversation: { id: string, state: ConversationState } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type StartChatInAppMutationVariables = Exact<{
  input: StartChatInput;
}>;


export type StartChatInAppMutation = { startChat: { accessToken: string | null, accessTokenExpiresAt: string | null, refreshToken: string | null, cursor: string | null, conversation: { id: string, state: ConversationState, placeInQueue: number | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type BesideAppChatsQueryVariables = Exact<{ [key: string]: never; }>;


export type BesideAppChatsQuery = { queue: { nodes: Array<{ id: string, generalInformation: { customerName: string, externalId: string | null, channelName: string, appName: string | null, appVersion: string | null, device: { osName: string | null, osVersion: string | null, model: string | null } | null, attributes: Array<{ key: string, value: string, verified: boolean }> } }> } };


export const ChannelAvailabilityDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ChannelAvailability"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"channelKey"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"channelAvailability"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"channelKey"},"value":{"kind":"Variable","name":{"kind":"Name","value":"channelKey"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"channelKey"}},{"kind":"Field","name":{"kind":"Name","value":"online"}}]}}]}}]} as unknown as DocumentNode<ChannelAvailabilityQuery, ChannelAvailabilityQueryVariables>;
export const StartChatDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StartChat"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"StartChatInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startChat"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conversation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"placeInQueue"}}]}},{"kind":"Field","name":{"kind":"Name","value":"accessToken"}},{"kind":"Field","name":{"kind":"Name","value":"accessTokenExpiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"refreshToken"}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<StartChatMutation, StartChatMutationVariables>;
export const FollowOwnChatDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"FollowOwnChat"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Cursor"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conversationChanged"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ConversationChanged"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"change"}},{"kind":"Field","name":{"kind":"Name","value":"conversation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CustomerConversation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"placeInQueue"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedWait"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fromSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"toSeconds"}}]}},{"kind":"Field","name":{"kind":"Name","value":"agent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StreamGap"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"resumeFrom"}}]}}]}}]}}]} as unknown as DocumentNode<FollowOwnChatSubscription, FollowOwnChatSubscriptionVariables>;
export const WriteMoreDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"WriteMore"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SendMessageInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sendMessage"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sequence"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"sentAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<WriteMoreMutation, WriteMoreMutationVariables>;
export const SignInDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SignIn"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SignInInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"signIn"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"agent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"accessToken"}},{"kind":"Field","name":{"kind":"Name","value":"accessTokenExpiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"refreshToken"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<SignInMutation, SignInMutationVariables>;
export const MyStatusDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"MyStatus"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AgentViewer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"agent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"statusSince"}}]}},{"kind":"Field","name":{"kind":"Name","value":"rights"}}]}}]}}]}}]} as unknown as DocumentNode<MyStatusQuery, MyStatusQueryVariables>;
export const FooterDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Footer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"queueSize"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"channelTypes"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"WEB_CHAT"}]}}]}}]},{"kind":"Field","name":{"kind":"Name","value":"agentCounts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"channelTypes"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"WEB_CHAT"}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"online"}},{"kind":"Field","name":{"kind":"Name","value":"invisible"}},{"kind":"Field","name":{"kind":"Name","value":"break"}},{"kind":"Field","name":{"kind":"Name","value":"offline"}},{"kind":"Field","name":{"kind":"Name","value":"freeCapacity"}}]}}]}}]} as unknown as DocumentNode<FooterQuery, FooterQueryVariables>;
export const QueueDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Queue"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"queue"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"placeInQueue"}},{"kind":"Field","name":{"kind":"Name","value":"queuedAt"}},{"kind":"Field","name":{"kind":"Name","value":"language"}},{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"channel"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"type"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lastMessage"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<QueueQuery, QueueQueryVariables>;
export const ChangeMyStatusDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ChangeMyStatus"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ChangeMyStatusInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changeMyStatus"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"agent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"statusSince"}},{"kind":"Field","name":{"kind":"Name","value":"activeCount"}},{"kind":"Field","name":{"kind":"Name","value":"capacity"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<ChangeMyStatusMutation, ChangeMyStatusMutationVariables>;
export const ActiveConversationsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ActiveConversations"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ActiveConversationsFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"activeConversations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"unreadCount"}},{"kind":"Field","name":{"kind":"Name","value":"unansweredSince"}},{"kind":"Field","name":{"kind":"Name","value":"endedAt"}},{"kind":"Field","name":{"kind":"Name","value":"agent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"product"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"messages"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sequence"}},{"kind":"Field","name":{"kind":"Name","value":"senderKind"}},{"kind":"Field","name":{"kind":"Name","value":"senderName"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"attachments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}},{"kind":"Field","name":{"kind":"Name","value":"url"}}]}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<ActiveConversationsQuery, ActiveConversationsQueryVariables>;
export const FollowQueueDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"FollowQueue"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"queueSizeChanged"}}]}}]} as unknown as DocumentNode<FollowQueueSubscription, FollowQueueSubscriptionVariables>;
export const FollowDeskDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"FollowDesk"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Cursor"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conversationChanged"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ConversationChanged"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"change"}},{"kind":"Field","name":{"kind":"Name","value":"conversation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Conversation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"agent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StreamGap"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"resumeFrom"}}]}}]}}]}}]} as unknown as DocumentNode<FollowDeskSubscription, FollowDeskSubscriptionVariables>;
export const SendMessageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SendMessage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SendMessageInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sendMessage"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sequence"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"sentAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<SendMessageMutation, SendMessageMutationVariables>;
export const ChatBubbleDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"ChatBubble"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"conversationId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"agentStatusChanged"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"conversationId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"conversationId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}}]}}]} as unknown as DocumentNode<ChatBubbleSubscription, ChatBubbleSubscriptionVariables>;
export const FollowMessagesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"FollowMessages"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"conversationId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Cursor"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"messageAdded"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"conversationId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"conversationId"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MessageAdded"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"message"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sequence"}},{"kind":"Field","name":{"kind":"Name","value":"senderKind"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"attachments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}},{"kind":"Field","name":{"kind":"Name","value":"url"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sentAt"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StreamGap"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"resumeFrom"}}]}}]}}]}}]} as unknown as DocumentNode<FollowMessagesSubscription, FollowMessagesSubscriptionVariables>;
export const TypeDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Type"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SetTypingInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"setTyping"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<TypeMutation, TypeMutationVariables>;
export const ReplyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Reply"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SendMessageInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sendMessage"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sequence"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"sentAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<ReplyMutation, ReplyMutationVariables>;
export const FollowInboxDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"FollowInbox"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Cursor"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"inboxMessageAdded"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MessageAdded"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"message"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conversationId"}},{"kind":"Field","name":{"kind":"Name","value":"sequence"}},{"kind":"Field","name":{"kind":"Name","value":"senderKind"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"attachments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}},{"kind":"Field","name":{"kind":"Name","value":"url"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Message"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"senderName"}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StreamGap"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"resumeFrom"}}]}}]}}]}}]} as unknown as DocumentNode<FollowInboxSubscription, FollowInboxSubscriptionVariables>;
export const MarkReadDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"MarkRead"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"MarkReadInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"markRead"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conversation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"unreadCount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<MarkReadMutation, MarkReadMutationVariables>;
export const TicksDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"Ticks"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"conversationId"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Cursor"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"readStateChanged"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"conversationId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"conversationId"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ReadStateChanged"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"by"}},{"kind":"Field","name":{"kind":"Name","value":"sequence"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"conversation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StreamGap"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"resumeFrom"}}]}}]}}]}}]} as unknown as DocumentNode<TicksSubscription, TicksSubscriptionVariables>;
export const OwnConversationsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"OwnConversations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"myConversations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"endedAt"}},{"kind":"Field","name":{"kind":"Name","value":"placeInQueue"}},{"kind":"Field","name":{"kind":"Name","value":"agent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"messages"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sequence"}},{"kind":"Field","name":{"kind":"Name","value":"senderKind"}},{"kind":"Field","name":{"kind":"Name","value":"senderName"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"attachments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}},{"kind":"Field","name":{"kind":"Name","value":"url"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sentAt"}}]}}]}}]}}]}}]} as unknown as DocumentNode<OwnConversationsQuery, OwnConversationsQueryVariables>;
export const GeneralInformationDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"GeneralInformation"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conversation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"generalInformation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customerName"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"productName"}},{"kind":"Field","name":{"kind":"Name","value":"channelType"}},{"kind":"Field","name":{"kind":"Name","value":"channelName"}},{"kind":"Field","name":{"kind":"Name","value":"siteAddress"}},{"kind":"Field","name":{"kind":"Name","value":"appVersion"}},{"kind":"Field","name":{"kind":"Name","value":"device"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"osName"}},{"kind":"Field","name":{"kind":"Name","value":"model"}}]}},{"kind":"Field","name":{"kind":"Name","value":"attributes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"verified"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"replyWindow"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"until"}}]}},{"kind":"Field","name":{"kind":"Name","value":"assignments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"agent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"endedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"notes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]}}]} as unknown as DocumentNode<GeneralInformationQuery, GeneralInformationQueryVariables>;
export const AddNoteDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AddNote"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AddNoteInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"addNote"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"note"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"afterSequence"}},{"kind":"Field","name":{"kind":"Name","value":"agent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<AddNoteMutation, AddNoteMutationVariables>;
export const TopicsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Topics"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"productId"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topics"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"productId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"productId"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"parent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<TopicsQuery, TopicsQueryVariables>;
export const ResolveWithoutTopicDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ResolveWithoutTopic"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ResolveConversationInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"resolveConversation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conversation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<ResolveWithoutTopicMutation, ResolveWithoutTopicMutationVariables>;
export const ResolveDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Resolve"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ResolveConversationInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"resolveConversation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conversation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"topic"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"resolvedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"resolvedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<ResolveMutation, ResolveMutationVariables>;
export const ArchiveDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Archive"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ArchiveFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"archive"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"resolvedAt"}},{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"resolvedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"topic"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ticket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<ArchiveQuery, ArchiveQueryVariables>;
export const ReactivateDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Reactivate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ConversationInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reactivateConversation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conversation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"agent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<ReactivateMutation, ReactivateMutationVariables>;
export const ResolveAgainDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ResolveAgain"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ResolveConversationInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"resolveConversation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conversation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"assignments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"endReason"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<ResolveAgainMutation, ResolveAgainMutationVariables>;
export const ConvertToTicketDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ConvertToTicket"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ConvertToTicketInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"convertToTicket"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ticket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"priority"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"requester"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"conversation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"outcome"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<ConvertToTicketMutation, ConvertToTicketMutationVariables>;
export const TicketsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Tickets"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"TicketFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tickets"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"priority"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"requester"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"email"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<TicketsQuery, TicketsQueryVariables>;
export const ReplyToTicketDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ReplyToTicket"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ReplyToTicketInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"replyToTicket"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"senderKind"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"sentAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ticket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"messages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<ReplyToTicketMutation, ReplyToTicketMutationVariables>;
export const ChangeTicketStatusDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ChangeTicketStatus"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ChangeTicketStatusInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changeTicketStatus"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ticket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"history"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"before"}},{"kind":"Field","name":{"kind":"Name","value":"after"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"agent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<ChangeTicketStatusMutation, ChangeTicketStatusMutationVariables>;
export const SetLanguageRuleDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SetLanguageRule"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SetLanguageRuleInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"setLanguageRule"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"languageRule"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"language"}},{"kind":"Field","name":{"kind":"Name","value":"product"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"agent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<SetLanguageRuleMutation, SetLanguageRuleMutationVariables>;
export const NarrowCapacityDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"NarrowCapacity"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateAgentInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateAgent"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"agent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"activeCount"}},{"kind":"Field","name":{"kind":"Name","value":"capacity"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<NarrowCapacityMutation, NarrowCapacityMutationVariables>;
export const ImpatientCustomerDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ImpatientCustomer"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"StartChatInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startChat"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conversation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"placeInQueue"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedWait"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fromSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"toSeconds"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"accessToken"}},{"kind":"Field","name":{"kind":"Name","value":"accessTokenExpiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"refreshToken"}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<ImpatientCustomerMutation, ImpatientCustomerMutationVariables>;
export const LeaveEmailDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"LeaveEmail"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"LeaveEmailInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"leaveEmail"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ticketNumber"}},{"kind":"Field","name":{"kind":"Name","value":"conversation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"placeInQueue"}},{"kind":"Field","name":{"kind":"Name","value":"endedBy"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<LeaveEmailMutation, LeaveEmailMutationVariables>;
export const AnotherCustomerDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AnotherCustomer"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"StartChatInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startChat"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conversation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"placeInQueue"}}]}},{"kind":"Field","name":{"kind":"Name","value":"accessToken"}},{"kind":"Field","name":{"kind":"Name","value":"accessTokenExpiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"refreshToken"}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<AnotherCustomerMutation, AnotherCustomerMutationVariables>;
export const WhyItWaitsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"WhyItWaits"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"conversationId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"productId"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conversation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"conversationId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"language"}},{"kind":"Field","name":{"kind":"Name","value":"routing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"waiting"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"agents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"refusal"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"decisions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"decidedAt"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"assignableAgents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"conversationId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"conversationId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"agent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"load"}},{"kind":"Field","name":{"kind":"Name","value":"capacity"}}]}},{"kind":"Field","name":{"kind":"Name","value":"languageRules"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"productId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"productId"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"language"}},{"kind":"Field","name":{"kind":"Name","value":"channel"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"agent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"group"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<WhyItWaitsQuery, WhyItWaitsQueryVariables>;
export const ResolveForNextDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ResolveForNext"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ResolveConversationInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"resolveConversation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conversation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"resolvedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"activeCount"}},{"kind":"Field","name":{"kind":"Name","value":"capacity"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<ResolveForNextMutation, ResolveForNextMutationVariables>;
export const NextCameDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"NextCame"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"myself"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"queueSize"}},{"kind":"Field","name":{"kind":"Name","value":"activeConversations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"agentIds"},"value":{"kind":"Variable","name":{"kind":"Name","value":"myself"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"assignments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"endReason"}},{"kind":"Field","name":{"kind":"Name","value":"agent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<NextCameQuery, NextCameQueryVariables>;
export const HandOverDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"HandOver"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AssignConversationInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"online"},"name":{"kind":"Name","value":"changeMyStatus"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"status"},"value":{"kind":"EnumValue","value":"ONLINE"}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"agent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"activeCount"}},{"kind":"Field","name":{"kind":"Name","value":"capacity"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"assignConversation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conversation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"agent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"assignments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"agent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"endReason"}}]}},{"kind":"Field","name":{"kind":"Name","value":"routing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"decisions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"language"}},{"kind":"Field","name":{"kind":"Name","value":"agent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"decidedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}},{"kind":"Field","alias":{"kind":"Name","value":"invisible"},"name":{"kind":"Name","value":"changeMyStatus"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"status"},"value":{"kind":"EnumValue","value":"INVISIBLE"}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"agent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"activeCount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<HandOverMutation, HandOverMutationVariables>;
export const EndChatDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"EndChat"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ConversationInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endChat"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conversation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"endedAt"}},{"kind":"Field","name":{"kind":"Name","value":"endedBy"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<EndChatMutation, EndChatMutationVariables>;
export const AgentsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Agents"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AgentFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"agents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"statusSince"}},{"kind":"Field","name":{"kind":"Name","value":"connected"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"notAssignableReason"}},{"kind":"Field","name":{"kind":"Name","value":"activeCount"}},{"kind":"Field","name":{"kind":"Name","value":"capacity"}},{"kind":"Field","name":{"kind":"Name","value":"groups"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<AgentsQuery, AgentsQueryVariables>;
export const FollowAgentCountsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"FollowAgentCounts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"agentCountsChanged"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"online"}},{"kind":"Field","name":{"kind":"Name","value":"invisible"}},{"kind":"Field","name":{"kind":"Name","value":"break"}},{"kind":"Field","name":{"kind":"Name","value":"offline"}},{"kind":"Field","name":{"kind":"Name","value":"freeCapacity"}}]}}]}}]} as unknown as DocumentNode<FollowAgentCountsSubscription, FollowAgentCountsSubscriptionVariables>;
export const ChangeAgentStatusDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ChangeAgentStatus"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ChangeAgentStatusInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changeAgentStatus"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"agent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"activeCount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<ChangeAgentStatusMutation, ChangeAgentStatusMutationVariables>;
export const EventsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Events"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Cursor"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"EventFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"events"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"events"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"agent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"message"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"senderName"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"hasMore"}},{"kind":"Field","name":{"kind":"Name","value":"present"}},{"kind":"Field","name":{"kind":"Name","value":"gap"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"resumeFrom"}}]}}]}}]}}]} as unknown as DocumentNode<EventsQuery, EventsQueryVariables>;
export const CreateProductDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateProduct"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateProductInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createProduct"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"product"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"onOffline"}},{"kind":"Field","name":{"kind":"Name","value":"reactivationHours"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<CreateProductMutation, CreateProductMutationVariables>;
export const CreateChannelDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateChannel"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateChannelInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createChannel"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"channel"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"connected"}},{"kind":"Field","name":{"kind":"Name","value":"product"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<CreateChannelMutation, CreateChannelMutationVariables>;
export const CreateTopicDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateTopic"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateTopicInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createTopic"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topic"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"products"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<CreateTopicMutation, CreateTopicMutationVariables>;
export const CreateGroupDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateGroup"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateGroupInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createGroup"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"group"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"channels"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<CreateGroupMutation, CreateGroupMutationVariables>;
export const InviteAgentDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"InviteAgent"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"InviteAgentInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"inviteAgent"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"agent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"invitationPending"}},{"kind":"Field","name":{"kind":"Name","value":"grants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"product"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"invitationToken"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<InviteAgentMutation, InviteAgentMutationVariables>;
export const RemoveLanguageRuleDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RemoveLanguageRule"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RemoveLanguageRuleInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"removeLanguageRule"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"removedLanguageRuleId"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<RemoveLanguageRuleMutation, RemoveLanguageRuleMutationVariables>;
export const WidenCapacityDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"WidenCapacity"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateAgentInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateAgent"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"agent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"capacity"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<WidenCapacityMutation, WidenCapacityMutationVariables>;
export const GoOfflineDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"GoOffline"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changeMyStatus"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"status"},"value":{"kind":"EnumValue","value":"OFFLINE"}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"agent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"statusSince"}},{"kind":"Field","name":{"kind":"Name","value":"activeCount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<GoOfflineMutation, GoOfflineMutationVariables>;
export const RefreshSessionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RefreshSession"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RefreshSessionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"refreshSession"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accessToken"}},{"kind":"Field","name":{"kind":"Name","value":"accessTokenExpiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"refreshToken"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<RefreshSessionMutation, RefreshSessionMutationVariables>;
export const SignOutDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SignOut"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"signOut"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"signedOut"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<SignOutMutation, SignOutMutationVariables>;
export const CreateAppChannelDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateAppChannel"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateChannelInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createChannel"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"channel"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"appName"}},{"kind":"Field","name":{"kind":"Name","value":"hasIdentitySecret"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<CreateAppChannelMutation, CreateAppChannelMutationVariables>;
export const SignInCustomerDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SignInCustomer"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SignInCustomerInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"signInCustomer"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}},{"kind":"Field","name":{"kind":"Name","value":"conversation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}},{"kind":"Field","name":{"kind":"Name","value":"accessToken"}},{"kind":"Field","name":{"kind":"Name","value":"accessTokenExpiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"refreshToken"}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<SignInCustomerMutation, SignInCustomerMutationVariables>;
export const StartChatInAppDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StartChatInApp"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"StartChatInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startChat"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conversation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"placeInQueue"}}]}},{"kind":"Field","name":{"kind":"Name","value":"accessToken"}},{"kind":"Field","name":{"kind":"Name","value":"accessTokenExpiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"refreshToken"}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<StartChatInAppMutation, StartChatInAppMutationVariables>;
export const BesideAppChatsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"BesideAppChats"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"queue"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"channelTypes"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"IN_APP_IOS"},{"kind":"EnumValue","value":"IN_APP_ANDROID"}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"generalInformation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customerName"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"channelName"}},{"kind":"Field","name":{"kind":"Name","value":"appName"}},{"kind":"Field","name":{"kind":"Name","value":"appVersion"}},{"kind":"Field","name":{"kind":"Name","value":"device"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"osName"}},{"kind":"Field","name":{"kind":"Name","value":"osVersion"}},{"kind":"Field","name":{"kind":"Name","value":"model"}}]}},{"kind":"Field","name":{"kind":"Name","value":"attributes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"verified"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<BesideAppChatsQuery, BesideAppChatsQueryVariables>;