import { z } from 'zod';
import { lazily } from '../../loaders/lazily.js';
import { id, ids, name } from '../inputs.js';
import { agentUseCase } from '../use-case.js';
import { lockTopic, requireInUse } from './access.js';
import { settingsChanged } from './settings-event.js';
import { replaceProducts } from './topic-products.js';

const updateTopicInput = z.object({ topicId: id('topic'), name: name('name').nullish(), productIds: ids('product').nullish() });

/** What is not given stays; `productIds` are all the products from now on, none meaning every one. */
export const updateTopic = agentUseCase(updateTopicInput, async (work, input) => {
  const topic = await lockTopic(work, input.topicId);
  requireInUse(topic, 'topic');
  topic.name = input.name ?? topic.name;
  if (input.productIds) await replaceProducts(work, topic.id, input.productIds);
  work.record(settingsChanged(work.actor, topic.id));
  return { topic: lazily('Topic', topic.id) };
});
