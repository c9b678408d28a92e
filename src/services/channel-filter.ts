import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { AgentActor } from '../auth/actor.js';
import { named } from '../database.js';
import { ChannelType } from '../entities/enums.js';
import { id, ids } from './inputs.js';
import { Conditions } from './paging.js';

/** Narrows a list to a product, to channels, to kinds of channel; what is not given does not narrow. */
export const channelFilter = {
  productId: id('product').nullish(),
  channelIds: ids('channel').nullish(),
  channelTypes: z.array(z.enum(ChannelType)).nullish(),
};
const shape = z.object(channelFilter);
export type ChannelFilter = z.output<typeof shape>;

/** Conditions on `alias.workspace_id`, `alias.product_id` and `alias.channel_id`: what the agent may see, narrowed by the filter. */
export const channelConditions = (conditions: Conditions, alias: string, actor: AgentActor, filter: ChannelFilter): Conditions => {
  conditions.add(`${alias}.workspace_id = ?`, actor.workspaceId);
  if (actor.channelIds) conditions.add(`${alias}.channel_id = any(?::uuid[])`, [...actor.channelIds]);
  if (filter.productId) conditions.add(`${alias}.product_id = ?`, filter.productId);
  if (filter.channelIds) conditions.add(`${alias}.channel_id = any(?::uuid[])`, filter.channelIds);
  if (filter.channelTypes) {
    const ofTypes = `${alias}.channel_id = any(array(select id from channel where workspace_id = ? and type = any(?::text[])))`;
    conditions.add(ofTypes, actor.workspaceId, filter.channelTypes);
  }
  return conditions;
};

/** The channels that an agent may see and a filter leaves, archived ones included. */
export const channelsWithin = async (
  em: EntityManager,
  actor: Pick<AgentActor, 'workspaceId' | 'channelIds'>,
  filter: ChannelFilter,
): Promise<Set<string>> => {
  const conditions = new Conditions().add('workspace_id = ?', actor.workspaceId);
  if (actor.channelIds) conditions.add('id = any(?::uuid[])', [...actor.channelIds]);
  if (filter.productId) conditions.add('product_id = ?', filter.productId);
  if (filter.channelIds) conditions.add('id = any(?::uuid[])', filter.channelIds);
  if (filter.channelTypes) conditions.add('type = any(?::text[])', filter.channelTypes);
  const rows = await named<{ id: string }>(em, `select id from channel where ${conditions.where.join(' and ')}`, conditions.params);
  return new Set(rows.map((row) => row.id));
};
