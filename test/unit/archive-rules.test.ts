import { describe, expect, test } from '@jest/globals';
import { ConversationOutcome } from '../../src/entities/enums.js';
import {
  indexedWords,
  type Lead,
  leadOf,
  matchesNothing,
  type Narrowing,
  possibleOutcomes,
  wordsOf,
} from '../../src/services/archive/rules.js';

const { RESOLVED, CONVERTED, ABANDONED } = ConversationOutcome;
const of = (count: number): string[] => Array.from({ length: count }, (_, index) => String(index));

describe('which filter leads', () => {
  const cases: [Narrowing, Lead][] = [
    [{}, 'OUTCOME'],
    [{ outcomes: [CONVERTED] }, 'OUTCOME'],
    [{ agentIds: of(1) }, 'AGENT'],
    [{ agentIds: of(100) }, 'AGENT'],
    [{ topicIds: of(1) }, 'TOPIC'],
    [{ groupIds: of(1) }, 'GROUP'],
    [{ groupIds: of(9) }, 'GROUP'],
    [{ agentIds: of(1), topicIds: of(1) }, 'AGENT'],
    [{ agentIds: of(20), topicIds: of(1) }, 'TOPIC'],
    [{ agentIds: of(1), groupIds: of(1) }, 'GROUP'],
    [{ topicIds: of(1), groupIds: of(1) }, 'GROUP'],
    [{ agentIds: of(1), topicIds: of(1), groupIds: of(1) }, 'AGENT'],
    [{ agentIds: of(1), outcomes: [CONVERTED] }, 'AGENT'],
    [{ topicIds: of(1), outcomes: [ABANDONED] }, 'TOPIC'],
    [{ groupIds: of(1), outcomes: [RESOLVED] }, 'GROUP'],
    [{ groupIds: of(1), outcomes: [CONVERTED] }, 'OUTCOME'],
  ];
  test.each(cases)('%j: %s', (narrowing, lead) => expect(leadOf(narrowing)).toBe(lead));
});

test('nobody archives an abandoned conversation', () => {
  expect(possibleOutcomes({})).toBeNull();
  expect(possibleOutcomes({ outcomes: [ABANDONED] })).toEqual([ABANDONED]);
  expect(possibleOutcomes({ outcomes: [ABANDONED, RESOLVED], agentIds: of(1) })).toEqual([RESOLVED]);
  expect(matchesNothing({ outcomes: [ABANDONED], groupIds: of(1) })).toBe(true);
  expect(matchesNothing({ outcomes: [ABANDONED], topicIds: of(1) })).toBe(false);
});

test('an empty list matches nothing', () => {
  for (const empty of ['outcomes', 'topicIds', 'agentIds', 'groupIds']) expect(matchesNothing({ [empty]: [] })).toBe(true);
  expect(matchesNothing({})).toBe(false);
});

describe('the words of a search', () => {
  test('are parted by white space of any kind, once each, composed', () => {
    expect(wordsOf('  iade\tkargo\n iade\u00a0%50\u3000x ')).toEqual(['iade', 'kargo', '%50', 'x']);
    expect(wordsOf('cafe\u0301 café')).toEqual(['café']);
  });

  test('help the index when trigrams can be made of them', () => {
    for (const word of ['abc', '%50', 'TR-42', "It's", 'a.b', 'ab%', '__o', 'şık', 'привет', '日本語'])
      expect(indexedWords([word])).toEqual([word]);
    for (const word of ['ab', '%5', '%%%', 'a%%', '😀😀😀', 'é', '']) expect(indexedWords([word])).toEqual([]);
  });

  test('the longest five are looked up', () => {
    expect(indexedWords(['aaa', 'b', 'cccccc', 'dddd', 'eeeee', 'fffffff', 'ggg'])).toEqual(['fffffff', 'cccccc', 'eeeee', 'dddd', 'aaa']);
  });
});
