import { ChannelType, ConversationState } from '../../entities/enums.js';

const HOUR = 3_600_000;

/** Conversations from a platform: the platform's own windows, in hours, after the customer's last message. */
const PLATFORM_HOURS: Partial<Record<ChannelType, { reply: number; humanAgent: number }>> = {
  // https://developers.facebook.com/docs/whatsapp/conversation-types: the customer service window is 24 hours.
  [ChannelType.WHATSAPP]: { reply: 24, humanAgent: 24 },
  // https://developers.facebook.com/docs/messenger-platform/policy/policy-overview: 24 hours, 7 days with the human agent tag.
  [ChannelType.MESSENGER]: { reply: 24, humanAgent: 168 },
  [ChannelType.INSTAGRAM]: { reply: 24, humanAgent: 168 },
};

/** Customers of these write through the platform; web and in-app ones through `startChat`. */
export const comesThroughPlatform = (type: ChannelType): boolean => PLATFORM_HOURS[type] !== undefined;

/** Until when an archived conversation may be moved back to active. */
export const reactivatableUntil = (type: ChannelType, lastCustomerMessageAt: Date, productHours: number): Date =>
  new Date(lastCustomerMessageAt.getTime() + (PLATFORM_HOURS[type]?.humanAgent ?? productHours) * HOUR);

/**
 * Which messages an agent may still send, and until when; null: no limit. A platform takes none for a customer who has not
 * written yet, though the desk began the conversation: only a template.
 */
export const replyWindow = (
  type: ChannelType,
  lastCustomerMessageAt: Date | null,
  now: Date,
  startedAt: Date = now,
): { until: Date; kind: ReplyKind } | null => {
  const hours = PLATFORM_HOURS[type];
  if (!hours) return null;
  if (lastCustomerMessageAt === null) return { until: startedAt, kind: 'CLOSED' };
  const end = (length: number): Date => new Date(lastCustomerMessageAt.getTime() + length * HOUR);
  if (now <= end(hours.reply)) return { until: end(hours.reply), kind: 'STANDARD' };
  if (now <= end(hours.humanAgent)) return { until: end(hours.humanAgent), kind: 'HUMAN_AGENT' };
  return { until: end(hours.humanAgent), kind: 'CLOSED' };
};

/** What is possible once the platform takes no more answers. */
export const afterTheWindow = (type: ChannelType): string =>
  type === ChannelType.WHATSAPP
    ? 'WhatsApp takes answers for 24 hours after the customer’s last message. Send a template (`sendTemplate`), or convert to a ticket.'
    : 'The platform takes answers for 7 days after the customer’s last message. When the customer writes again, answer; until then convert to a ticket.';

export type ReplyKind = 'STANDARD' | 'HUMAN_AGENT' | 'CLOSED';

/** Handed-back conversations stand before all that were never assigned, among themselves the longest waiting first. */
const HEAD_START = 365 * 24 * HOUR;

export const priorityOf = (queuedAt: Date, handedBack: boolean): Date =>
  handedBack ? new Date(queuedAt.getTime() - HEAD_START) : queuedAt;

interface Standing {
  state: ConversationState;
  endedAt: Date | null;
}

/** Of those that are not in the archive. */
export const OPEN_STATES = [ConversationState.QUEUED, ConversationState.ACTIVE];

/** Not resolved, not abandoned, not ended by the customer: at most one for a customer and channel. */
export const isOpen = ({ state, endedAt }: Standing): boolean => OPEN_STATES.includes(state) && endedAt === null;

export type Ending = 'ABANDON' | 'AWAIT_TOPIC' | 'ALREADY_ENDED' | 'ALREADY_RESOLVED';

/** What it means when the customer ends the chat. */
export const ending = (conversation: Standing & { lastAgentId: string | null }): Ending => {
  if (conversation.state === ConversationState.RESOLVED) return 'ALREADY_RESOLVED';
  if (conversation.state === ConversationState.ABANDONED || conversation.endedAt) return 'ALREADY_ENDED';
  if (conversation.state === ConversationState.QUEUED && !conversation.lastAgentId) return 'ABANDON';
  return 'AWAIT_TOPIC';
};

export type Continuation = 'APPEND' | 'REOPEN' | 'BEGIN';

/** Where a customer's message goes: into the conversation, into it moved back from the archive, or into a new one. */
export const continuation = (conversation: Standing, reactivatable: Date, now: Date): Continuation => {
  if (isOpen(conversation)) return 'APPEND';
  const reopens = conversation.state === ConversationState.RESOLVED && conversation.endedAt === null && now <= reactivatable;
  return reopens ? 'REOPEN' : 'BEGIN';
};
