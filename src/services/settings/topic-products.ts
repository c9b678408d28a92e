import type { AgentActor } from '../../auth/actor.js';
import { TopicProduct } from '../../entities/topic-product.js';
import type { Work } from '../use-case.js';
import { requireProducts, within } from './access.js';

/** The products a topic is limited to, all of them; none: it serves every product. The caller holds the topic's row. */
export const replaceProducts = async (work: Work<AgentActor>, topicId: string, productIds: readonly string[]): Promise<void> => {
  const products = await requireProducts(work, productIds, within('productIds'));
  await work.em.nativeDelete(TopicProduct, { topicId });
  for (const productId of products.keys()) work.em.create(TopicProduct, { topicId, productId });
};
