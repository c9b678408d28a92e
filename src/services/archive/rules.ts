import { ConversationOutcome } from '../../entities/enums.js';

/** Which filter's index a page is read from; the others are looked up for each entry of it. */
export type Lead = 'OUTCOME' | 'TOPIC' | 'AGENT' | 'GROUP';

export interface Narrowing {
  outcomes?: readonly ConversationOutcome[] | null;
  topicIds?: readonly string[] | null;
  agentIds?: readonly string[] | null;
  groupIds?: readonly string[] | null;
}

const NOBODYS: readonly ConversationOutcome[] = [ConversationOutcome.ABANDONED, ConversationOutcome.LEFT_EMAIL];

/** Nobody archives what its customer left, so with an agent or a group asked for there is none: better known than looked for. */
export const possibleOutcomes = ({ outcomes, agentIds, groupIds }: Narrowing): readonly ConversationOutcome[] | null => {
  if (!outcomes) return null;
  return agentIds || groupIds ? outcomes.filter((outcome) => !NOBODYS.includes(outcome)) : outcomes;
};

/** An empty list matches nothing; then nothing need be asked. */
export const matchesNothing = (narrowing: Narrowing): boolean =>
  [possibleOutcomes(narrowing), narrowing.topicIds, narrowing.agentIds, narrowing.groupIds].some((list) => list?.length === 0);

/** Rough shares of an archive, for choosing only: a desk has about thirty agents, ten topics, three groups. */
const SHARE_OF_ONE = { AGENT: 1 / 30, TOPIC: 1 / 10, GROUP: 1 / 3 };
const SHARE_OF_OUTCOME = { RESOLVED: 0.9, CONVERTED: 0.04, ABANDONED: 0.05, LEFT_EMAIL: 0.01 };

/** What an entry of a lead's index tells by itself (see the indexes of Conversation and ResolutionGroup). */
const TOLD: Record<Lead, readonly Lead[]> = {
  AGENT: ['AGENT', 'TOPIC', 'OUTCOME'],
  TOPIC: ['TOPIC', 'AGENT', 'OUTCOME'],
  GROUP: ['GROUP', 'AGENT', 'TOPIC'],
  OUTCOME: ['OUTCOME'],
};

/** How many entries of the index could be passed over in the time of one look elsewhere; measured, see docs/decisions/archive-indexes.md. */
const LOOK_ELSEWHERE = 12;

/**
 * The lead that passes over least when the filters hardly meet: then its slices are read to the end. Where they meet often,
 * every lead is quick.
 */
export const leadOf = (narrowing: Narrowing): Lead => {
  const { topicIds, agentIds, groupIds } = narrowing;
  const outcomes = possibleOutcomes(narrowing);
  const shares: Partial<Record<Lead, number>> = {
    ...(agentIds && { AGENT: agentIds.length * SHARE_OF_ONE.AGENT }),
    ...(topicIds && { TOPIC: topicIds.length * SHARE_OF_ONE.TOPIC }),
    ...(groupIds && { GROUP: groupIds.length * SHARE_OF_ONE.GROUP }),
    OUTCOME: outcomes ? outcomes.reduce((sum, outcome) => sum + SHARE_OF_OUTCOME[outcome], 0) : 1,
  };
  const given = (Object.keys(shares) as Lead[]).filter((lead) => lead !== 'OUTCOME' || outcomes);
  const share = (filter: Lead): number => Math.min(1, shares[filter] ?? 1);
  const cost = (lead: Lead): number => {
    if (given.every((filter) => TOLD[lead].includes(filter))) return share(lead);
    const told = given.filter((filter) => filter !== lead && TOLD[lead].includes(filter));
    // Only what passes all that the entry itself tells is looked up elsewhere.
    const elsewhere = told.reduce((left, filter) => left * share(filter), LOOK_ELSEWHERE);
    return share(lead) * Math.max(1, elsewhere);
  };
  const [first, ...others] = Object.keys(shares) as Lead[];
  return others.reduce((best, lead) => (cost(lead) < cost(best) ? lead : best), first ?? 'OUTCOME');
};

/** As many words of a search as the index of trigrams is asked for; what is found is compared with all of them. */
const MOST_INDEXED = 5;

/**
 * Whether a pattern `%word%` has trigrams: three letters or digits in a row, or fewer beside another character, which is a word's
 * beginning (two blanks before it) or end (one blank after it) to pg_trgm.
 */
const HAS_TRIGRAMS = /[\p{L}\p{N}]{3}|[\p{L}\p{N}]{2}[^\p{L}\p{N}]|[^\p{L}\p{N}][\p{L}\p{N}]/u;

export const wordsOf = (search: string): string[] => [...new Set(search.normalize('NFC').split(/\s+/u).filter(Boolean))];

/** The words that trigrams help to find, the longest first. */
export const indexedWords = (words: readonly string[]): string[] =>
  words
    .filter((word) => [...word].length >= 3 && HAS_TRIGRAMS.test(word))
    .sort((a, b) => b.length - a.length)
    .slice(0, MOST_INDEXED);
