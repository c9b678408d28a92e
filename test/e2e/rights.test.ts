import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GraphQLSchema } from 'graphql';
import { v7 } from 'uuid';
import { encodeId, type IdKind } from '../../src/ids.js';
import { createSchema } from '../../src/schema.js';
import type { Client } from '../support/client.js';
import { rootsOf } from '../support/customer-schema.js';
import { digestOf } from '../support/digest.js';
import { type Operation, operationsOf, type Try } from '../support/operations.js';
import { CALLERS, type Caller, Premises } from '../support/premises.js';

/**
 * Written by hand from the domain, not from the code. Each operation is tried by each caller on records that exist in the
 * first workspace, in a state in which an allowed call succeeds.
 *
 *   customer    the customer whose conversation it is        agent       the agent who has it, granted the product
 *   other       another customer of the same channel         colleague   granted the product too, does not have it
 *   no grant    an agent of the workspace without any grant  supervisor  of the workspace
 *   outsider    a supervisor of another workspace
 *
 *   UNAUTH., FORBIDDEN  refused at the top level       done   it is done, or the record is shown
 *   NOT_FOUND, …        the code that refuses it       null   no such record       empty  the record is not in the list
 *   nothing             what may be known happens, but not for this caller, who may know the record
 */
const EXPECTED = `
                                      | none    | customer  | other     | no grant  | agent     | colleague           | supervisor          | outsider
viewer                                | UNAUTH. | done      | done      | done      | done      | done                | done                | done
channelAvailability                   | done    | done      | done      | done      | done      | done                | done                | done
myConversations                       | UNAUTH. | done      | empty     | FORBIDDEN | FORBIDDEN | FORBIDDEN           | FORBIDDEN           | FORBIDDEN
conversation                          | UNAUTH. | FORBIDDEN | FORBIDDEN | null      | done      | done                | done                | null
ticket                                | UNAUTH. | FORBIDDEN | FORBIDDEN | null      | done      | done                | done                | null
node of a conversation                | UNAUTH. | FORBIDDEN | FORBIDDEN | null      | done      | done                | done                | null
node of a message                     | UNAUTH. | FORBIDDEN | FORBIDDEN | null      | done      | done                | done                | null
node of a note                        | UNAUTH. | FORBIDDEN | FORBIDDEN | null      | done      | done                | done                | null
node of a customer                    | UNAUTH. | FORBIDDEN | FORBIDDEN | null      | done      | done                | done                | null
node of a ticket                      | UNAUTH. | FORBIDDEN | FORBIDDEN | null      | done      | done                | done                | null
node of an agent                      | UNAUTH. | FORBIDDEN | FORBIDDEN | null      | done      | done                | done                | null
node of a product                     | UNAUTH. | FORBIDDEN | FORBIDDEN | null      | done      | done                | done                | null
node of a channel                     | UNAUTH. | FORBIDDEN | FORBIDDEN | null      | done      | done                | done                | null
node of a group                       | UNAUTH. | FORBIDDEN | FORBIDDEN | null      | done      | done                | done                | null
node of a topic                       | UNAUTH. | FORBIDDEN | FORBIDDEN | null      | done      | done                | done                | null
nodes                                 | UNAUTH. | FORBIDDEN | FORBIDDEN | null      | done      | done                | done                | null
products                              | UNAUTH. | FORBIDDEN | FORBIDDEN | empty     | done      | done                | done                | empty
channels                              | UNAUTH. | FORBIDDEN | FORBIDDEN | empty     | done      | done                | done                | empty
groups                                | UNAUTH. | FORBIDDEN | FORBIDDEN | empty     | done      | done                | done                | empty
topics                                | UNAUTH. | FORBIDDEN | FORBIDDEN | empty     | done      | done                | done                | empty
languageRules                         | UNAUTH. | FORBIDDEN | FORBIDDEN | empty     | done      | done                | done                | empty
assignableAgents                      | UNAUTH. | FORBIDDEN | FORBIDDEN | empty     | done      | empty               | done                | empty
agents                                | UNAUTH. | FORBIDDEN | FORBIDDEN | empty     | done      | done                | done                | empty
agentCounts                           | UNAUTH. | FORBIDDEN | FORBIDDEN | empty     | done      | done                | done                | empty
tickets                               | UNAUTH. | FORBIDDEN | FORBIDDEN | empty     | done      | done                | done                | empty
messageTemplates                      | UNAUTH. | FORBIDDEN | FORBIDDEN | empty     | done      | done                | done                | empty
mailSettings                          | UNAUTH. | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN           | done                | null
activeConversations                   | UNAUTH. | FORBIDDEN | FORBIDDEN | empty     | done      | done                | done                | empty
queue                                 | UNAUTH. | FORBIDDEN | FORBIDDEN | empty     | done      | done                | done                | empty
queueSize                             | UNAUTH. | FORBIDDEN | FORBIDDEN | empty     | done      | done                | done                | empty
events                                | UNAUTH. | FORBIDDEN | FORBIDDEN | empty     | done      | done                | done                | empty
archive                               | UNAUTH. | FORBIDDEN | FORBIDDEN | empty     | done      | done                | done                | empty
signIn                                | done    | done      | done      | done      | done      | done                | done                | done
signInCustomer                        | done    | done      | done      | done      | done      | done                | done                | done
refreshSession                        | done    | done      | done      | done      | done      | done                | done                | done
acceptInvitation                      | done    | done      | done      | done      | done      | done                | done                | done
signOut                               | UNAUTH. | done      | done      | done      | done      | done                | done                | done
startChat                             | done    | done      | done      | done      | done      | done                | done                | done
leaveEmail on a channel               | done    | done      | done      | done      | done      | done                | done                | done
leaveEmail from the queue             | NOT_FOUND | done      | NOT_FOUND | NOT_FOUND | NOT_FOUND | NOT_FOUND           | NOT_FOUND           | NOT_FOUND
sendMessage                           | UNAUTH. | done      | NOT_FOUND | NOT_FOUND | done      | NOT_ASSIGNED_TO_YOU | NOT_ASSIGNED_TO_YOU | NOT_FOUND
requestUpload                         | UNAUTH. | done      | NOT_FOUND | NOT_FOUND | done      | NOT_ASSIGNED_TO_YOU | NOT_ASSIGNED_TO_YOU | NOT_FOUND
retryMessage                          | UNAUTH. | FORBIDDEN | FORBIDDEN | NOT_FOUND | done      | NOT_ASSIGNED_TO_YOU | done                | NOT_FOUND
setTyping                             | UNAUTH. | done      | NOT_FOUND | NOT_FOUND | done      | NOT_ASSIGNED_TO_YOU | NOT_ASSIGNED_TO_YOU | NOT_FOUND
markRead                              | UNAUTH. | done      | NOT_FOUND | NOT_FOUND | done      | NOT_ASSIGNED_TO_YOU | NOT_ASSIGNED_TO_YOU | NOT_FOUND
markDelivered                         | UNAUTH. | done      | NOT_FOUND | NOT_FOUND | done      | NOT_ASSIGNED_TO_YOU | NOT_ASSIGNED_TO_YOU | NOT_FOUND
endChat                               | UNAUTH. | done      | NOT_FOUND | FORBIDDEN | FORBIDDEN | FORBIDDEN           | FORBIDDEN           | FORBIDDEN
addNote                               | UNAUTH. | FORBIDDEN | FORBIDDEN | NOT_FOUND | done      | done                | done                | NOT_FOUND
setConversationTopic                  | UNAUTH. | FORBIDDEN | FORBIDDEN | NOT_FOUND | done      | NOT_ASSIGNED_TO_YOU | done                | NOT_FOUND
resolveConversation                   | UNAUTH. | FORBIDDEN | FORBIDDEN | NOT_FOUND | done      | NOT_ASSIGNED_TO_YOU | done                | NOT_FOUND
assignConversation of an active one   | UNAUTH. | FORBIDDEN | FORBIDDEN | NOT_FOUND | done      | NOT_ASSIGNED_TO_YOU | done                | NOT_FOUND
assignConversation of a waiting one   | UNAUTH. | FORBIDDEN | FORBIDDEN | NOT_FOUND | done      | done                | done                | NOT_FOUND
reactivateConversation                | UNAUTH. | FORBIDDEN | FORBIDDEN | NOT_FOUND | done      | done                | done                | NOT_FOUND
convertToTicket of an active one      | UNAUTH. | FORBIDDEN | FORBIDDEN | NOT_FOUND | done      | NOT_ASSIGNED_TO_YOU | done                | NOT_FOUND
convertToTicket from the archive      | UNAUTH. | FORBIDDEN | FORBIDDEN | NOT_FOUND | done      | done                | done                | NOT_FOUND
changeTicketStatus                    | UNAUTH. | FORBIDDEN | FORBIDDEN | NOT_FOUND | done      | done                | done                | NOT_FOUND
replyToTicket                         | UNAUTH. | FORBIDDEN | FORBIDDEN | NOT_FOUND | done      | done                | done                | NOT_FOUND
updateTicket                          | UNAUTH. | FORBIDDEN | FORBIDDEN | NOT_FOUND | done      | done                | done                | NOT_FOUND
assignTicket                          | UNAUTH. | FORBIDDEN | FORBIDDEN | NOT_FOUND | done      | done                | done                | NOT_FOUND
addTicketNote                         | UNAUTH. | FORBIDDEN | FORBIDDEN | NOT_FOUND | done      | done                | done                | NOT_FOUND
retryTicketMail                       | UNAUTH. | FORBIDDEN | FORBIDDEN | NOT_FOUND | done      | done                | done                | NOT_FOUND
changeMyStatus                        | UNAUTH. | FORBIDDEN | FORBIDDEN | done      | done      | done                | done                | done
changeAgentStatus                     | UNAUTH. | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN           | done                | NOT_FOUND
inviteAgent                           | UNAUTH. | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN           | done                | NOT_FOUND
updateAgent                           | UNAUTH. | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN           | done                | NOT_FOUND
deactivateAgent                       | UNAUTH. | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN           | done                | NOT_FOUND
createProduct                         | UNAUTH. | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN           | done                | done
updateProduct                         | UNAUTH. | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN           | done                | NOT_FOUND
updateProductSettings                 | UNAUTH. | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN           | done                | NOT_FOUND
archiveProduct                        | UNAUTH. | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN           | done                | NOT_FOUND
createChannel                         | UNAUTH. | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN           | done                | NOT_FOUND
updateChannel                         | UNAUTH. | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN           | done                | NOT_FOUND
archiveChannel                        | UNAUTH. | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN           | done                | NOT_FOUND
createGroup                           | UNAUTH. | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN           | done                | NOT_FOUND
updateGroup                           | UNAUTH. | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN           | done                | NOT_FOUND
archiveGroup                          | UNAUTH. | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN           | done                | NOT_FOUND
addGroupMembers                       | UNAUTH. | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN           | done                | NOT_FOUND
removeGroupMembers                    | UNAUTH. | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN           | done                | NOT_FOUND
createTopic                           | UNAUTH. | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN           | done                | NOT_FOUND
updateTopic                           | UNAUTH. | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN           | done                | NOT_FOUND
archiveTopic                          | UNAUTH. | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN           | done                | NOT_FOUND
setLanguageRule                       | UNAUTH. | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN           | done                | NOT_FOUND
removeLanguageRule                    | UNAUTH. | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN           | done                | NOT_FOUND
updateMailSettings                    | UNAUTH. | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN           | done                | NOT_FOUND
testMailSettings                      | UNAUTH. | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN           | done                | NOT_FOUND
setMailText                           | UNAUTH. | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN           | done                | NOT_FOUND
removeMailText                        | UNAUTH. | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN           | done                | NOT_FOUND
connectChannel                        | UNAUTH. | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN           | done                | NOT_FOUND
disconnectChannel                     | UNAUTH. | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN           | done                | NOT_FOUND
refreshTemplates                      | UNAUTH. | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN | FORBIDDEN           | done                | NOT_FOUND
sendTemplate into an active one       | UNAUTH. | FORBIDDEN | FORBIDDEN | NOT_FOUND | done      | NOT_ASSIGNED_TO_YOU | NOT_ASSIGNED_TO_YOU | NOT_FOUND
sendTemplate to a resolved one        | UNAUTH. | FORBIDDEN | FORBIDDEN | NOT_FOUND | done      | done                | done                | NOT_FOUND
sendTemplate to a number              | UNAUTH. | FORBIDDEN | FORBIDDEN | NOT_FOUND | done      | done                | done                | NOT_FOUND
messageAdded                          | UNAUTH. | done      | NOT_FOUND | NOT_FOUND | done      | done                | done                | NOT_FOUND
typingChanged                         | UNAUTH. | done      | NOT_FOUND | NOT_FOUND | done      | nothing             | done                | NOT_FOUND
messageChanged                        | UNAUTH. | done      | NOT_FOUND | NOT_FOUND | done      | done                | done                | NOT_FOUND
messageChanged of all                 | UNAUTH. | done      | empty     | empty     | done      | empty               | empty               | empty
readStateChanged                      | UNAUTH. | done      | NOT_FOUND | NOT_FOUND | done      | done                | done                | NOT_FOUND
readStateChanged of all               | UNAUTH. | done      | empty     | empty     | done      | empty               | empty               | empty
inboxMessageAdded                     | UNAUTH. | FORBIDDEN | FORBIDDEN | empty     | done      | empty               | empty               | empty
conversationChanged                   | UNAUTH. | done      | empty     | empty     | done      | done                | done                | empty
ticketChanged                         | UNAUTH. | FORBIDDEN | FORBIDDEN | empty     | done      | done                | done                | empty
agentChanged                          | UNAUTH. | FORBIDDEN | FORBIDDEN | empty     | done      | done                | done                | empty
agentStatusChanged                    | UNAUTH. | done      | NOT_FOUND | FORBIDDEN | FORBIDDEN | FORBIDDEN           | FORBIDDEN           | FORBIDDEN
channelAvailabilityChanged            | done    | done      | done      | done      | done      | done                | done                | done
queueSizeChanged                      | UNAUTH. | FORBIDDEN | FORBIDDEN | empty     | done      | done                | done                | empty
agentCountsChanged                    | UNAUTH. | FORBIDDEN | FORBIDDEN | empty     | done      | done                | done                | empty
`;

const ROWS = EXPECTED.trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([name = '', ...cells]) => ({ name, cells: cells.map((cell) => (cell === 'UNAUTH.' ? 'UNAUTHENTICATED' : cell)) }));

/** What tells nothing of what exists: it must be the same for a record that exists and for one that never did. */
const HIDES = new Set(['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'null', 'empty']);

let premises: Premises;
let operations: Map<string, Operation>;
let schema: GraphQLSchema;

beforeAll(async () => {
  premises = await Premises.open();
  schema = await createSchema();
  operations = operationsOf(schema);
});
afterAll(() => premises.close());

interface Result {
  outcome: string;
  /** The whole answer. */
  answer: unknown;
}

interface Refusable {
  userErrors?: { code: string }[];
  [field: string]: unknown;
}

const shown = (value: unknown, target: string | undefined): string => {
  if (value === null) return 'null';
  if (Array.isArray(value) && value.length > 0 && value.every((each) => each === null)) return 'null';
  const text = JSON.stringify(value);
  if (target) return text.includes(target) ? 'done' : 'empty';
  return /[1-9]/.test(text) ? 'done' : 'empty';
};

const outcomeOf = ({ kind, field }: Operation, data: Record<string, unknown> | null, target: string | undefined): string => {
  const value = data?.[field] ?? null;
  if (kind !== 'mutation') return shown(value, target);
  const { userErrors = [], ...rest } = value as Refusable;
  if (userErrors.length > 0) return userErrors.map(({ code }) => code).join(', ');
  const missing = Object.keys(rest).filter(
    (name) => rest[name] === null && !MAY_STAY_NULL.has(name) && !MAY_STAY_NULL.has(`${field}.${name}`),
  );
  return missing.length > 0 ? `done without ${missing.join(', ')}` : 'done';
};
/** With a password there is no invitation; what changes nothing has no event; a visitor is shown no conversation, and who signs in has none. */
const MAY_STAY_NULL = new Set(['cursor', 'invitationToken', 'leaveEmail.conversation', 'signInCustomer.conversation']);

/** In milliseconds. What was missed comes at once, unless the machine is busy; nothing comes of what is not the caller's. */
const HEARD_WITHIN = 10_000;
const SILENT_FOR = 250;
const patienceFor = (expected: string | undefined): number => (expected === 'empty' || expected === 'nothing' ? SILENT_FOR : HEARD_WITHIN);

const codeOf = (error: unknown): string => String((error as { extensions?: { code?: string } }).extensions?.code);

const follow = async (client: Client, operation: Operation, { variables, target }: Try, patience: number): Promise<Result> => {
  const followed = client.follow<Record<string, unknown>>(operation.document, variables);
  const until = Date.now() + patience;
  const outcomes = (): string[] => followed.seen.map((data) => outcomeOf(operation, data, target));
  while (Date.now() < until && followed.errors.length === 0 && !outcomes().includes('done')) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  followed.stop();
  const [refused] = followed.errors;
  const outcome = refused ? codeOf(refused) : outcomes().includes('done') ? 'done' : 'empty';
  return { outcome, answer: refused ?? (outcome === 'empty' ? [] : followed.seen) };
};

const carryOut = async (client: Client, operation: Operation, attempt: Try, patience: number): Promise<Result> => {
  if (operation.kind === 'subscription') return follow(client, operation, attempt, patience);
  const answer = await client.send<Record<string, unknown>>(operation.document, attempt.variables);
  const [refused] = answer.errors ?? [];
  return { outcome: refused ? codeOf(refused) : outcomeOf(operation, answer.data, attempt.target), answer };
};

const TYPED_ID = /\b([a-z]+)_[0-7][0-9a-hjkmnp-tv-z]{25}\b/g;
/** The same call about records that never existed. */
const withNewIds = (attempt: Try): Try => {
  const text = JSON.stringify(attempt.variables).replace(TYPED_ID, (_id, kind: string) => encodeId(kind as IdKind, v7()));
  return { ...attempt, variables: JSON.parse(text) };
};
const withoutIds = (answer: unknown): string => JSON.stringify(answer).replace(TYPED_ID, '$1_…');

test('every root field has a row, and every row a root field', () => {
  const fields = rootsOf(schema).map(({ kind, name }) => `${kind} ${name}`);
  const tried = ROWS.map(({ name }) => operations.get(name)).map((operation) => `${operation?.kind} ${operation?.field}`);
  expect([...new Set(tried)].sort()).toEqual(fields.sort());
  for (const { name, cells } of ROWS) expect([name, cells.length]).toEqual([name, CALLERS.length]);
});

const check = async (operation: Operation, caller: Caller, expected: string | undefined): Promise<string> => {
  const attempt = await operation.prepare(premises);
  const client = await premises.as(caller, attempt.customerId);
  // Whatever is done instead of this fails anyway.
  const before = expected === 'done' ? {} : await digestOf(premises.desk);
  const patience = patienceFor(expected);
  const { outcome, answer } = await carryOut(client, operation, attempt, patience);
  if (outcome === 'done') return outcome;
  if (outcome === 'empty' && expected === 'nothing') return expected;
  const changed = async (): Promise<string> => ((await isSame(before)) ? '' : ', but it changed the database');
  if (!HIDES.has(outcome)) return `${outcome}${await changed()}`;
  const never = await carryOut(client, operation, withNewIds(attempt), patience);
  const same = withoutIds(never.answer) === withoutIds(answer);
  return `${outcome}${same ? '' : `, but a record that never was is answered otherwise: ${withoutIds(never.answer)} not ${withoutIds(answer)}`}${await changed()}`;
};
const isSame = async (before: Record<string, string>): Promise<boolean> =>
  JSON.stringify(await digestOf(premises.desk)) === JSON.stringify(before);

describe.each(ROWS)('$name', ({ name, cells }) => {
  test(cells.join(', '), async () => {
    const operation = operations.get(name);
    if (!operation) throw new Error('there is no such operation');
    const outcomes: Record<string, string> = {};
    for (const [index, caller] of CALLERS.entries()) {
      await premises.settle();
      outcomes[caller] = await check(operation, caller, cells[index]);
    }
    expect(outcomes).toEqual(Object.fromEntries(CALLERS.map((caller, index) => [caller, cells[index]])));
  });
});
