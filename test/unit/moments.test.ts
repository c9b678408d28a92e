import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isoOf } from '../../src/moments.js';

test('a moment is written as the engine writes it', () => {
  fc.assert(fc.property(fc.date({ noInvalidDate: true }), (moment) => expect(isoOf(moment)).toBe(moment.toISOString())));
});

test.each([
  '0000-01-01T00:00:00.000Z',
  '0999-12-31T23:59:59.999Z',
  '1000-01-01T00:00:00.000Z',
  '1969-12-31T23:59:59.999Z',
  '2024-02-29T07:08:09.010Z',
  '9999-12-31T23:59:59.999Z',
  '+010000-01-01T00:00:00.000Z',
  '-000001-06-05T04:03:02.001Z',
])('%s', (text) => expect(isoOf(new Date(text))).toBe(text));

test('what is no moment is refused', () => expect(() => isoOf(new Date(Number.NaN))).toThrow(RangeError));
