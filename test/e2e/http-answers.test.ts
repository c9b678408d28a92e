import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Desk } from '../support/desk.js';

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.start();
});
afterAll(() => desk.stop());

const ask = (query: string): Promise<Response> =>
  fetch(`${desk.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }) });

test.each([
  ['data', '{ __typename }', 200],
  ['a refusal', '{ queueSize }', 200],
  ['a document that does not hold', '{ nothing }', 400],
  ['a document that does not parse', '{', 400],
])('no cache may keep %s', async (_what, query, status) => {
  const answer = await ask(query);
  await answer.text();
  expect(answer.status).toBe(status);
  expect(answer.headers.get('cache-control')).toBe('no-store');
});
