import { CandidateRefusal } from '../../entities/enums.js';
import type { Weighed, Weighing } from '../../entities/routing-decision.js';
import type { Candidate, Choice, Waiting } from './candidate.js';

/** So many candidates of a decision are kept by name, those who came nearest; the others as numbers. */
export const MOST_NAMED = 50;

/** From the nearest to the farthest from getting it. */
const NEARNESS: readonly CandidateRefusal[] = [
  CandidateRefusal.TIE_LOST,
  CandidateRefusal.HIGHER_LOAD,
  CandidateRefusal.NOT_NAMED_BY_RULE,
  CandidateRefusal.LET_PASS,
  CandidateRefusal.AT_CAPACITY,
  CandidateRefusal.NOT_CONNECTED,
];

const refusalOf = (candidate: Candidate, { passedBy }: Waiting, choice: Choice): CandidateRefusal => {
  if (!candidate.connected) return CandidateRefusal.NOT_CONNECTED;
  if (candidate.load >= candidate.capacity) return CandidateRefusal.AT_CAPACITY;
  if (choice.pool.has(candidate)) {
    return candidate.load > choice.candidate.load ? CandidateRefusal.HIGHER_LOAD : CandidateRefusal.TIE_LOST;
  }
  return passedBy.includes(candidate.agentId) ? CandidateRefusal.LET_PASS : CandidateRefusal.NOT_NAMED_BY_RULE;
};

/** Of a decision in which nobody else was looked at. */
export const onlyOne = (
  { agentId, load, capacity }: Pick<Candidate, 'agentId'> & { load: number | null; capacity: number | null },
  refusal: CandidateRefusal | null = null,
): Weighing => ({
  named: [[agentId, load, capacity, refusal]],
  others: {},
});

/** Why everybody else who could answer on the channel did not get it, before the choice counts in anybody's load. */
export const weigh = (candidates: readonly Candidate[], waiting: Waiting, choice: Choice): { weighing: Weighing; agents: number } => {
  const refused = new Map<CandidateRefusal, Candidate[]>(NEARNESS.map((refusal) => [refusal, []]));
  let agents = 0;
  for (const candidate of candidates) {
    if (!candidate.channelIds.has(waiting.channelId)) continue;
    if (candidate.connected) agents += 1;
    if (candidate !== choice.candidate) refused.get(refusalOf(candidate, waiting, choice))?.push(candidate);
  }
  const { agentId, load, capacity } = choice.candidate;
  const named: Weighed[] = [[agentId, load, capacity, null]];
  const others: Weighing['others'] = {};
  for (const [refusal, some] of refused) {
    const places = MOST_NAMED - named.length;
    const shown = some.length > places ? [...some].sort((one, other) => one.load - other.load).slice(0, places) : some;
    for (const one of shown) named.push([one.agentId, one.load, one.capacity, refusal]);
    if (some.length > shown.length) others[refusal] = some.length - shown.length;
  }
  return { weighing: { named, others }, agents };
};
