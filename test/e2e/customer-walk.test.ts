import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildClientSchema, type GraphQLSchema, getIntrospectionQuery, getNamedType, type IntrospectionQuery, isLeafType } from 'graphql';
import { ChannelType } from '../../src/entities/enums.js';
import { encodeId } from '../../src/ids.js';
import { createSchema } from '../../src/schema.js';
import { startChat, succeed } from '../support/chats.js';
import type { Client } from '../support/client.js';
import { customerRoots, DESK_TYPES } from '../support/customer-schema.js';
import { Desk } from '../support/desk.js';
import { png, sendFiles, upload } from '../support/files.js';
import { furnish, type MarkedCompany, SECRET } from '../support/marked-company.js';
import type { SeededAgent } from '../support/seed.js';
import { Selections } from '../support/walk.js';

const DEPTH = 6;

let desk: Desk;
/** The schema as the customer's token shows it. */
let shown: GraphQLSchema;
let selections: Selections;
let customer: Client;
let files: string;
let agent: Client;
let channelKey: string;
let verifiedKey: string;
let conversationId: string;
/** Typed ids that the customer may see: of their own conversations and messages. */
let own: Set<string>;
/** Ids of others' conversations, of each workspace, and of records of the desk. */
let others: { conversations: string[]; all: string[] };

/** The customer's own chats: one archived and converted, one under way with notes and a topic. */
const ownChats = async (place: MarkedCompany): Promise<void> => {
  const { records, topic } = place;
  const started = await startChat(desk, place.web, 'Ali Veli', 'My own first words');
  ({ customer, conversationId } = started);
  await succeed(agent, 'setConversationTopic', { conversationId, topicId: encodeId('topic', topic.id) });
  await succeed(agent, 'addNote', { conversationId, text: `${SECRET} note on one’s own chat` });
  await succeed(agent, 'sendMessage', { conversationId, clientMessageId: 'a-1', text: 'An answer of the agent' });
  await succeed(agent, 'markRead', { conversationId, sequence: 1 });
  for (const sender of [{ client: customer }, { client: agent }]) {
    await sendFiles(sender, conversationId, [await upload(sender, conversationId, 'My own photo.png', png())], { clientMessageId: 'a-2' });
  }
  const [row] = await desk.sql<{ customerId: string }>('select customer_id as "customerId" from conversation where id = $1', [started.id]);
  await desk.sql('update customer set attributes = $2 where id = $1', [
    row?.customerId,
    JSON.stringify([{ key: 'plan', value: `${SECRET} attribute`, verified: false }]),
  ]);
  const before = await records.conversation({
    state: 'RESOLVED',
    agent: place.agent,
    topic,
    customerId: row?.customerId,
    text: 'My own old words',
  });
  await records.changed(before);
  await records.note(before, place.agent, `${SECRET} note on one’s own old chat`);
  await records.ticket(before, place.agent, topic, {
    subject: `${SECRET} own subject`,
    email: 'secret-own@example.com',
    reply: `${SECRET} own reply`,
  });
  own = new Set(
    (
      await desk.sql<{ kind: 'conversation' | 'message' | 'attachment'; id: string }>(
        `select 'conversation' as kind, id from conversation where customer_id = $1
       union all select 'message', m.id from message m join conversation c on c.id = m.conversation_id where c.customer_id = $1
       union all select 'attachment', f.id from attachment f join conversation c on c.id = f.conversation_id where c.customer_id = $1`,
        [row?.customerId],
      )
    ).map(({ kind, id }) => encodeId(kind, id)),
  );
};

const goOnline = async (seeded: SeededAgent): Promise<Client> => {
  const client = await desk.as(seeded);
  await succeed(client, 'changeMyStatus', { status: 'ONLINE' });
  return client;
};

beforeAll(async () => {
  // The documents of the walk are longer than a frontend's; the limits have tests of their own.
  files = await mkdtemp(join(tmpdir(), 'sohbet-walk-'));
  desk = await Desk.start({ env: { LIMIT_DEPTH: '50', LIMIT_ALIASES: '1000', FILES_DIR: files } });
  const place = await furnish(desk, 'own');
  const elsewhere = await furnish(desk, 'elsewhere');
  agent = await goOnline(place.agent);
  await ownChats(place);
  channelKey = place.web.key;
  const identitySecretSealed = desk.server.app.secretBox.seal('the company’s own');
  verifiedKey = (await desk.seed.channel(place.product, ChannelType.IN_APP_IOS, { identitySecretSealed })).key;
  const records = [place, elsewhere].flatMap(({ conversations, agent, supervisor, web, product, topic }) => [
    ...conversations.map(({ publicId }) => publicId),
    ...conversations.map(({ messageId }) => encodeId('message', messageId)),
    ...conversations.map(({ customerId }) => encodeId('customer', customerId)),
    ...[agent.publicId, supervisor.publicId, encodeId('channel', web.id), encodeId('product', product.id), encodeId('topic', topic.id)],
  ]);
  others = { conversations: records.filter((id) => id.startsWith('conversation_')), all: records };
  shown = buildClientSchema(await customer.ask<IntrospectionQuery & Record<string, unknown>>(getIntrospectionQuery()));
  selections = new Selections(shown, new Set(DESK_TYPES));
});
afterAll(async () => {
  await desk.stop();
  await rm(files, { recursive: true, force: true });
});

const TYPED_ID = /\b[a-z]+_[0-7][0-9a-hjkmnp-tv-z]{25}\b/g;
/** Stands in messages that say what an id looks like. */
const EXAMPLE = '_01h455vb4pex5vsknk084sn02q';
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Whether there is nothing in an answer that is not the customer's own. */
const expectOwnOnly = (answer: unknown, mine: ReadonlySet<string> = own): void => {
  const text = JSON.stringify(answer);
  expect(text.match(/.{0,80}secret.{0,40}/i)?.[0]).toBeUndefined();
  expect((text.match(TYPED_ID) ?? []).filter((id) => !mine.has(id) && !id.endsWith(EXAMPLE))).toEqual([]);
  expect(text.match(UUID) ?? []).toEqual([]);
  const types = [...text.matchAll(/"__typename":"(\w+)"/g)].map((match) => match[1] ?? '');
  expect(types.filter((type) => DESK_TYPES.some((desk) => desk === type))).toEqual([]);
};

const selectionOf = (kind: 'Query' | 'Mutation' | 'Subscription', field: string): string => {
  const type = shown.getType(kind);
  const found = type && 'getFields' in type ? type.getFields()[field] : undefined;
  if (!found) throw new Error(`the schema shows no ${kind}.${field}`);
  const selection = selections.of(getNamedType(found.type), DEPTH);
  return selection ? `{ ${selection} }` : '';
};

/** The arguments of each root field that a customer may call, with an own record and with everybody else's. */
const QUERIES: Record<string, () => string[]> = {
  viewer: () => [''],
  myConversations: () => [''],
  channelAvailability: () => [`(channelKey: "${channelKey}")`],
};
const withEachOther = (own: string, other: (id: string) => string): string[] => [own, ...others.conversations.map(other)];
const SUBSCRIPTIONS: Record<string, () => string[]> = {
  messageAdded: () => withEachOther(`(conversationId: "${conversationId}", after: "e0")`, (id) => `(conversationId: "${id}", after: "e0")`),
  messageChanged: () => withEachOther('(after: "e0")', (id) => `(conversationId: "${id}", after: "e0")`),
  readStateChanged: () => withEachOther('(after: "e0")', (id) => `(conversationId: "${id}", after: "e0")`),
  typingChanged: () => withEachOther(`(conversationId: "${conversationId}")`, (id) => `(conversationId: "${id}")`),
  conversationChanged: () => withEachOther('(after: "e0")', (id) => `(filter: { conversationId: "${id}" }, after: "e0")`),
  agentStatusChanged: () => withEachOther(`(conversationId: "${conversationId}")`, (id) => `(conversationId: "${id}")`),
  channelAvailabilityChanged: () => [`(channelKey: "${channelKey}")`],
};
const send = (id: string): object => ({ conversationId: id, clientMessageId: `walk-${id}`, text: 'My own words again' });
const vouched = (externalId: string, secret: string): object => ({
  ...{ externalId, name: 'Ali Veli', identityHash: createHmac('sha256', secret).update(externalId).digest('hex') },
  attributes: [{ key: 'plan', value: 'secret' }],
});
const MUTATIONS: Record<string, () => object[]> = {
  sendMessage: () => [conversationId, ...others.all].map(send),
  requestUpload: () => [conversationId, ...others.all].map((id) => ({ conversationId: id, name: 'My own words again', size: 8 })),
  setTyping: () => [...others.all, conversationId].map((id) => ({ conversationId: id, typing: true })),
  markRead: () => [...others.all, conversationId].map((id) => ({ conversationId: id, sequence: 1 })),
  markDelivered: () => [...others.all, conversationId].map((id) => ({ conversationId: id, sequence: 1 })),
  // Knowing another's address opens nothing.
  startChat: () => [{ channelKey, customer: { name: 'Ali Veli', email: 'secret-stranger@example.com' } }],
  // Refused it names the channel's secret; as a customer of another channel it is somebody new.
  signInCustomer: () => [{ channelKey: verifiedKey, ...vouched('stranger', 'the company’s own'), device: { installation: 'phone-1' } }],
  refreshSession: () => [{ refreshToken: 'unknown' }],
  acceptInvitation: () => [{ token: 'unknown', password: 'a password of my own' }],
  signIn: () => [{ email: 'ali@example.com', password: 'a password of my own' }],
  leaveEmail: () =>
    [...others.all, conversationId].map((id) => ({
      ...{ conversationId: id, email: 'secret-stranger@example.com', text: 'My own words', clientMessageId: `left-${id}` },
    })),
  endChat: () => [...others.all, conversationId].map((id) => ({ conversationId: id })),
};

test('the walk knows every root field that a customer may call', async () => {
  const roots = customerRoots(await createSchema()).map(({ kind, name }) => `${kind} ${name}`);
  const known = [
    ...Object.keys(QUERIES).map((name) => `query ${name}`),
    ...Object.keys(SUBSCRIPTIONS).map((name) => `subscription ${name}`),
    ...Object.keys(MUTATIONS).map((name) => `mutation ${name}`),
  ];
  // It shows nothing but that it was done, and ends the walk.
  expect([...known, 'mutation signOut'].sort()).toEqual(roots.sort());
});

test('queries down to every field reach only what is the customer’s own', async () => {
  const answers: string[] = [];
  for (const [field, calls] of Object.entries(QUERIES)) {
    for (const call of calls()) {
      const answer = await customer.send(`{ ${field}${call} ${selectionOf('Query', field)} }`);
      expect([field, answer.errors]).toEqual([field, undefined]);
      expectOwnOnly(answer);
      answers.push(JSON.stringify(answer));
    }
  }
  // It did reach that: the walk is no walk past closed doors.
  for (const reached of ['My own first words', 'My own old words', 'An answer of the agent', 'Ali Veli', 'Ayşe', 'Shoes', ...own])
    expect(answers.join()).toContain(reached);
});

test('the same eyes find what an agent sees of the customer’s chats', async () => {
  const seen = await agent.ask('{ activeConversations(first: 100) { nodes { __typename id notes { text } topic { name } } } }');
  expect(() => expectOwnOnly(seen)).toThrow(SECRET);
});

test('every other query is refused, whatever is asked of it', async () => {
  const queries = shown.getQueryType()?.getFields() ?? {};
  for (const field of Object.values(queries)) {
    if (field.name in QUERIES) continue;
    const id = `"${others.all[0]}"`;
    const values: Record<string, string> = {
      id,
      conversationId: id,
      productId: id,
      channelId: id,
      ids: JSON.stringify(others.all),
      first: '100',
    };
    const args = field.args.filter(({ name }) => name in values).map(({ name }) => `${name}: ${values[name]}`);
    const call = args.length > 0 ? `${field.name}(${args.join(', ')})` : field.name;
    const selection = isLeafType(getNamedType(field.type)) ? '' : '{ __typename }';
    const answer = await customer.send(`{ ${call} ${selection} }`);
    expect([field.name, answer.errors?.map(({ extensions }) => extensions?.code)]).toEqual([field.name, ['FORBIDDEN']]);
    expectOwnOnly(answer);
  }
});

test('subscriptions with everything missed since the beginning tell only of the customer’s own', async () => {
  for (const [field, calls] of Object.entries(SUBSCRIPTIONS)) {
    const [mine = '', ...theirs] = calls();
    // Nothing of it is kept.
    if (field === 'typingChanged') await succeed(agent, 'setTyping', { conversationId, typing: true });
    const selection = selectionOf('Subscription', field);
    const followed = customer.follow(`subscription { ${field}${mine} ${selection} }`);
    await followed.next();
    const strange = theirs.map((call) => customer.follow(`subscription { ${field}${call} ${selection} }`));
    await new Promise((resolve) => setTimeout(resolve, 200));
    for (const each of [followed, ...strange]) {
      each.stop();
      expectOwnOnly([each.seen, each.errors]);
    }
    expect(strange.flatMap(({ seen }) => seen)).toEqual([]);
  }
});

test('mutations on everybody else’s records answer nothing of them, and on one’s own nothing internal', async () => {
  for (const [field, inputs] of Object.entries(MUTATIONS)) {
    const type = shown.getMutationType()?.getFields()[field]?.args[0]?.type;
    for (const input of inputs()) {
      const document = `mutation ($input: ${type}) { ${field}(input: $input) ${selectionOf('Mutation', field)} }`;
      const { data, errors } = await customer.send<Record<string, object>>(document, { input });
      expect([field, errors]).toEqual([field, undefined]);
      // Tokens are the customer's own; the id in one is the session's.
      const { accessToken, refreshToken, ...rest } = (data?.[field] ?? {}) as { accessToken?: string; refreshToken?: string };
      const written = await ownWords();
      expectOwnOnly(rest, new Set([...own, ...written]));
    }
  }
});
const ownWords = async (): Promise<string[]> =>
  (
    await desk.sql<{ kind: 'message' | 'attachment'; id: string }>(
      `select 'message' as kind, id from message where text = $1 union all select 'attachment', id from attachment where name = $1`,
      ['My own words again'],
    )
  ).map(({ kind, id }) => encodeId(kind, id));

test('a viewer is an agent for agents only, and who signs in wrongly is nobody: the two ways to the desk’s types are closed', async () => {
  const { viewer } = await customer.ask<{ viewer: { __typename: string } }>(
    '{ viewer { __typename ... on AgentViewer { agent { id email } } } }',
  );
  expect(viewer).toEqual({ __typename: 'CustomerViewer' });
  const [row] = await desk.sql<{ email: string }>(`select email from agent where name = 'Ayşe'`);
  const document = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken agent { id } userErrors { code } } }';
  const answer = await customer.ask(document, { input: { email: row?.email, password: 'not theirs' } });
  expect(answer).toEqual({ signIn: { accessToken: null, agent: null, userErrors: [{ code: 'INVALID_CREDENTIALS' }] } });
});
