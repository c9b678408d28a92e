import { beforeEach, expect, test } from '@jest/globals';
import { Watch } from '../../src/services/presence/watch.js';

let now: number;
let watch: Watch;
beforeEach(() => {
  now = 1_000_000;
  watch = new Watch(30_000, 35_000, () => now);
});

const looks = (...pauses: number[]): boolean[] =>
  pauses.map((pause) => {
    now += pause;
    return watch.look();
  });

test('judges nobody before it has watched for long enough', () => {
  expect(looks(10_000, 10_000, 9_999, 1, 5_000)).toEqual([false, false, false, true, true]);
});

test('begins anew after it stood still itself', () => {
  expect(looks(30_000, 35_000, 35_001, 29_999, 1)).toEqual([true, true, false, false, true]);
});

test('begins anew after what it tried to see failed', () => {
  expect(looks(30_000)).toEqual([true]);
  watch.interrupt();
  expect(looks(5_000, 24_999, 1)).toEqual([false, false, true]);
});
