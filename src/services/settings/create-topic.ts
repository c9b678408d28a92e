import { v7 } from 'uuid';
import { z } from 'zod';
import type { AgentActor } from '../../auth/actor.js';
import { Topic } from '../../entities/topic.js';
import { Refusal } from '../../errors.js';
import { lazily } from '../../loaders/lazily.js';
import { id, ids, name } from '../inputs.js';
import { agentUseCase, type Work } from '../use-case.js';
import { lockTopic, requireInUse } from './access.js';
import { settingsChanged } from './settings-event.js';
import { replaceProducts } from './topic-products.js';

const createTopicInput = z.object({ name: name('name'), parentId: id('topic').nullish(), productIds: ids('product').nullish() });

/** A topic, or a subtopic of one: two levels and no more. */
export const createTopic = agentUseCase(createTopicInput, async (work, input) => {
  if (input.parentId) await requireParent(work, input.parentId);
  const { workspaceId } = work.actor;
  const topic = work.em.create(Topic, { id: v7(), workspaceId, parentId: input.parentId ?? null, name: input.name, createdAt: work.now() });
  await work.em.flush();
  await replaceProducts(work, topic.id, input.productIds ?? []);
  work.record(settingsChanged(work.actor, topic.id));
  return { topic: lazily('Topic', topic.id) };
});

const requireParent = async (work: Work<AgentActor>, parentId: string): Promise<void> => {
  const parent = await lockTopic(work, parentId, ['parentId']);
  requireInUse(parent, 'topic', ['parentId']);
  if (parent.parentId) throw new Refusal('INVALID_STATE', 'This is a subtopic itself; topics have two levels.', ['parentId']);
};
