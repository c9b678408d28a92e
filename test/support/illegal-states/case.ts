import type { Caller, Premises } from '../premises.js';

/** An input that is well formed, and may not be done in the state that things are in. */
export interface IllegalCase {
  when: string;
  /** The code and the path, as one reads them: `NOT_FOUND input.topicId`. */
  expected: string;
  /** Default: whoever may do it otherwise. */
  as?: Caller;
  prepare: (premises: Premises) => Promise<{ input: object; customerId?: string }>;
}

/** Shorter to write: of an input only. */
export const illegal = (when: string, expected: string, input: (premises: Premises) => Promise<object> | object): IllegalCase => ({
  when,
  expected,
  prepare: async (premises) => ({ input: await input(premises) }),
});

/** Where no state makes a well formed call illegal, and why. */
export type Illegal = readonly IllegalCase[] | string;
