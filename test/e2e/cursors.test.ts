import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { RIGHTS } from '../../src/auth/rights.js';
import { createSchema } from '../../src/schema.js';
import { rootsOf } from '../support/customer-schema.js';
import { type Operation, operationsOf } from '../support/operations.js';
import { type Caller, Premises } from '../support/premises.js';

/** They open a session, keep nothing, or, as they are tried here, find everything done already. */
const WITHOUT_EVENT = [
  ...['signIn', 'signInCustomer', 'refreshSession', 'setTyping', 'testMailSettings', 'requestUpload', 'refreshTemplates'],
  ...['setConversationTopic', 'removeGroupMembers', 'removeMailText'],
];

const schema = await createSchema();
const rights = new Map(rootsOf(schema).map(({ name, right }) => [name, right]));
const mutations = [...operationsOf(schema)].filter(([, { kind }]) => kind === 'mutation');

let premises: Premises;
beforeAll(async () => {
  premises = await Premises.open();
});
afterAll(() => premises.close());

/** Somebody who may do it to a record of their own. */
const callerOf = ({ field }: Operation, customerId: string | undefined): Caller => {
  const callers = RIGHTS[rights.get(field) ?? 'session.open'] as readonly string[];
  if (callers.includes('public')) return customerId ? 'customer' : 'none';
  if (callers.includes('agent')) return 'agent';
  return callers.includes('supervisor') ? 'supervisor' : 'customer';
};

test.each(mutations)('%s answers the cursor of the event that it caused', async (_name, operation) => {
  await premises.settle();
  const { variables, customerId } = await operation.prepare(premises);
  const client = await premises.as(callerOf(operation, customerId), customerId);
  const [before] = await premises.desk.sql<{ id: string }>('select coalesce(max(id), 0) as id from event');
  const { [operation.field]: payload } = await client.ask<Record<string, { cursor: string | null; userErrors: unknown[] }>>(
    operation.document,
    variables,
  );
  expect(payload?.userErrors).toEqual([]);
  const caused = await premises.desk.sql<{ id: string }>('select id from event where id > $1 order by id', [before?.id]);
  const cursors = caused.map(({ id }) => `e${BigInt(id).toString(36)}`);
  if (WITHOUT_EVENT.includes(operation.field)) expect([payload?.cursor, cursors]).toEqual([null, []]);
  else expect(cursors).toContain(payload?.cursor);
});
