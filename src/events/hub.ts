import type { EventType } from '../entities/enums.js';
import type { LoggedEvent } from './event-log.js';

/** How many events wait for one subscriber before it is told of a gap. */
export const QUEUE_LIMIT = 1_000;

export interface Subscriber {
  /** Called for each event of the topic, in order; must not throw and must not block. */
  push(event: LoggedEvent): void;
}

/** A topic is a workspace's whole stream, one conversation's, one customer's, a channel's queue, or one account's rights. */
export const workspaceTopic = (workspaceId: string): string => `workspace:${workspaceId}`;
export const conversationTopic = (conversationId: string): string => `conversation:${conversationId}`;
export const customerTopic = (customerId: string): string => `customer:${customerId}`;
export const queueTopic = (channelId: string): string => `queue:${channelId}`;
export const accountTopic = (agentOrCustomerId: string): string => `account:${agentOrCustomerId}`;

/** What moves others up or back in the queue of a channel. */
const MOVES_QUEUE = new Set<EventType>([
  'conversation.assigned',
  'conversation.handed_back',
  'conversation.ended',
  'conversation.abandoned',
]);
/** After which a token may mean somebody else, or nobody. */
const CHANGES_ACCOUNT = new Set<EventType>(['agent.updated', 'session.revoked']);

const topicsOf = (event: LoggedEvent): string[] => {
  const { conversationId, customerId, channelId, agentId } = event;
  const topics = [workspaceTopic(event.workspaceId)];
  if (conversationId) topics.push(conversationTopic(conversationId));
  if (customerId) topics.push(customerTopic(customerId));
  if (channelId && MOVES_QUEUE.has(event.type)) topics.push(queueTopic(channelId));
  if (CHANGES_ACCOUNT.has(event.type)) topics.push(...[agentId, customerId].filter((id) => id !== null).map(accountTopic));
  return topics;
};

/** Hands what the log's reader reads to the local subscribers of its topics. */
export class Hub {
  private readonly topics = new Map<string, Set<Subscriber>>();

  subscribe(topic: string, subscriber: Subscriber): () => void {
    const members = this.topics.get(topic) ?? new Set();
    this.topics.set(topic, members.add(subscriber));
    return () => this.unsubscribe(topic, subscriber);
  }

  /** What calling the answer of `subscribe` does, for those who are too many to keep it. */
  unsubscribe(topic: string, subscriber: Subscriber): void {
    const members = this.topics.get(topic);
    if (members?.delete(subscriber) && members.size === 0) this.topics.delete(topic);
  }

  /** How often events were handed on: what was read after the last time is no older than any of them. */
  deliveries = 0;

  deliver(events: readonly LoggedEvent[]): void {
    this.deliveries++;
    for (const event of events) for (const topic of topicsOf(event)) this.push(topic, event);
  }

  /** How many subscribers there are; for /metrics and leak checks. */
  get size(): number {
    let size = 0;
    for (const members of this.topics.values()) size += members.size;
    return size;
  }

  private push(topic: string, event: LoggedEvent): void {
    for (const subscriber of this.topics.get(topic) ?? []) subscriber.push(event);
  }
}
