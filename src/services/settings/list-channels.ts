import { z } from 'zod';
import { named } from '../../database.js';
import { Channel } from '../../entities/channel.js';
import { toRecord } from '../../records.js';
import { channelFilter } from '../channel-filter.js';
import { Conditions } from '../paging.js';
import { agentQuery } from '../use-case.js';
import { MOST_LISTED } from './most-listed.js';

const { productId, channelTypes } = channelFilter;
const listChannelsInput = z.object({ filter: z.object({ productId, channelTypes, includeArchived: z.boolean().nullish() }).nullish() });

/** By name; an agent's are those granted. */
export const listChannels = agentQuery(listChannelsInput, async ({ em, actor }, { filter }) => {
  const conditions = new Conditions().add('c.workspace_id = ?', actor.workspaceId);
  if (actor.channelIds) conditions.add('c.id = any(?::uuid[])', [...actor.channelIds]);
  if (filter?.productId) conditions.add('c.product_id = ?', filter.productId);
  if (filter?.channelTypes) conditions.add('c.type = any(?::text[])', filter.channelTypes);
  if (!filter?.includeArchived) conditions.add('c.archived_at is null');
  const sql = `select c.* from channel c where ${conditions.where.join(' and ')} order by c.name, c.id limit ${MOST_LISTED}`;
  return (await named(em, sql, conditions.params)).map((row) => toRecord(em, Channel, row));
});
