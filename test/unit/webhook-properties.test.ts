import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { accountsIn, parsePayload } from '../../src/channels/meta/parse/payload.js';
import { metaFixtures } from '../support/meta-fixtures.js';

const RECEIVED = new Date('2026-11-28T12:00:00.000Z');

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Holder = Json[] | { [key: string]: Json };

const isHolder = (value: unknown): value is Holder => typeof value === 'object' && value !== null;

/** Every place of a payload at which something stands. */
const placesIn = (value: Json): [Holder, string][] =>
  isHolder(value) ? Object.entries(value).flatMap(([key, inner]): [Holder, string][] => [[value, key], ...placesIn(inner)]) : [];

interface Mutation {
  at: number;
  how: 'replace' | 'remove' | 'repeat' | 'exchange';
  other: number;
  by: Json;
}

/** Makes one change somewhere: what stands there becomes something else, goes, comes again, or changes places. */
const mutate = (payload: Json, { at, how, other, by }: Mutation): void => {
  const places = placesIn(payload);
  const [place, second] = [places[at % Math.max(1, places.length)], places[other % Math.max(1, places.length)]];
  if (!place || !second) return;
  const [holder, key] = place as [Record<string, Json>, string];
  if (how === 'replace') holder[key] = structuredClone(by);
  else if (how === 'exchange') holder[key] = structuredClone((second[0] as Record<string, Json>)[second[1]] ?? null);
  else if (Array.isArray(holder) && how === 'repeat') (holder as Json[]).push(structuredClone(holder[key] ?? null));
  else if (Array.isArray(holder)) (holder as Json[]).splice(Number(key), 1);
  else delete holder[key];
};

const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat(10_000),
  how: fc.constantFrom('replace', 'remove', 'repeat', 'exchange'),
  other: fc.nat(10_000),
  by: fc.oneof(
    fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>,
    fc.constantFrom<Json>('__proto__', 'constructor', 'toString', '\u0000', '\ud800', {}, [], [[]], -1, 1e308),
  ),
});

const mutated = fc
  .tuple(fc.constantFrom(...metaFixtures()), fc.array(mutation, { minLength: 1, maxLength: 4 }))
  .map(([{ name, payload }, mutations]) => {
    const changed = { payload: structuredClone(payload) as Json };
    for (const each of mutations) mutate(changed, each);
    return { name, payload: changed.payload };
  });

const records = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter((each) => isHolder(each) && !Array.isArray(each)) : [];
const inside = (value: unknown): Record<string, unknown> => records([value])[0] ?? {};
/** An id as an event repeats it, whatever the mutation made of it. */
const asTold = (value: unknown): string[] =>
  typeof value === 'number'
    ? [String(value)]
    : typeof value === 'string'
      ? [value.replaceAll('\u0000', '').toWellFormed()].filter(Boolean)
      : [];
const isId = (value: unknown): value is string => typeof value === 'string' && /^[\x21-\x7e]+$/.test(value);

/** Ids of messages that still stand where the documentation puts them, each with the id of the message it concerns: one must be told. */
const messageIdsIn = (payload: Json): string[][] => {
  const { object, entry } = inside(payload);
  if (object === 'whatsapp_business_account') {
    const values = records(entry)
      .flatMap(({ changes }) => records(changes))
      .filter(({ field }) => field === 'messages' || field === 'smb_message_echoes')
      .map(({ value }) => inside(value));
    return values
      .flatMap(({ messages, message_echoes }) => [...records(messages), ...records(message_echoes)])
      .filter(({ id }) => isId(id))
      .map(({ id, reaction, edit, revoke }) =>
        [id, inside(reaction).message_id, inside(edit).original_message_id, inside(revoke).original_message_id].flatMap(asTold),
      );
  }
  if (object !== 'page' && object !== 'instagram') return [];
  return records(entry)
    .flatMap(({ messaging, standby }) => [...records(messaging), ...records(standby)])
    .filter(({ message, postback }) => message !== undefined || postback !== undefined)
    .map(({ message, postback }) => [inside(message === undefined ? postback : message).mid].filter(isId));
};

test('whatever becomes of a payload, it is read, and no message of it is lost', () => {
  let checked = 0;
  fc.assert(
    fc.property(mutated, ({ payload }) => {
      const events = parsePayload(payload, RECEIVED);
      const told = JSON.stringify(events);
      for (const ids of messageIdsIn(payload).filter((some) => some.length > 0)) {
        checked++;
        expect(ids.filter((id) => told.includes(JSON.stringify(id).slice(1, -1)))).not.toEqual([]);
      }
      for (const event of events) {
        expect(Number.isNaN(event.at.getTime())).toBe(false);
        for (const [field, value] of Object.entries(event)) {
          if (/Id$/.test(field) && value !== null) expect(value).toMatch(/./su);
        }
      }
      expect(told).not.toContain('\\u0000');
      expect(told).not.toMatch(/\\ud[89a-f]/);
    }),
    { numRuns: 1_500 },
  );
  // Else the property would hold of a parser that reads nothing.
  expect(checked).toBeGreaterThan(200);
});

test('whatever JSON comes, it is read', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (body) => {
      parsePayload(body, RECEIVED);
      parsePayload(JSON.stringify(body), RECEIVED);
    }),
  );
});

test('no event concerns an account that the body was not said to name', () => {
  fc.assert(
    fc.property(mutated, ({ payload }) => {
      const named = new Set(accountsIn(payload).map(({ accountId, businessAccountId }) => accountId ?? businessAccountId));
      for (const event of parsePayload(payload, RECEIVED)) {
        const concerned = event.type === 'template-status' ? event.businessAccountId : event.accountId;
        if (concerned !== null) expect(named).toContain(concerned);
      }
    }),
    { numRuns: 500 },
  );
});
