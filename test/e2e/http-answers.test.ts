import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Company } from '../support/company.js';
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

test('of several mutations in one request each answers with what it made of the record', async () => {
  const ayse = await (await Company.open(desk)).agent('Ayşe');
  const go = (status: string) => `${status}: changeMyStatus(input: { status: ${status} }) { agent { status } }`;
  expect(await ayse.client.ask(`mutation { ${go('ONLINE')} ${go('BREAK')} }`)).toEqual({
    ONLINE: { agent: { status: 'ONLINE' } },
    BREAK: { agent: { status: 'BREAK' } },
  });
});
