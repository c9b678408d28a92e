import type { EntityManager } from '@mikro-orm/postgresql';
import { Agent } from '../../entities/agent.js';
import { Customer } from '../../entities/customer.js';
import { Topic } from '../../entities/topic.js';
import type { Loaders } from '../../loaders/loaders.js';
import { columnsOf, toRecord } from '../../records.js';
import type { Beside } from '../merged-page.js';

/**
 * What a page of the archive is mostly shown with, joined to the page once it is cut and handed to the loaders: one
 * statement where there were four.
 */
export const besideArchived = (em: EntityManager, load: Loaders): Beside => {
  const known = new Set<string>();
  const firstOf = (id: unknown): id is string => {
    if (typeof id !== 'string' || known.has(id)) return false;
    known.add(id);
    return true;
  };
  return {
    columns: [columnsOf(em, Customer, 'customer'), columnsOf(em, Agent, 'resolver'), columnsOf(em, Topic, 'topic')].join(', '),
    joins: `left join customer on customer.id = c.customer_id left join agent resolver on resolver.id = c.resolved_by_id
      left join topic on topic.id = c.topic_id`,
    take: (row) => {
      const { 'customer.id': customerId, 'resolver.id': resolverId, 'topic.id': topicId } = row;
      if (firstOf(customerId)) load.Customer.prime(customerId, toRecord(em, Customer, row, 'customer'));
      if (firstOf(resolverId)) load.Agent.prime(resolverId, toRecord(em, Agent, row, 'resolver'));
      if (firstOf(topicId)) load.Topic.prime(topicId, toRecord(em, Topic, row, 'topic'));
    },
  };
};
