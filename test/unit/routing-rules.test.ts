import { describe, expect, test } from '@jest/globals';
import { type Candidate, chooseAgent, decide, isFree, whyWaiting } from '../../src/services/routing/rules.js';

const agent = (agentId: string, load: number, capacity: number, ...channels: string[]): Candidate => ({
  agentId,
  load,
  capacity,
  channelIds: new Set(channels.length > 0 ? channels : ['web']),
});

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
    for (const random of [first, last]) expect(chooseAgent(candidates, 'web', random)?.agentId).toBe(expected);
  });

  test('ties are broken at random, among those with the fewest only', () => {
    const candidates = [agent('a', 1, 5), agent('full', 0, 0), agent('b', 1, 5), agent('busy', 2, 5), agent('c', 1, 5)];
    const chosen = [0, 0.34, 0.67, 0.999].map((drawn) => chooseAgent(candidates, 'web', () => drawn)?.agentId);
    expect(chosen).toEqual(['a', 'b', 'c', 'c']);
  });
});

describe('decisions, one at a time', () => {
  const waiting = (...ids: string[]) => ids.map((conversationId) => ({ conversationId, channelId: 'web' }));

  test('each counts in the next: the load is levelled', () => {
    const decisions = decide([agent('a', 2, 9), agent('b', 0, 9)], waiting('1', '2', '3', '4'), first);
    expect(decisions.map(({ agentId }) => agentId)).toEqual(['b', 'b', 'a', 'b']);
  });

  test('in the order of the queue, and never above capacity', () => {
    const decisions = decide([agent('a', 0, 1), agent('b', 1, 2)], waiting('1', '2', '3'), first);
    expect(decisions).toEqual([
      { conversationId: '1', agentId: 'a' },
      { conversationId: '2', agentId: 'b' },
    ]);
  });

  test('one that nobody may have lets those behind it go ahead', () => {
    const queue = [
      { conversationId: '1', channelId: 'ios' },
      { conversationId: '2', channelId: 'web' },
    ];
    expect(decide([agent('a', 0, 5, 'web')], queue, first)).toEqual([{ conversationId: '2', agentId: 'a' }]);
  });

  test('candidates are left as filled as the decisions made them', () => {
    const candidates = [agent('a', 0, 2)];
    decide(candidates, waiting('1', '2', '3'), first);
    expect(candidates[0]?.load).toBe(2);
  });

  test('nobody and nothing', () => {
    expect(decide([], waiting('1'), first)).toEqual([]);
    expect(decide([agent('a', 0, 1)], [], first)).toEqual([]);
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
