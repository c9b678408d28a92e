import { v7 } from 'uuid';
import type { Channel } from '../../entities/channel.js';
import { Conversation } from '../../entities/conversation.js';
import { ConversationState } from '../../entities/enums.js';
import { requireRoom } from '../routing/queue-limit.js';
import type { Work } from '../use-case.js';
import { conversationEvent } from './conversation-event.js';
import { groupOfChannel } from './queries.js';
import { priorityOf } from './rules.js';

export interface Beginning {
  customerId: string;
  language: string | null;
  /** The device it is begun from, where one was told. */
  deviceId?: string | null;
  previousConversationId: string | null;
}

type Where = Pick<Channel, 'id' | 'workspaceId' | 'productId'>;

/** A new conversation, waiting in the queue. The caller holds the customer's current one, or has just written the customer. */
export const beginConversation = async (work: Work, channel: Where, beginning: Beginning): Promise<Conversation> => {
  await requireRoom(work.em, channel.id);
  const conversation = await writeConversation(work, channel, beginning);
  work.record(conversationEvent('conversation.queued', conversation));
  work.route(channel.workspaceId);
  return conversation;
};

/** The same, told to nobody: of somebody who leaves an e-mail address and is never in the queue. */
export const writeConversation = async (work: Work, channel: Where, beginning: Beginning): Promise<Conversation> => {
  const now = work.now();
  const conversation = work.em.create(Conversation, {
    id: v7(),
    workspaceId: channel.workspaceId,
    productId: channel.productId,
    channelId: channel.id,
    ...beginning,
    groupId: await groupOfChannel(work.em, channel.id),
    state: ConversationState.QUEUED,
    startedAt: now,
    queuedAt: now,
    priorityAt: priorityOf(now, false),
    lastActivityAt: now,
    lastSequence: 0,
    passedBy: [],
    unreadCount: 0,
    assignedAt: null,
    endedAt: null,
    endedBy: null,
  });
  await work.em.flush();
  return conversation;
};
