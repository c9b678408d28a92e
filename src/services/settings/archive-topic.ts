import { z } from 'zod';
import { Topic } from '../../entities/topic.js';
import { lazily } from '../../loaders/lazily.js';
import { id } from '../inputs.js';
import { agentUseCase } from '../use-case.js';
import { lockTopic } from './access.js';
import { settingsChanged } from './settings-event.js';

/** No longer to choose, with its subtopics; conversations and the archive's filter keep it. Once archived, nothing more happens. */
export const archiveTopic = agentUseCase(z.object({ topicId: id('topic') }), async (work, input) => {
  const topic = await lockTopic(work, input.topicId);
  const result = { topic: lazily('Topic', topic.id) };
  if (topic.archivedAt) return result;
  const now = work.now();
  topic.archivedAt = now;
  await work.em.nativeUpdate(Topic, { parentId: topic.id, archivedAt: null }, { archivedAt: now });
  work.record(settingsChanged(work.actor, topic.id));
  return result;
});
