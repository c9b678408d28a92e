import type { Follower } from '../support/follower.js';

export interface HeardMessage {
  cursor: string;
  message: { id: string; sequence: number; clientMessageId: string | null };
}

export interface HeardChange {
  cursor: string;
}

/** What the server said yes to. */
export interface Acknowledged {
  conversationId: string;
  clientMessageId: string;
  sequence: number;
  text: string;
}

/** Who hears the messages of a conversation from the second on. */
export interface ChatEar {
  who: string;
  conversationId: string;
  follower: Follower<HeardMessage>;
}

/** All that is to be compared in the end. */
export class Ledger {
  readonly acknowledged: Acknowledged[] = [];
  readonly ears: ChatEar[] = [];
  /** Who hears all that happens to conversations. */
  readonly observers: Follower<HeardChange>[] = [];
  readonly faults: string[] = [];
  chats = 0;

  get followers(): Follower<HeardMessage | HeardChange>[] {
    return [...this.ears.map(({ follower }) => follower), ...this.observers];
  }
}

export const MESSAGE_ADDED = `subscription ($id: ID!, $after: Cursor) { event: messageAdded(conversationId: $id, after: $after) {
  ... on MessageAdded { cursor message { id sequence clientMessageId } } ... on StreamGap { reason resumeFrom } } }`;
export const CONVERSATION_CHANGED = `subscription ($after: Cursor) { event: conversationChanged(after: $after) {
  ... on ConversationChanged { cursor } ... on StreamGap { reason resumeFrom } } }`;
