import { describe, expect, test } from '@jest/globals';
import { afterUse, type RefreshHashes, withNext } from '../../src/services/sessions/rules.js';

const fresh: RefreshHashes = { refreshHash: 'r1', unusedHashes: [], previousHash: null };

/** Presents tokens one after the other, each with the next as its answer; `null` once the session is revoked. */
const presented = (tokens: readonly string[], forgives = true): RefreshHashes | null =>
  tokens.reduce<RefreshHashes | null>((held, token, index) => held && afterUse(held, token, `r${index + 2}`, forgives), fresh);

describe('a refresh token', () => {
  test.each([
    ['each in its turn', ['r1', 'r2', 'r3'], true],
    ['the last one again, its answer having been lost', ['r1', 'r1'], true],
    ['the last one again and again', ['r1', 'r1', 'r1', 'r1'], true],
    ['after it, the answer of the first try', ['r1', 'r1', 'r2'], true],
    ['after it, the answer of the second try', ['r1', 'r1', 'r3'], true],
    ['the last one again, its answer having been used', ['r1', 'r2', 'r1'], false],
    ['both answers, one after the other', ['r1', 'r1', 'r2', 'r3'], false],
    ['both answers, the other way round', ['r1', 'r1', 'r3', 'r2'], false],
    ['one that never was', ['r1', 'made up'], false],
  ])('%s', (_what, tokens, holds) => {
    expect(presented(tokens) !== null).toBe(holds);
  });

  test('of an agent is used up by its use, whatever became of the answer', () => {
    expect(presented(['r1', 'r2'], false)).not.toBeNull();
    expect(presented(['r1', 'r1'], false)).toBeNull();
  });

  test('five answers in a row may be lost and the first of them still hold; of more it does not', () => {
    const tries = (lost: number): string[] => Array.from({ length: lost + 1 }, () => 'r1');
    expect(presented([...tries(5), 'r2'])).not.toBeNull();
    expect(presented([...tries(6), 'r2'])).toBeNull();
    expect(presented([...tries(6), 'r1'])).not.toBeNull();
  });

  test('given beside the one that is held leaves that one good, until either is used', () => {
    const both = withNext(fresh, 'r2');
    for (const token of ['r1', 'r2']) expect(afterUse(both, token, 'r3', true)).not.toBeNull();
    const used = afterUse(both, 'r2', 'r3', true);
    expect(used && afterUse(used, 'r1', 'r4', true)).toBeNull();
  });
});
