import { describe, expect, test } from '@jest/globals';
import type { Customer } from '../../src/entities/customer.js';
import type { CustomerAttribute } from '../../src/entities/customer-attribute.js';
import { changeProfile, withTold } from '../../src/services/customers/rules.js';

const list = (words: string): CustomerAttribute[] =>
  words
    .split(' ')
    .filter(Boolean)
    .map((word) => {
      const [key = '', value = ''] = word.replace('!', '').split('=');
      return { key, value, verified: word.startsWith('!') };
    });

describe('attributes; those with ! are verified', () => {
  test.each([
    ['', 'plan=gold', false, 'plan=gold'],
    ['', 'plan=gold', true, '!plan=gold'],
    ['plan=gold city=İzmir', 'plan=silver', false, 'plan=silver'],
    ['plan=gold', '', false, ''],
    ['!plan=gold city=İzmir', '', false, '!plan=gold'],
    ['!plan=gold', 'plan=platinum city=İzmir', false, '!plan=gold city=İzmir'],
    ['!plan=gold city=İzmir', 'plan=silver', true, '!plan=silver city=İzmir'],
    ['!plan=gold city=İzmir', 'city=Ankara', true, '!city=Ankara'],
  ])('%s, told %s (verified: %s): %s', (known, told, verified, expected) => {
    expect(withTold(list(known), list(told), verified)).toEqual(list(expected));
  });
});

describe('a profile', () => {
  const known = () => ({ name: 'Işıl', email: 'isil@example.com', phone: null, attributes: list('plan=gold') }) as Customer;

  test.each([
    ['the same', { name: 'Işıl', email: 'isil@example.com', attributes: list('plan=gold') }, false],
    ['nothing', { name: null, email: undefined, attributes: null }, false],
    ['another name', { name: 'Isil' }, true],
    ['a phone number', { phone: '+905550000000' }, true],
    ['another attribute', { attributes: list('plan=silver') }, true],
    ['an attribute verified now', { attributes: list('!plan=gold') }, true],
  ])('told %s: changed is %s', (_what, told, changed) => {
    expect(changeProfile(known(), told)).toBe(changed);
  });

  test('keeps what was not told', () => {
    const customer = known();
    changeProfile(customer, { name: 'Irmak', email: null });
    expect(customer).toMatchObject({ name: 'Irmak', email: 'isil@example.com' });
  });
});
