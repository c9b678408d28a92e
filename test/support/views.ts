/** What the tests ask of conversations, messages and streams, with the types of the answers. */

/** How far a message came, as `sequence` to it. */
export const TICKS = 'sequence deliveredAt readAt';

export interface TicksSeen {
  sequence: number;
  deliveredAt: string | null;
  readAt: string | null;
}

export const READ_STATE = `
  ... on ReadStateChanged { cursor kind by sequence at conversation { id unreadCount } } ... on StreamGap { reason resumeFrom }`;

/** What one side got or read. */
export interface ReadStateSeen {
  cursor: string;
  kind: string;
  by: string;
  sequence: number;
  at: string;
  conversation: { id: string; unreadCount: number };
}

export const TYPING = 'conversationId by name typing';

/** Somebody began or stopped typing. */
export interface TypingSeen {
  conversationId: string;
  by: string;
  name: string;
  typing: boolean;
}

const MESSAGE = 'id conversationId sequence senderKind text sentAt clientMessageId';

export interface MessageSeen {
  id: string;
  conversationId: string;
  sequence: number;
  senderKind: string;
  text: string;
  sentAt: string;
  clientMessageId: string | null;
}

export const CONVERSATION = `
  id state outcome language startedAt queuedAt assignedAt endedAt endedBy resolvedAt handedBackAt placeInQueue waitingReason unreadCount unansweredSince
  agent { name } resolvedBy { name } topic { id name } group { name } customer { name email }
  assignments { reason endReason startedAt endedAt agent { name } assignedBy { name } }
  ticket { id number status } previousConversation { id } replyWindow { kind until }
  lastMessage { text } notes { text agent { name } } messages(first: 100) { nodes { ${MESSAGE} } }`;

/** What stands beside a conversation of an app. */
export const BESIDE = `customerName email externalId appVersion
  device { installation osName osVersion model appVersion } attributes { key value verified }`;

export interface BesideSeen {
  customerName: string;
  email: string | null;
  externalId: string | null;
  appVersion: string | null;
  device: { installation: string; osName: string | null; osVersion: string | null; model: string | null; appVersion: string | null } | null;
  attributes: { key: string; value: string; verified: boolean }[];
}

interface Named {
  name: string;
}

/** A conversation as the desk sees it. */
export interface ConversationSeen {
  id: string;
  state: string;
  outcome: string | null;
  language: string | null;
  startedAt: string;
  queuedAt: string;
  assignedAt: string | null;
  endedAt: string | null;
  endedBy: string | null;
  resolvedAt: string | null;
  handedBackAt: string | null;
  placeInQueue: number | null;
  waitingReason: string | null;
  unreadCount: number;
  unansweredSince: string | null;
  agent: Named | null;
  resolvedBy: Named | null;
  topic: (Named & { id: string }) | null;
  group: Named | null;
  customer: Named & { email: string | null };
  assignments: {
    reason: string;
    endReason: string | null;
    startedAt: string;
    endedAt: string | null;
    agent: Named;
    assignedBy: Named | null;
  }[];
  ticket: { id: string; number: number; status: string } | null;
  previousConversation: { id: string } | null;
  replyWindow: { kind: string; until: string } | null;
  lastMessage: { text: string } | null;
  notes: { text: string; agent: Named }[];
  messages: { nodes: MessageSeen[] };
}

export const OWN_CONVERSATION = `
  id state startedAt assignedAt endedAt endedBy placeInQueue productName agent { name status }
  messages(first: 100) { nodes { ${MESSAGE} senderName } }`;

/** A conversation as its customer sees it. */
export interface OwnConversationSeen {
  id: string;
  state: string;
  startedAt: string;
  assignedAt: string | null;
  endedAt: string | null;
  endedBy: string | null;
  placeInQueue: number | null;
  agent: { name: string; status: string } | null;
  messages: { nodes: (MessageSeen & { senderName: string | null })[] };
}

export const AGENT = 'id name status statusSince connected lastSeenAt assignable notAssignableReason capacity activeCount';

export interface AgentSeen {
  id: string;
  name: string;
  status: string;
  statusSince: string;
  connected: boolean;
  lastSeenAt: string | null;
  assignable: boolean;
  notAssignableReason: string | null;
  capacity: number;
  activeCount: number;
}

export const MESSAGE_ADDED = `__typename ... on MessageAdded { cursor message { ${MESSAGE} } } ... on StreamGap { reason resumeFrom }`;

export interface MessageAddedSeen {
  cursor: string;
  message: MessageSeen;
}

export const CONVERSATION_CHANGED = `__typename
  ... on ConversationChanged { cursor change conversation { id state endedAt
    ... on Conversation { agent { name } topic { name } }
    ... on CustomerConversation { placeInQueue agent { name status } } } }
  ... on StreamGap { reason resumeFrom }`;

export interface ConversationChangedSeen {
  cursor: string;
  change: string;
  conversation: {
    id: string;
    state: string;
    endedAt: string | null;
    agent: { name: string; status?: string } | null;
    topic?: Named | null;
    placeInQueue?: number | null;
  };
}

export const AGENT_CHANGED = `__typename ... on AgentChanged { cursor agent { ${AGENT} } } ... on StreamGap { reason resumeFrom }`;

export interface AgentChangedSeen {
  cursor: string;
  agent: AgentSeen;
}

export const COUNTS = 'online disconnected invisible break offline freeCapacity';

export interface CountsSeen {
  online: number;
  disconnected: number;
  invisible: number;
  break: number;
  offline: number;
  freeCapacity: number;
}
