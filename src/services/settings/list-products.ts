import { z } from 'zod';
import { named } from '../../database.js';
import { Product } from '../../entities/product.js';
import { toRecord } from '../../records.js';
import { Conditions } from '../paging.js';
import { agentQuery } from '../use-case.js';
import { MOST_LISTED } from './most-listed.js';

const listProductsInput = z.object({ filter: z.object({ includeArchived: z.boolean().nullish() }).nullish() });

/** By name; an agent's are those granted, wholly or one channel of them. */
export const listProducts = agentQuery(listProductsInput, async ({ em, actor }, { filter }) => {
  const conditions = new Conditions().add('p.workspace_id = ?', actor.workspaceId);
  if (!filter?.includeArchived) conditions.add('p.archived_at is null');
  if (actor.channelIds) conditions.add('exists (select from agent_grant g where g.agent_id = ? and g.product_id = p.id)', actor.agentId);
  const sql = `select p.* from product p where ${conditions.where.join(' and ')} order by p.name, p.id limit ${MOST_LISTED}`;
  return (await named(em, sql, conditions.params)).map((row) => toRecord(em, Product, row));
});
