import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Candidate, isFree, type Preference, type Waiting } from '../../src/services/routing/candidate.js';
import { matchesLanguage } from '../../src/services/routing/language.js';
import { decide } from '../../src/services/routing/rules.js';

const CHANNELS = ['web', 'ios', 'whatsapp'];
const AGENTS = ['a', 'b', 'c', 'd', 'e', 'f'];
const LANGUAGES = ['tr', 'tr-TR', 'en', 'en-GB'];

const candidate = (agentId: string): fc.Arbitrary<Candidate> =>
  fc.record({
    agentId: fc.constant(agentId),
    connected: fc.boolean(),
    capacity: fc.integer({ min: 1, max: 4 }),
    // Above capacity too: it may have been lowered.
    load: fc.integer({ min: 0, max: 5 }),
    channelIds: fc.subarray(CHANNELS).map((some) => new Set(some)),
  });
const staff = fc.subarray(AGENTS).chain((some) => fc.tuple(...some.map(candidate)));
const queue: fc.Arbitrary<Waiting[]> = fc
  .array(
    fc.record({
      channelId: fc.constantFrom(...CHANNELS),
      productId: fc.constant('shoes'),
      language: fc.option(fc.constantFrom(...LANGUAGES)),
      passedBy: fc.shuffledSubarray(AGENTS),
    }),
    { maxLength: 12 },
  )
  .map((some) => some.map((one, place) => ({ ...one, conversationId: String(place) })));
const rules: fc.Arbitrary<Preference[]> = fc.array(
  fc.record({
    productId: fc.constantFrom('shoes', 'bags'),
    channelId: fc.option(fc.constantFrom(...CHANNELS)),
    language: fc.constantFrom(...LANGUAGES),
    agentIds: fc.subarray(AGENTS).map((some) => new Set(some)),
  }),
  { maxLength: 4 },
);
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

interface Situation {
  before: Candidate[];
  after: Candidate[];
  waiting: Waiting[];
  preferences: Preference[];
  decisions: ReturnType<typeof decide>;
}

/** Whatever the situation, what was decided in it holds. */
const always = (holds: (situation: Situation) => void): void =>
  fc.assert(
    fc.property(staff, queue, rules, chance, (before, waiting, preferences, drawn) => {
      const after = before.map((one) => ({ ...one }));
      holds({ before, after, waiting, preferences, decisions: decide(after, waiting, preferences, () => drawn) });
    }),
    { numRuns: 2_000 },
  );

const eligible = (candidates: readonly Candidate[], { channelId }: Waiting): Candidate[] =>
  candidates.filter((one) => one.connected && one.load < one.capacity && one.channelIds.has(channelId));

/** Each decision with the loads at its moment, worked out again from the decisions alone. */
const replayed = ({ before, waiting, decisions }: Situation) => {
  const loads = before.map((one) => ({ ...one }));
  return decisions.map((decision) => {
    const asItWas = loads.map((one) => ({ ...one }));
    const chosen = loads.find(({ agentId }) => agentId === decision.agentId);
    const one = waiting.find(({ conversationId }) => conversationId === decision.conversationId);
    if (!chosen || !one) throw new Error('somebody or something unknown was decided about');
    const was = { ...chosen };
    chosen.load += 1;
    return { decision, waiting: one, chosen: was, candidates: asItWas };
  });
};

describe('whatever the situation', () => {
  test('nobody gets more than their capacity, who is not connected nothing, and nobody what they are not authorised for', () =>
    always((situation) => {
      for (const { chosen, waiting } of replayed(situation)) {
        expect(chosen.connected).toBe(true);
        expect(chosen.load).toBeLessThan(chosen.capacity);
        expect(chosen.channelIds.has(waiting.channelId)).toBe(true);
      }
      for (const one of situation.after) {
        const loadBefore = situation.before.find(({ agentId }) => agentId === one.agentId)?.load ?? 0;
        expect(one.load).toBeLessThanOrEqual(Math.max(one.capacity, loadBefore));
      }
    }));

  test('no conversation is decided twice, and none that does not wait', () =>
    always(({ decisions, waiting }) => {
      const ids = decisions.map(({ conversationId }) => conversationId);
      expect(new Set(ids).size).toBe(ids.length);
      expect(waiting.map(({ conversationId }) => conversationId)).toEqual(expect.arrayContaining(ids));
    }));

  test('nobody is left waiting beside somebody free who might have it', () =>
    always(({ decisions, waiting, after }) => {
      const decided = new Set(decisions.map(({ conversationId }) => conversationId));
      for (const one of waiting) if (!decided.has(one.conversationId)) expect(eligible(after, one)).toEqual([]);
      expect(after.filter(isFree).length).toBeGreaterThanOrEqual(0);
    }));

  test('on a channel nobody overtakes who has waited longer', () =>
    always(({ decisions, waiting }) => {
      const decided = new Set(decisions.map(({ conversationId }) => conversationId));
      for (const channel of CHANNELS) {
        const line = waiting.filter(({ channelId }) => channelId === channel).map(({ conversationId }) => decided.has(conversationId));
        expect(line).toEqual([...line].sort((one, other) => Number(other) - Number(one)));
      }
    }));

  test('whoever let it pass is skipped while anybody else is left; else it goes to the one who did so longest ago', () =>
    always((situation) => {
      for (const { decision, waiting, candidates } of replayed(situation)) {
        const able = eligible(candidates, waiting);
        const fresh = able.filter(({ agentId }) => !waiting.passedBy.includes(agentId));
        if (fresh.length > 0) expect(fresh.map(({ agentId }) => agentId)).toContain(decision.agentId);
        else
          expect(decision).toMatchObject({
            rule: 'NEXT_ROUND',
            agentId: waiting.passedBy.find((one) => able.some(({ agentId }) => agentId === one)),
          });
      }
    }));

  test('a language rule is followed while anybody it names is there, and gives way otherwise', () =>
    always((situation) => {
      for (const { decision, waiting, candidates } of replayed(situation)) {
        const fresh = eligible(candidates, waiting).filter(({ agentId }) => !waiting.passedBy.includes(agentId));
        const matching = situation.preferences.filter(
          ({ productId, channelId, language }) =>
            productId === waiting.productId &&
            (channelId === null || channelId === waiting.channelId) &&
            matchesLanguage(language, waiting.language),
        );
        const named = (rule: Preference) => fresh.filter(({ agentId }) => rule.agentIds.has(agentId));
        if (fresh.length === 0) continue;
        if (!matching.some((rule) => named(rule).length > 0)) expect(decision.rule).toBe('FEWEST_CONVERSATIONS');
        else {
          expect(decision.rule).toBe('LANGUAGE_RULE');
          const followed = matching.filter((rule) => rule.language === decision.language && rule.agentIds.has(decision.agentId));
          expect(followed.length).toBeGreaterThan(0);
          // None more particular had anybody.
          const particular = ({ channelId, language }: Preference) => (channelId === null ? 0 : 100) + language.length;
          const best = Math.max(...followed.map(particular));
          for (const rule of matching) if (particular(rule) > best) expect(named(rule)).toEqual([]);
        }
      }
    }));

  test('of those who come into question the one with the fewest conversations gets it', () =>
    always((situation) => {
      for (const { decision, waiting, chosen, candidates } of replayed(situation)) {
        if (decision.rule !== 'FEWEST_CONVERSATIONS') continue;
        const fresh = eligible(candidates, waiting).filter(({ agentId }) => !waiting.passedBy.includes(agentId));
        expect(chosen.load).toBe(Math.min(...fresh.map(({ load }) => load)));
      }
    }));

  test('everybody on the channel is accounted for, the chosen one first, and whoever was refused for what is true of them', () =>
    always((situation) => {
      for (const { decision, waiting, candidates } of replayed(situation)) {
        const { named } = decision.weighing;
        expect(named.map(([agentId]) => agentId).sort()).toEqual(
          candidates
            .filter(({ channelIds }) => channelIds.has(waiting.channelId))
            .map(({ agentId }) => agentId)
            .sort(),
        );
        expect(named[0]).toMatchObject([decision.agentId, expect.anything(), expect.anything(), null]);
        for (const [agentId, load, capacity, refusal] of named.slice(1)) {
          const one = candidates.find((each) => each.agentId === agentId);
          expect([one?.load, one?.capacity]).toEqual([load, capacity]);
          expect(refusal === 'NOT_CONNECTED').toBe(!one?.connected);
          if (one?.connected) expect(refusal === 'AT_CAPACITY').toBe(one.load >= one.capacity);
          if (refusal === 'LET_PASS') expect(waiting.passedBy).toContain(agentId);
        }
      }
    }));
});
