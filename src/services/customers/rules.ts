import { isDeepStrictEqual } from 'node:util';
import type { Customer } from '../../entities/customer.js';
import type { CustomerAttribute } from '../../entities/customer-attribute.js';

export type ToldAttribute = Pick<CustomerAttribute, 'key' | 'value'>;

/**
 * The list as it is to be: what was told takes the place of what was told in the same way before, verified or not. What is
 * verified no app overwrites: of a key that both lists have, the verified value stands.
 */
export const withTold = (known: readonly CustomerAttribute[], told: readonly ToldAttribute[], verified: boolean): CustomerAttribute[] => {
  const given = told.map(({ key, value }) => ({ key, value, verified }));
  const vouched = verified ? given : known.filter((attribute) => attribute.verified);
  const others = verified ? known.filter((attribute) => !attribute.verified) : given;
  return [...vouched, ...others.filter(({ key }) => !vouched.some((attribute) => attribute.key === key))];
};

/** What a channel tells of a customer; what is null or left out it did not tell. */
export type Profile = { [Fact in 'name' | 'email' | 'phone' | 'userName' | 'language']?: string | null } & {
  attributes?: CustomerAttribute[] | null;
};

/** Writes onto a record what is told of it and differs; whether anything did. What was not told stays. */
export const takeOver = <Known extends object>(known: Known, told: { [Fact in keyof Known]?: Known[Fact] | null }): boolean => {
  const facts = Object.entries(told).filter(([fact, value]) => value != null && !isDeepStrictEqual(known[fact as keyof Known], value));
  Object.assign(known, Object.fromEntries(facts));
  return facts.length > 0;
};

export const changeProfile = (customer: Customer, told: Profile): boolean => takeOver<Customer>(customer, told);
