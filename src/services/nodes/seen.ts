import { type Actor, type AgentActor, sees } from '../../auth/actor.js';
import type { Agent } from '../../entities/agent.js';
import type { AgentGrant } from '../../entities/agent-grant.js';
import type { Channel } from '../../entities/channel.js';
import type { Group } from '../../entities/group.js';
import type { Product } from '../../entities/product.js';
import type { Topic } from '../../entities/topic.js';
import type { Loaders } from '../../loaders/loaders.js';

/** Who looks, and the loaders that one operation shares. */
export interface Looking<Asking extends Actor = Actor> {
  actor: Asking;
  load: Loaders;
}

/**
 * What is left of related records for whoever looks: the roots give nobody what is beyond their authorisation, and a
 * field of a field must not either. A supervisor sees all of the workspace; whoever is no agent sees nothing.
 */
type Filter<Item> = (
  looking: Looking,
  actor: AgentActor & { channelIds: ReadonlySet<string> },
  records: Item[],
) => Item[] | Promise<Item[]>;

const seenBy =
  <Item>(filter: Filter<Item>) =>
  (looking: Looking, records: Item[]): Item[] | Promise<Item[]> => {
    const { actor } = looking;
    if (actor.kind !== 'agent') return [];
    return actor.channelIds === null ? records : filter(looking, { ...actor, channelIds: actor.channelIds }, records);
  };

const grantedProducts = async ({ load }: Looking, actor: AgentActor): Promise<Set<string>> =>
  new Set((await load.grantsOfAgent.load(actor.agentId)).map((grant) => grant.productId));

export const seenChannels = seenBy<Channel>((_looking, actor, channels) =>
  channels.filter(({ id: channelId, workspaceId }) => sees(actor, { workspaceId, channelId })),
);

export const seenProducts = seenBy<Product>(async (looking, actor, products) => {
  const granted = await grantedProducts(looking, actor);
  return products.filter((product) => granted.has(product.id));
});

export const seenAgents = seenBy<Agent>(async ({ load }, actor, agents) => {
  const colleagues = await load.colleaguesOfAgent.load(actor.agentId);
  return agents.filter((agent) => colleagues.has(agent.id));
});

/** A colleague's grants, as far as they are for what the looking agent has too. */
export const seenGrants = seenBy<AgentGrant>(async (looking, actor, grants) => {
  const granted = await grantedProducts(looking, actor);
  return grants.filter(({ productId, channelId }) => (channelId ? actor.channelIds.has(channelId) : granted.has(productId)));
});

/** Those one is in, and those that answer for a channel granted. */
export const seenGroups = seenBy<Group>(async ({ load }, actor, groups) => {
  const own = new Set((await load.groupsOfAgent.load(actor.agentId)).map((group) => group.id));
  const channels = await load.channelsOfGroup.loadMany(groups.map((group) => group.id));
  return groups.filter((group, index) => {
    const answersFor = channels[index];
    if (answersFor instanceof Error) throw answersFor;
    return own.has(group.id) || answersFor?.some((channel) => actor.channelIds.has(channel.id));
  });
});

/** Those that serve a product granted. */
export const seenTopics = seenBy<Topic>(async (looking, actor, topics) => {
  const granted = await grantedProducts(looking, actor);
  const limits = await looking.load.productsOfTopic.loadMany(topics.map((topic) => topic.id));
  return topics.filter((_topic, index) => {
    const products = limits[index];
    if (products instanceof Error) throw products;
    return !products?.length || products.some((product) => granted.has(product.id));
  });
});
