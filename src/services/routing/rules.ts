import { RoutingRule, WaitingReason } from '../../entities/enums.js';
import type { Weighing } from '../../entities/routing-decision.js';
import type { Staffing } from '../../loaders/relations.js';
import { type Candidate, type Choice, isFree, type Preference, type Waiting } from './candidate.js';
import { matchesLanguage } from './language.js';
import { weigh } from './weigh.js';

export interface Decision {
  conversationId: string;
  agentId: string;
  rule: RoutingRule;
  language: string | null;
  agents: number;
  weighing: Weighing;
}

/** The rules for a conversation, the most particular first: one for its channel before one for the product, a longer tag before a shorter. */
export const preferencesFor = ({ productId, channelId, language }: Waiting, preferences: readonly Preference[]): Preference[] =>
  preferences
    .filter((rule) => rule.productId === productId && (rule.channelId === null || rule.channelId === channelId))
    .filter((rule) => matchesLanguage(rule.language, language))
    .sort((one, other) => Number(other.channelId !== null) - Number(one.channelId !== null) || other.language.length - one.language.length);

/** Of these, the one with the fewest active conversations; ties at random. */
const fewest = (pool: readonly Candidate[], random: () => number): Candidate | undefined => {
  const least = pool.reduce((smallest, { load }) => Math.min(smallest, load), Number.POSITIVE_INFINITY);
  const tied = pool.filter(({ load }) => load === least);
  return tied[Math.floor(random() * tied.length)];
};

/**
 * Who gets a conversation: of the eligible (Online, connected, authorised, below capacity) who did not let it pass, those
 * whom the most particular language rule names, else those of the next rule, else any; of these the one with the fewest.
 * When everybody eligible let it pass it goes round again, to the one who did so longest ago: nobody waits beside somebody free.
 */
export const choose = (
  candidates: readonly Candidate[],
  waiting: Waiting,
  preferences: readonly Preference[],
  random: () => number,
): Choice | undefined => {
  const eligible = candidates.filter((candidate) => isFree(candidate) && candidate.channelIds.has(waiting.channelId));
  const fresh = eligible.filter(({ agentId }) => !waiting.passedBy.includes(agentId));
  if (fresh.length === 0) return nextRound(eligible, waiting);
  for (const { agentIds, language } of preferencesFor(waiting, preferences)) {
    const named = fresh.filter(({ agentId }) => agentIds.has(agentId));
    const candidate = fewest(named, random);
    if (candidate) return { candidate, rule: RoutingRule.LANGUAGE_RULE, language, pool: new Set(named) };
  }
  const candidate = fewest(fresh, random);
  return candidate && { candidate, rule: RoutingRule.FEWEST_CONVERSATIONS, language: null, pool: new Set(fresh) };
};

const nextRound = (eligible: readonly Candidate[], { passedBy }: Waiting): Choice | undefined => {
  const [candidate] = [...eligible].sort((one, other) => passedBy.lastIndexOf(one.agentId) - passedBy.lastIndexOf(other.agentId));
  return candidate && { candidate, rule: RoutingRule.NEXT_ROUND, language: null, pool: new Set([candidate]) };
};

/** One decision at a time, the longest waiting first; each counts in the next. Candidates are taken as they are and filled. */
export const decide = (
  candidates: Candidate[],
  waiting: readonly Waiting[],
  preferences: readonly Preference[] = [],
  random: () => number = Math.random,
): Decision[] => {
  const decisions: Decision[] = [];
  for (const one of waiting) {
    const choice = choose(candidates, one, preferences, random);
    if (!choice) continue;
    const { weighing, agents } = weigh(candidates, one, choice);
    choice.candidate.load += 1;
    const { rule, language, candidate } = choice;
    decisions.push({ conversationId: one.conversationId, agentId: candidate.agentId, rule, language, agents, weighing });
  }
  return decisions;
};

/** Why a conversation of the channel waits; null when somebody is free: then it is being assigned at this moment. */
export const whyWaiting = ({ authorised, online, connected, free }: Staffing): WaitingReason | null => {
  if (authorised === 0) return WaitingReason.NO_AUTHORISED_AGENTS;
  if (online === 0) return WaitingReason.NOBODY_ONLINE;
  if (connected === 0) return WaitingReason.NOBODY_CONNECTED;
  return free === 0 ? WaitingReason.ALL_AT_CAPACITY : null;
};
