import { expect, test } from '@jest/globals';
import { readOptions } from '../chaos/options.js';

test('a seed is made where none is given', () => {
  expect(readOptions([])).toEqual({ seed: expect.any(Number), seconds: 60, nodes: 3 });
  expect(readOptions(['--seed', '7', '--seconds', '10', '--nodes', '2'])).toEqual({ seed: 7, seconds: 10, nodes: 2 });
  expect(readOptions(['--help'])).toBeNull();
});

test.each([
  ['--nodes', '1'],
  ['--nodes', '4'],
  ['--seconds', '9'],
  ['--seconds', '601'],
  ['--seed', 'x'],
])('%s %s is refused with what is possible', (name, value) => {
  expect(() => readOptions([name, value])).toThrow(`${name} ${value} is not usable: expected a whole number from`);
});
