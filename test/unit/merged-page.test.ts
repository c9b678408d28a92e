import { describe, expect, test } from '@jest/globals';
import { boundsOf, directionOf, toPage } from '../../src/services/merged-page.js';
import type { Paging, Position } from '../../src/services/paging.js';

const LEAST = '00000000-0000-0000-0000-000000000000';
const GREATEST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const ID = '01900000-0000-7000-8000-000000000000';
const at = (day: number): Position => [`2026-03-0${day}T00:00:00.000Z`, ID];
const paging = (given: Partial<Paging>): Paging => ({ limit: 2, forward: true, after: null, before: null, ...given });
const day = (number: number): Date => new Date(at(number)[0]);

describe('the bounds of a page', () => {
  test('nothing given: everything', () => {
    expect(boundsOf(paging({}), true)).toEqual({ above: ['-infinity', GREATEST], below: ['infinity', LEAST] });
  });

  test('after is below in a falling list, above in a rising one', () => {
    expect(boundsOf(paging({ after: at(5), before: at(2) }), true)).toEqual({ above: at(2), below: at(5) });
    expect(boundsOf(paging({ after: at(2), before: at(5) }), false)).toEqual({ above: at(2), below: at(5) });
  });

  test('from is inclusive, to exclusive', () => {
    const { above, below } = boundsOf(paging({}), true, { from: day(2), to: day(5) });
    expect([above, below]).toEqual([
      ['2026-03-01T23:59:59.999Z', GREATEST],
      [day(5).toISOString(), LEAST],
    ]);
  });

  test('the narrower of cursor and range holds', () => {
    const range = { from: day(2), to: day(6) };
    expect(boundsOf(paging({ after: at(4) }), true, range).below).toEqual(at(4));
    expect(boundsOf(paging({ after: at(7) }), true, range).below).toEqual([day(6).toISOString(), LEAST]);
    expect(boundsOf(paging({ after: at(4) }), false, range).above).toEqual(at(4));
    expect(boundsOf(paging({ after: at(1) }), false, range).above[1]).toBe(GREATEST);
  });
});

test('the direction of reading turns with the order and with `last`', () => {
  const table = [true, false].flatMap((descending) => [true, false].map((forward) => directionOf(paging({ forward }), descending)));
  expect(table).toEqual(['desc', 'asc', 'asc', 'desc']);
});

test('one more than the page tells whether there are others', () => {
  const pageOf = (read: number[], given: Partial<Paging>) => {
    const { nodes, hasNextPage, hasPreviousPage } = toPage(read, paging(given), String);
    return [nodes, hasPreviousPage, hasNextPage];
  };
  expect(pageOf([1, 2, 3], {})).toEqual([[1, 2], false, true]);
  expect(pageOf([1, 2], { after: at(1) })).toEqual([[1, 2], true, false]);
  expect(pageOf([3, 2, 1], { forward: false })).toEqual([[2, 3], true, false]);
  expect(pageOf([3, 2], { forward: false, before: at(4) })).toEqual([[2, 3], false, true]);
  expect(pageOf([], {})).toEqual([[], false, false]);
});
