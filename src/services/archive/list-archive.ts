import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { Conversation } from '../../entities/conversation.js';
import { ConversationOutcome } from '../../entities/enums.js';
import { channelFilter } from '../channel-filter.js';
import { dateRange, ids, text } from '../inputs.js';
import { boundsOf, directionOf, toPage } from '../merged-page.js';
import { bothWaysPaging, encodePosition, type Page } from '../paging.js';
import { agentQuery } from '../use-case.js';
import { brief } from './brief.js';
import { readArchive, searchFar, searchNear, type WantedPage } from './queries.js';
import { indexedWords, matchesNothing, wordsOf } from './rules.js';

export enum ArchiveOrder {
  RESOLVED_AT_DESC = 'RESOLVED_AT_DESC',
  RESOLVED_AT_ASC = 'RESOLVED_AT_ASC',
}

const REMEDY = 'Search for at least one word of three or more characters, letters or digits among them; shorter ones narrow it further.';

/** Once each: what is named twice would be listed twice. */
const distinct = <Value>(list: Value[] | null | undefined): Value[] | null => (list ? [...new Set(list)] : null);

const archiveFilter = z.object({
  ...channelFilter,
  groupIds: ids('group').nullish().transform(distinct),
  agentIds: ids('agent').nullish().transform(distinct),
  topicIds: ids('topic').nullish(),
  outcomes: z.array(z.enum(ConversationOutcome)).nullish().transform(distinct),
  resolvedAt: dateRange.nullish(),
  search: text('search', 200)
    .transform(wordsOf)
    .refine((words) => indexedWords(words).length > 0, REMEDY)
    .nullish(),
});
const everything = archiveFilter.parse({});

const positionOf = ({ archivedAt, id }: Conversation): string => {
  if (!archivedAt) throw new Error('a conversation in the archive has no date');
  return encodePosition([archivedAt.toISOString(), id]);
};

/** Hits among the first thousand from which on it pays to look at more of them, before the index of trigrams is asked. */
const PROMISING = 5;

const search = async (em: EntityManager, wanted: WantedPage, words: readonly string[]): Promise<Conversation[]> => {
  const near = await searchNear(em, wanted, words, 1000);
  if (near.complete) return near.found;
  if (near.found.length >= PROMISING) {
    const further = await searchNear(em, wanted, words, 10000);
    if (further.complete) return further.found;
  }
  return searchFar(em, wanted, words);
};

/** The archive of the channels the caller may see, in the order of when it came there. */
export const listArchive = agentQuery(
  z.object({
    filter: archiveFilter.nullish(),
    orderBy: z.enum(ArchiveOrder).nullish(),
    paging: bothWaysPaging,
    /** Whether no more is asked for than a list shows (see brief.ts). */
    briefly: z.boolean().default(false),
  }),
  async ({ em, actor }, { filter: given, orderBy, paging, briefly }): Promise<Page<Conversation>> => {
    const filter = given ?? everything;
    if (matchesNothing(filter)) return toPage([], paging, positionOf);
    const descending = orderBy !== ArchiveOrder.RESOLVED_AT_ASC;
    const bounds = boundsOf(paging, descending, filter.resolvedAt);
    const wanted = { actor, filter, bounds, direction: directionOf(paging, descending), limit: paging.limit + 1 };
    const found = await (filter.search ? search(em, wanted, filter.search) : readArchive(em, wanted, briefly ? brief(em) : undefined));
    return toPage(found, paging, positionOf);
  },
);
