import type { ChannelType } from '../../src/entities/enums.js';
import type { Kept } from './archive.js';

/** The test's own: canonical decomposition, marks dropped, lower case, and every i alike. */
const folded = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('ı', 'i').replaceAll('ß', 'ss').replaceAll('’', "'");

export interface Wanted {
  productId?: string;
  channelIds?: string[];
  channelTypes?: ChannelType[];
  groupIds?: string[];
  agentIds?: string[];
  topicIds?: string[];
  outcomes?: Kept['outcome'][];
  from?: Date;
  to?: Date;
  search?: string;
}

/** The filter by hand, on plain ids. */
export const fits = (wanted: Wanted, kept: Kept): boolean => {
  const one = (list: readonly string[] | undefined, ...values: (string | null)[]): boolean =>
    !list || values.some((value) => value !== null && list.includes(value));
  const document = folded(kept.words.join('\n'));
  return (
    one(wanted.productId ? [wanted.productId] : undefined, kept.productId) &&
    one(wanted.channelIds, kept.channelId) &&
    one(wanted.channelTypes, kept.channelType) &&
    one(wanted.groupIds, ...kept.groupIds) &&
    one(wanted.agentIds, kept.agentId) &&
    one(wanted.topicIds, kept.topicId, kept.parentTopicId) &&
    one(wanted.outcomes, kept.outcome) &&
    (!wanted.from || kept.archivedAt >= wanted.from) &&
    (!wanted.to || kept.archivedAt < wanted.to) &&
    (!wanted.search ||
      wanted.search
        .trim()
        .split(/\s+/)
        .every((word) => document.includes(folded(word))))
  );
};

/** In the archive's order. */
export const inOrder = (kept: readonly Kept[], ascending = false): Kept[] => {
  const key = ({ archivedAt, id }: Kept): string => `${archivedAt.toISOString()} ${id}`;
  const sorted = [...kept].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  return ascending ? sorted : sorted.reverse();
};
