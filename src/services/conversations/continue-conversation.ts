import { Channel } from '../../entities/channel.js';
import type { Conversation } from '../../entities/conversation.js';
import { Product } from '../../entities/product.js';
import type { Work } from '../use-case.js';
import { lockCurrent } from './access.js';
import { beginConversation } from './begin-conversation.js';
import { reopen } from './reopen.js';
import { continuation, reactivatableUntil } from './rules.js';

export interface Continued {
  conversation: Conversation;
  /** False when it has just begun, or has come back from the archive. */
  wasOpen: boolean;
}

/**
 * The conversation that a known customer's words belong to: the open one, the last one moved back from the archive within
 * its window, or a new one linked to the last. One at a time for a customer: their current one is held, or, when this is
 * their first, their own row, which the caller has just written.
 */
export const continueConversation = async (
  work: Work,
  channel: Channel,
  customerId: string,
  language: string | null,
  writes: boolean,
  deviceId: string | null = null,
): Promise<Continued> => {
  const begin = async (previousConversationId: string | null, tongue = language): Promise<Continued> => {
    const beginning = { customerId, language: tongue, deviceId, previousConversationId };
    return { conversation: await beginConversation(work, channel, beginning), wasOpen: false };
  };
  const latest = await lockCurrent(work, customerId);
  if (!latest) return begin(null);
  const product = await work.em.findOneOrFail(Product, channel.productId);
  const until = reactivatableUntil(channel.type, latest.lastCustomerMessageAt ?? latest.startedAt, product.reactivationHours);
  const next = continuation(latest, until, work.now());
  if (next === 'APPEND') return { conversation: latest, wasOpen: true };
  if (next !== 'REOPEN' || !writes) return begin(latest.id, language ?? latest.language);
  await reopen(work, latest);
  return { conversation: latest, wasOpen: false };
};

/** For a customer who wrote into a conversation that is over. */
export const continueFrom = async (work: Work, over: { channelId: string; customerId: string }): Promise<Conversation> => {
  const channel = await work.em.findOneOrFail(Channel, over.channelId);
  return (await continueConversation(work, channel, over.customerId, null, true)).conversation;
};
