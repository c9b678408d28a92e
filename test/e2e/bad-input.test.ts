import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type GraphQLSchema, isNonNullType } from 'graphql';
import { RIGHTS } from '../../src/auth/rights.js';
import { createSchema } from '../../src/schema.js';
import type { UserError } from '../support/chats.js';
import type { Answer, Client } from '../support/client.js';
import { type Root, rootsOf } from '../support/customer-schema.js';
import { digestOf } from '../support/digest.js';
import { ILLEGAL_STATES } from '../support/illegal-states.js';
import { type Malformed, malformed } from '../support/malformed.js';
import { type Operation, operationsOf } from '../support/operations.js';
import { type Caller, Premises } from '../support/premises.js';

/** Where the rule is another than for every value of its type: a token is recognised or not, white space is part of a password. */
const EXCEPTIONS: Record<string, string> = {
  'signIn input.password blank': 'INVALID_CREDENTIALS input',
  'signIn input.password with U+0000': 'INVALID_CREDENTIALS input',
  'refreshSession input.refreshToken empty': 'REFRESH_TOKEN_INVALID input.refreshToken',
  'refreshSession input.refreshToken blank': 'REFRESH_TOKEN_INVALID input.refreshToken',
  'refreshSession input.refreshToken with U+0000': 'REFRESH_TOKEN_INVALID input.refreshToken',
  'acceptInvitation input.token empty': 'INVITATION_INVALID input.token',
  'acceptInvitation input.token blank': 'INVITATION_INVALID input.token',
  'acceptInvitation input.token with U+0000': 'INVITATION_INVALID input.token',
};

const schema: GraphQLSchema = await createSchema();
const mutations = rootsOf(schema).filter(({ kind, name }) => kind === 'mutation' && name !== 'signOut');
const operations = [...operationsOf(schema).values()];

let premises: Premises;
beforeAll(async () => {
  premises = await Premises.open({
    env: {
      LIMIT_WRONG_SIGN_INS_PER_MINUTE: '1000000',
      LIMIT_UPLOADS_PER_MINUTE: '1000000',
      LIMIT_BODY_BYTES: '10000000',
      UPLOAD_BYTES: '50000',
    },
  });
});
afterAll(() => premises.close());

/** Somebody who may do it. */
const callerOf = ({ right }: Root): Caller => {
  const callers: readonly string[] = RIGHTS[right];
  if (callers.includes('public')) return 'none';
  if (callers.includes('agent')) return 'agent';
  return callers.includes('customer') ? 'customer' : 'supervisor';
};

const ask = (client: Client, operation: Operation, input: object): Promise<Answer<Record<string, { userErrors: UserError[] }>>> =>
  client.send(operation.document, { input });

/** Words of the validator itself, which name no remedy. */
const BARE = /^(Invalid|Too (big|small)|Unrecognized)/;

const refusedAs = (root: Root, { data, errors }: Awaited<ReturnType<typeof ask>>): string => {
  if (errors) return `top ${errors.map(({ extensions }) => extensions?.code).join()}`;
  const refusals = data?.[root.name]?.userErrors ?? [];
  // That the code is among those the root declares is asserted by the client itself.
  for (const { message } of refusals) {
    expect(message).toMatch(/^[A-Z`].+\.$|: .+\.$/s);
    expect(message).not.toMatch(BARE);
  }
  return refusals.map(({ code, path }) => `${code} ${path.join('.')}`).join(', ');
};

const expectedOf = (root: Root, { path, what, expected }: Malformed): string =>
  EXCEPTIONS[`${root.name} ${path} ${what}`] ?? (expected === 'top' ? 'top BAD_USER_INPUT' : `${expected} ${path}`);

test('every mutation has an operation to make wrong, and an answer to when it is illegal', () => {
  const names = mutations.map(({ name }) => name).sort();
  expect(
    [...new Set(operations.filter(({ kind, field }) => kind === 'mutation' && field !== 'signOut').map(({ field }) => field))].sort(),
  ).toEqual(names);
  expect(Object.keys(ILLEGAL_STATES).sort()).toEqual(names);
});

describe.each(mutations.map((root) => ({ name: root.name, root })))('$name', ({ name, root }) => {
  const operation = operations.find(({ field }) => field === name);
  const type = root.field.args[0]?.type;
  if (!operation || !type || !isNonNullType(type)) throw new Error(`${name} takes no input`);

  test('a value that is missing, empty, too long, of another type or unknown is refused by its path, and nothing changes', async () => {
    await premises.settle();
    const { variables, customerId } = await operation.prepare(premises);
    const input = variables.input as object;
    const client = await premises.as(callerOf(root), customerId);
    const before = await digestOf(premises.desk);
    const wrongs = malformed(type, input, premises.foreignIds);
    expect(wrongs.length).toBeGreaterThan(0);
    const outcomes: Record<string, string> = {};
    /** What is answered to an unknown id and to one of another workspace: the same. */
    const messages: Record<string, string[]> = {};
    for (const wrong of wrongs) {
      const answer = await ask(client, operation, wrong.input);
      outcomes[`${wrong.path} ${wrong.what}`] = refusedAs(root, answer);
      const field = wrong.path.split('.').findLast((part) => !/^\d+$/.test(part)) ?? '';
      if (wrong.expected === 'NOT_FOUND') messages[wrong.path] = [...new Set([...(messages[wrong.path] ?? []), JSON.stringify(answer)])];
      if (answer.errors && wrong.expected === 'top') expect(answer.errors[0]?.message).toContain(field);
    }
    expect(outcomes).toEqual(Object.fromEntries(wrongs.map((wrong) => [`${wrong.path} ${wrong.what}`, expectedOf(root, wrong)])));
    for (const wrong of wrongs) if (wrong.what === 'of another workspace') expect(messages[wrong.path]).toHaveLength(1);
    expect(await digestOf(premises.desk)).toEqual(before);
    // All but the wrong value was right.
    expect(refusedAs(root, await ask(client, operation, input))).toBe('');
  });

  const states = ILLEGAL_STATES[name] ?? [];
  if (typeof states === 'string') return;
  test.each(states)('refused when $when: $expected', async ({ expected, as, prepare }) => {
    await premises.settle();
    await premises.desk.sql('update agent set capacity = 50');
    const { input, customerId } = await prepare(premises);
    const client = await premises.as(as ?? callerOf(root), customerId);
    const before = await digestOf(premises.desk);
    expect(refusedAs(root, await ask(client, operation, input))).toBe(expected);
    expect(await digestOf(premises.desk)).toEqual(before);
  });
});
