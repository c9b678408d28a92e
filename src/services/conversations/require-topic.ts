import { Refusal } from '../../errors.js';
import type { Work } from '../use-case.js';
import { topicUsable } from './queries.js';

/** The topic rule of every path to the archive and to a ticket: there is one, and it may be chosen for the product. */
export const requireTopic = async (
  work: Work,
  subject: { workspaceId: string; productId: string; topicId: string | null },
  topicId: string | null | undefined,
): Promise<string> => {
  if (!topicId) throw new Refusal('TOPIC_REQUIRED', undefined, ['topicId']);
  if (topicId === subject.topicId) return topicId;
  const usable = await topicUsable(work.em, topicId, subject.workspaceId, subject.productId);
  if (usable === undefined) throw new Refusal('NOT_FOUND', 'There is no such topic.', ['topicId']);
  if (!usable) throw new Refusal('TOPIC_NOT_USABLE', undefined, ['topicId']);
  return topicId;
};
