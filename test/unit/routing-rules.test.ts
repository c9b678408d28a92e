import { describe, expect, test } from '@jest/globals';
import { type Candidate, isFree, type Preference, type Waiting } from '../../src/services/routing/candidate.js';
import { matchesLanguage } from '../../src/services/routing/language.js';
import { choose, decide, whyWaiting } from '../../src/services/routing/rules.js';

const agent = (agentId: string, load: number, capacity: number, ...channels: string[]): Candidate => ({
  agentId,
  connected: true,
  load,
  capacity,
  channelIds: new Set(channels.length > 0 ? channels : ['web']),
});

const chat = (more: Partial<Waiting> = {}): Waiting => ({
  conversationId: '1',
  channelId: 'web',
  productId: 'shoes',
  language: null,
  passedBy: [],
  ...more,
});
const chosen = (candidates: Candidate[], random: () => number, waiting = chat(), preferences: Preference[] = []) =>
  choose(candidates, waiting, preferences, random)?.candidate.agentId;

const first = () => 0;
const last = () => 0.999;

describe('who is free', () => {
  test.each([
    [0, 1, true],
    [1, 1, false],
    [19, 20, true],
    [20, 20, false],
    [49, 50, true],
    [50, 50, false],
    // The capacity was lowered below the load: keeps what is there, gets nothing new.
    [3, 1, false],
  ])('with %i of %i: %s', (load, capacity, free) => {
    expect(isFree(agent('a', load, capacity))).toBe(free);
  });
});

describe('the choice of the agent', () => {
  test.each([
    ['nobody there', [], undefined],
    ['the only one', [agent('a', 0, 1)], 'a'],
    ['the one with the fewest', [agent('a', 2, 5), agent('b', 1, 5), agent('c', 3, 5)], 'b'],
    ['the fewest, whatever the capacity', [agent('a', 2, 50), agent('b', 1, 2)], 'b'],
    ['not one at capacity, although with the fewest', [agent('a', 1, 1), agent('b', 4, 5)], 'b'],
    ['not one above capacity', [agent('a', 2, 1), agent('b', 4, 5)], 'b'],
    ['not one without the channel', [agent('a', 0, 5, 'ios'), agent('b', 4, 5, 'web')], 'b'],
    ['nobody, when all are full', [agent('a', 1, 1), agent('b', 5, 5)], undefined],
    ['nobody, when none has the channel', [agent('a', 0, 5, 'ios')], undefined],
  ])('%s', (_name, candidates, expected) => {
    for (const random of [first, last]) expect(chosen(candidates, random)).toBe(expected);
  });

  test('ties are broken at random, among those with the fewest only', () => {
    const candidates = [agent('a', 1, 5), agent('full', 0, 0), agent('b', 1, 5), agent('busy', 2, 5), agent('c', 1, 5)];
    expect([0, 0.34, 0.67, 0.999].map((drawn) => chosen(candidates, () => drawn))).toEqual(['a', 'b', 'c', 'c']);
  });
});

describe('decisions, one at a time', () => {
  const waiting = (...ids: string[]) => ids.map((conversationId) => chat({ conversationId }));

  test('each counts in the next: the load is levelled', () => {
    const decisions = decide([agent('a', 2, 9), agent('b', 0, 9)], waiting('1', '2', '3', '4'), [], first);
    expect(decisions.map(({ agentId }) => agentId)).toEqual(['b', 'b', 'a', 'b']);
  });

  test('in the order of the queue, and never above capacity', () => {
    const decisions = decide([agent('a', 0, 1), agent('b', 1, 2)], waiting('1', '2', '3'), [], first);
    expect(decisions).toMatchObject([
      { conversationId: '1', agentId: 'a' },
      { conversationId: '2', agentId: 'b' },
    ]);
  });

  test('one that nobody may have lets those behind it go ahead', () => {
    const queue = [chat({ conversationId: '1', channelId: 'ios' }), chat({ conversationId: '2' })];
    expect(decide([agent('a', 0, 5, 'web')], queue, [], first)).toMatchObject([{ conversationId: '2', agentId: 'a' }]);
  });

  test('candidates are left as filled as the decisions made them', () => {
    const candidates = [agent('a', 0, 2)];
    decide(candidates, waiting('1', '2', '3'), [], first);
    expect(candidates[0]?.load).toBe(2);
  });

  test('nobody and nothing', () => {
    expect(decide([], waiting('1'), [], first)).toEqual([]);
    expect(decide([agent('a', 0, 1)], [], [], first)).toEqual([]);
  });
});

describe('languages', () => {
  const names = (language: string, agentIds: string[], more: Partial<Preference> = {}): Preference => ({
    productId: 'shoes',
    channelId: null,
    language,
    agentIds: new Set(agentIds),
    ...more,
  });

  test.each([
    ['tr', 'tr', true],
    ['tr', 'tr-TR', true],
    ['tr', 'TR-tr', true],
    ['tr-TR', 'tr', false],
    ['en', 'eng', false],
    ['en', null, false],
    ['zh-Hant', 'zh-Hant-TW', true],
  ])('a rule for %s matches %s: %s', (range, tag, matches) => {
    expect(matchesLanguage(range, tag)).toBe(matches);
  });

  test.each<[string, Preference[], string]>([
    ['whom the rule names, although busier', [names('tr', ['busy'])], 'busy'],
    ['any, when the rule is for another language', [names('en', ['busy'])], 'free'],
    ['any, when it is for another product', [names('tr', ['busy'], { productId: 'hats' })], 'free'],
    ['any, when it is for another channel', [names('tr', ['busy'], { channelId: 'ios' })], 'free'],
    ['any, when whom it names is full', [names('tr', ['full'])], 'free'],
    ['any, when whom it names is not there', [names('tr', ['gone'])], 'free'],
    ['whom the channel’s rule names before the product’s', [names('tr-TR', ['free']), names('tr', ['busy'], { channelId: 'web' })], 'busy'],
    ['whom the longer tag’s rule names', [names('tr', ['free']), names('tr-TR', ['busy'])], 'busy'],
    ['whom the next rule names, when the first gives way', [names('tr', ['busy']), names('tr-TR', ['full'])], 'busy'],
  ])('%s', (_name, preferences, expected) => {
    const candidates = [agent('free', 0, 5), agent('busy', 3, 5), agent('full', 5, 5)];
    expect(chosen(candidates, first, chat({ language: 'tr-TR' }), preferences)).toBe(expected);
  });
});

describe('those who let it pass', () => {
  const two = () => [agent('a', 0, 5), agent('b', 4, 5)];
  test.each([
    ['are skipped', ['a'], 'b'],
    ['get it again when nobody else is left, the one who did so longest ago', ['b', 'a'], 'b'],
  ])('%s', (_name, passedBy, expected) => {
    expect(chosen(two(), first, chat({ passedBy }))).toBe(expected);
  });

  test('get it again rather than that it waits for somebody at capacity', () => {
    expect(chosen([agent('a', 0, 5), agent('full', 5, 5)], first, chat({ passedBy: ['a'] }))).toBe('a');
  });
});

describe('why the others did not get it', () => {
  test('is kept by name, nearest first, without those of other channels', () => {
    const candidates = [agent('a', 1, 5), agent('b', 1, 5), agent('c', 2, 5), agent('d', 3, 3), agent('e', 0, 5), agent('f', 0, 5, 'ios')];
    const [decision] = decide(candidates, [chat({ passedBy: ['e'] })], [], first);
    expect(decision).toMatchObject({ agentId: 'a', rule: 'FEWEST_CONVERSATIONS', agents: 5 });
    expect(decision?.weighing).toEqual({
      named: [
        ['a', 1, 5, null],
        ['b', 1, 5, 'TIE_LOST'],
        ['c', 2, 5, 'HIGHER_LOAD'],
        ['e', 0, 5, 'LET_PASS'],
        ['d', 3, 3, 'AT_CAPACITY'],
      ],
      others: {},
    });
  });

  test('is kept as numbers beyond fifty', () => {
    const candidates = [agent('a', 0, 5), ...Array.from({ length: 60 }, (_, n) => agent(`b${n}`, 1, 5)), agent('full', 1, 1)];
    const [decision] = decide(candidates, [chat()], [], first);
    expect(decision?.weighing.named).toHaveLength(50);
    expect(decision?.weighing.others).toEqual({ HIGHER_LOAD: 11, AT_CAPACITY: 1 });
  });
});

test.each([
  [0, 0, 0, 0, 'NO_AUTHORISED_AGENTS'],
  [3, 0, 0, 0, 'NOBODY_ONLINE'],
  [3, 2, 0, 0, 'NOBODY_CONNECTED'],
  [3, 2, 1, 0, 'ALL_AT_CAPACITY'],
  // Free at this moment: the routing is under way.
  [3, 2, 2, 1, null],
])('why a conversation waits, with %i authorised, %i Online, %i connected, %i free: %s', (authorised, online, connected, free, reason) => {
  expect(whyWaiting({ authorised, online, connected, free })).toBe(reason);
});
