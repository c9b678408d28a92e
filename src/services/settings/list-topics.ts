import { z } from 'zod';
import { named } from '../../database.js';
import { Topic } from '../../entities/topic.js';
import { toRecord } from '../../records.js';
import { id } from '../inputs.js';
import { Conditions } from '../paging.js';
import { agentQuery } from '../use-case.js';
import { MOST_LISTED } from './most-listed.js';

const listTopicsInput = z.object({
  filter: z.object({ productId: id('product').nullish(), includeArchived: z.boolean().nullish() }).nullish(),
});

/** The topic and its parent are each limited to no product, or to one of these too. */
const SERVES = `not exists (select from topic_product x where x.topic_id in (t.id, t.parent_id)
  group by x.topic_id having not bool_or(x.product_id = any(?::uuid[])))`;

const GRANTED = `array(select g.product_id from agent_grant g where g.agent_id = ?)`;

/** Both levels, by name; an agent's are those that serve a product granted. */
export const listTopics = agentQuery(listTopicsInput, async ({ em, actor }, { filter }) => {
  const conditions = new Conditions().add('t.workspace_id = ?', actor.workspaceId);
  if (!filter?.includeArchived) conditions.add('t.archived_at is null');
  if (actor.channelIds) conditions.add(SERVES.replace('?::uuid[]', GRANTED), actor.agentId);
  if (filter?.productId) {
    conditions.add('exists (select from product p where p.id = ? and p.workspace_id = ?)', filter.productId, actor.workspaceId);
    if (actor.channelIds) conditions.add(`? = any(${GRANTED})`, filter.productId, actor.agentId);
    conditions.add(SERVES, [filter.productId]);
  }
  const sql = `select t.* from topic t where ${conditions.where.join(' and ')} order by t.name, t.id limit ${MOST_LISTED}`;
  return (await named(em, sql, conditions.params)).map((row) => toRecord(em, Topic, row));
});
