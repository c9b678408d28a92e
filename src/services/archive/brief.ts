import type { EntityManager } from '@mikro-orm/postgresql';
import { Agent } from '../../entities/agent.js';
import { Conversation } from '../../entities/conversation.js';
import { Customer } from '../../entities/customer.js';
import { Topic } from '../../entities/topic.js';
import { columnsOf, recordsOf } from '../../records.js';
import type { Showing } from '../merged-page.js';

const OF_CONVERSATION = [
  'id',
  'productId',
  'channelId',
  'customerId',
  'agentId',
  'groupId',
  'resolvedById',
  'topicId',
  'state',
  'outcome',
  'startedAt',
  'archivedAt',
] as const;
const NAME = ['id', 'name'] as const;

/**
 * What a list of the archive mostly shows, joined to the page once it is cut: one statement for four, and a fifth of the
 * columns, which is what a row costs. The names are told by the conversation and not to the loaders, where others would take
 * them for whole records.
 */
export const brief = (em: EntityManager): Showing => {
  const conversationOf = recordsOf(em, Conversation, 'c', OF_CONVERSATION);
  const customerOf = recordsOf(em, Customer, 'customer', NAME);
  const [resolvers, topics] = [recordsOf(em, Agent, 'resolver', NAME), recordsOf(em, Topic, 'topic', NAME)];
  // A page has the same few again and again.
  const known = new Map<unknown, unknown>();
  const once = <Named>(id: unknown, make: () => Named): Named | null => {
    if (id === null) return null;
    const record = (known.get(id) as Named | undefined) ?? make();
    known.set(id, record);
    return record;
  };
  return {
    columns: [
      columnsOf(em, Conversation, 'c', OF_CONVERSATION),
      columnsOf(em, Customer, 'customer', NAME),
      columnsOf(em, Agent, 'resolver', NAME),
      columnsOf(em, Topic, 'topic', NAME),
    ].join(', '),
    joins: `left join customer on customer.id = c.customer_id left join agent resolver on resolver.id = c.resolved_by_id
      left join topic on topic.id = c.topic_id`,
    read: (row) => {
      const conversation = conversationOf(row);
      conversation.named = {
        customer: once(row['customer.id'], () => customerOf(row)),
        resolvedBy: once(row['resolver.id'], () => resolvers(row)),
        topic: once(row['topic.id'], () => topics(row)),
      };
      return conversation;
    },
  };
};
