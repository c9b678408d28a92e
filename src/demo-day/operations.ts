// Everything the demo day asks of the server. Each root field is called `answer`, `payload` or `event`.

const mutation = (name: string, fields = '', input = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`): string =>
  `mutation ${name.charAt(0).toUpperCase()}${name.slice(1)}($input: ${input}!) {
    payload: ${name}(input: $input) { cursor userErrors { code message } ${fields} }
  }`;

const TOKENS = 'accessToken accessTokenExpiresAt refreshToken';

export const SIGN_IN = mutation('signIn', TOKENS);
export const REFRESH_SESSION = mutation('refreshSession', TOKENS);

export const CREATE_PRODUCT = mutation('createProduct', 'product { id }');
export const ARCHIVE_PRODUCT = mutation('archiveProduct', '', 'ProductInput');
export const CREATE_CHANNEL = mutation('createChannel', 'channel { id key }');
export const CONNECT_CHANNEL = mutation('connectChannel', 'channel { connection { callbackUrl verifyToken } }');
export const DISCONNECT_CHANNEL = mutation('disconnectChannel', '', 'ChannelInput');
export const CREATE_TOPIC = mutation('createTopic', 'topic { id name }');
export const ARCHIVE_TOPIC = mutation('archiveTopic', '', 'TopicInput');
export const INVITE_AGENT = mutation('inviteAgent', 'invitationToken agent { id }');
export const ACCEPT_INVITATION = mutation('acceptInvitation', 'email');
export const DEACTIVATE_AGENT = mutation('deactivateAgent', '', 'AgentInput');
export const TOPICS = 'query Topics($productId: ID!) { answer: topics(filter: { productId: $productId }) { id name } }';

export const START_CHAT = mutation('startChat', `${TOKENS} conversation { id }`);
export const SEND_MESSAGE = mutation('sendMessage', 'message { conversationId }');
export const SET_TYPING = mutation('setTyping');
export const MARK_READ = mutation('markRead');
export const END_CHAT = mutation('endChat', '', 'ConversationInput');

export const CHANGE_MY_STATUS = mutation('changeMyStatus');
export const ASSIGN_CONVERSATION = mutation('assignConversation');
export const SET_CONVERSATION_TOPIC = mutation('setConversationTopic');
export const RESOLVE_CONVERSATION = mutation('resolveConversation');
export const CONVERT_TO_TICKET = mutation('convertToTicket', 'ticket { id }');
export const ADD_NOTE = mutation('addNote');
export const WRITTEN_SO_FAR = `query WrittenSoFar($id: ID!) {
  answer: conversation(id: $id) { endedAt state messages(last: 100) { nodes { clientMessageId sequence text } } }
}`;
export const COLLEAGUES = `query Colleagues($productId: ID!) {
  answer: agents(first: 100, filter: { productId: $productId, statuses: [ONLINE] }) { nodes { id activeCount capacity } }
}`;

/** Whose it is shows in where it came in and how it begins. */
export const BEGINNING = `query Beginning($id: ID!) {
  answer: conversation(id: $id) { channel { id } messages(first: 1) { nodes { text } } }
}`;

const GAP = '... on StreamGap { reason resumeFrom }';
const MESSAGE_EVENT = `... on MessageAdded { cursor message { id conversationId sequence senderKind clientMessageId text } } ${GAP}`;
const CHANGE_EVENT = `... on ConversationChanged { cursor change conversation { id } } ${GAP}`;

export const MESSAGE_ADDED = `subscription MessageAdded($conversationId: ID!, $after: Cursor) {
  event: messageAdded(conversationId: $conversationId, after: $after) { ${MESSAGE_EVENT} }
}`;
export const INBOX_MESSAGE_ADDED = `subscription InboxMessageAdded($after: Cursor) {
  event: inboxMessageAdded(after: $after) { ${MESSAGE_EVENT} }
}`;
export const CONVERSATION_CHANGED = `subscription ConversationChanged($filter: ConversationChangedFilter, $after: Cursor) {
  event: conversationChanged(filter: $filter, after: $after) { ${CHANGE_EVENT} }
}`;
export const TYPING_CHANGED = `subscription TypingChanged($conversationId: ID!) {
  event: typingChanged(conversationId: $conversationId) { by name typing }
}`;
export const READ_STATE_CHANGED = `subscription ReadStateChanged($after: Cursor) {
  event: readStateChanged(after: $after) { ... on ReadStateChanged { cursor kind by } ${GAP} }
}`;
export const AGENT_CHANGED = `subscription AgentChanged($agentIds: [ID!]!, $after: Cursor) {
  event: agentChanged(filter: { agentIds: $agentIds }, after: $after) {
    ... on AgentChanged { cursor agent { id status activeCount capacity } } ${GAP}
  }
}`;
export const QUEUE_SIZE_CHANGED =
  'subscription QueueSizeChanged($productId: ID!) { event: queueSizeChanged(filter: { productId: $productId }) }';
export const AGENT_COUNTS_CHANGED = `subscription AgentCountsChanged($productId: ID!) {
  event: agentCountsChanged(filter: { productId: $productId }) { online break invisible offline freeCapacity }
}`;

const RECORDED_MESSAGES = 'nodes { id sequence senderKind clientMessageId text sentAt } pageInfo { hasNextPage endCursor }';
const RECORDED = `nodes {
    id state outcome startedAt agent { id } topic { id } ticket { id } customer { name }
    assignments { agent { id } reason startedAt endedAt }
    messages(first: 100) { ${RECORDED_MESSAGES} }
  } pageInfo { hasNextPage endCursor }`;
const records = (name: string, field: string): string => `query ${name}($productId: ID!, $after: String) {
  answer: ${field}(filter: { productId: $productId }, first: 25, after: $after) { ${RECORDED} }
}`;

/** Between them every conversation stands exactly once. */
export const RECORDS = [
  records('Archive', 'archive'),
  records('ActiveConversations', 'activeConversations'),
  records('Queue', 'queue'),
] as const;
export const MORE_MESSAGES = `query MoreMessages($id: ID!, $after: String) {
  answer: conversation(id: $id) { messages(first: 100, after: $after) { ${RECORDED_MESSAGES} } }
}`;
