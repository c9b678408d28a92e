import { encodeId, type IdKind } from '../../src/ids.js';
import { startChat, succeed } from '../support/chats.js';
import type { Client } from '../support/client.js';
import { convert, type Offices, openOffices, reply } from '../support/tickets.js';

const statements: string[] = [];
let offices: Offices;
/** A typed id of each kind, of the first workspace: of the shoes' web chat, where it belongs to a channel. */
let ids: Record<string, string>;
let customer: Client;

const NODES = 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }';
const NODE = 'query ($id: ID!) { node(id: $id) { __typename id } }';

type Found = { __typename: string; id: string } | null;

const nodes = async (client: Client, wanted: string[]): Promise<Found[]> =>
  (await client.ask<{ nodes: Found[] }>(NODES, { ids: wanted })).nodes;

const idOf = async (kind: IdKind, sql: string, ...values: unknown[]): Promise<string> => {
  const [row] = await offices.desk.sql<{ id: string }>(sql, values);
  return encodeId(kind, row?.id ?? '');
};

beforeAll(async () => {
  offices = await openOffices({ onStatement: (sql) => statements.push(sql) });
  const { desk, ayse, workspace, shoes, shoesWeb, delivery, bagsOnly } = offices;
  const chat = await startChat(desk, shoesWeb);
  customer = chat.customer;
  await succeed(ayse, 'addNote', { conversationId: chat.conversationId, text: 'note' });
  const { ticket } = await convert(ayse, {
    conversationId: chat.conversationId,
    email: 'ali@example.com',
    topicId: encodeId('topic', delivery.id),
  });
  const answered = await reply(ayse, { ticketId: ticket?.id, text: 'reply' });
  const group = await desk.seed.group(workspace, 'Shoe people', [shoesWeb], []);
  const handles = await desk.seed.topic(workspace, 'Broken handle', [], bagsOnly);
  ids = {
    Agent: await idOf('agent', `select id from agent where name = 'Ayşe'`),
    Channel: encodeId('channel', shoesWeb.id),
    Conversation: chat.conversationId,
    Customer: await idOf('customer', 'select customer_id as id from conversation where id = $1', chat.id),
    Group: encodeId('group', group.id),
    Message: await idOf('message', 'select id from message where conversation_id = $1', chat.id),
    Note: await idOf('note', 'select id from note where conversation_id = $1', chat.id),
    Product: encodeId('product', shoes.id),
    Ticket: ticket?.id ?? '',
    Topic: encodeId('topic', delivery.id),
    TopicOfBags: encodeId('topic', bagsOnly.id),
    SubtopicOfBags: encodeId('topic', handles.id),
    Reply: answered.message?.id ?? '',
    Assignment: await idOf('assignment', 'select id from assignment where conversation_id = $1', chat.id),
  };
});
afterAll(() => offices.desk.stop());

const KINDS = ['Agent', 'Channel', 'Conversation', 'Customer', 'Group', 'Message', 'Note', 'Product', 'Ticket', 'Topic'];

/** Who sees what, written by hand; Mehmet has the whole product, Kemal one other channel of it, Zeynep another product. */
const SEEN: [who: keyof Offices, what: string[]][] = [
  ['suna', [...KINDS, 'TopicOfBags', 'SubtopicOfBags']],
  ['ayse', KINDS],
  ['mehmet', KINDS],
  ['kemal', ['Product', 'Topic']],
  ['zeynep', ['Topic', 'TopicOfBags', 'SubtopicOfBags']],
  ['foreigner', []],
];

test.each(SEEN)('%s sees of the records of the shoes’ web chat: %j', async (who, what) => {
  const client = offices[who] as Client;
  const names = Object.keys(ids);
  const found = await nodes(client, Object.values(ids));
  expect(names.filter((_name, index) => found[index])).toEqual(names.filter((name) => what.includes(name)));
  for (const name of names) {
    const { node } = await client.ask<{ node: Found }>(NODE, { id: ids[name] });
    const typename = /^(Top|Subtop)ic/.test(name) ? 'Topic' : name;
    expect(node).toEqual(what.includes(name) ? { __typename: typename, id: ids[name] } : null);
  }
});

test('the lists and single-record queries show each of them the same', async () => {
  const LISTS = `query ($conversation: ID!, $ticket: ID!) { conversation(id: $conversation) { id } ticket(id: $ticket) { id } tickets(first: 100) { nodes { id } }
    products { id } channels { id } groups { id } topics { id } agents(first: 100) { nodes { id } } }`;
  interface Lists {
    [list: string]: { id: string } | { id: string }[] | { nodes: { id: string }[] } | null;
  }
  const kinds = { Agent: 'agents', Channel: 'channels', Group: 'groups', Product: 'products', Topic: 'topics', Ticket: 'tickets' };
  for (const [who, what] of SEEN) {
    const lists = await (offices[who] as Client).ask<Lists>(LISTS, { conversation: ids.Conversation, ticket: ids.Ticket });
    expect([who, lists.conversation !== null, lists.ticket !== null]).toEqual([
      who,
      what.includes('Conversation'),
      what.includes('Ticket'),
    ]);
    for (const [kind, list] of Object.entries(kinds)) {
      const shown = JSON.stringify(lists[list]).includes(ids[kind] ?? '');
      expect([who, kind, shown]).toEqual([who, kind, what.includes(kind)]);
    }
  }
});

test('in the order of the ids, twice where asked twice; what is malformed or unknown is null', async () => {
  const { Ticket = '', Topic = '', Agent = '' } = ids;
  const nothing = [
    '',
    'x',
    'ticket_',
    'ticket_zzzzzzzzzzzzzzzzzzzzzzzzzz',
    `${Ticket}x`,
    Ticket.replace('ticket', 'topic'),
    Ticket.toUpperCase(),
    '\u0000',
    'x'.repeat(500),
  ];
  const found = await nodes(offices.suna, [Topic, ...nothing, Ticket, Agent, Topic]);
  expect(found.map((one) => one?.id ?? null)).toEqual([Topic, ...nothing.map(() => null), Ticket, Agent, Topic]);
});

test('a deactivated agent is there for supervisors only, as in the list', async () => {
  const { desk, workspace, shoes, suna, mehmet } = offices;
  const gone = await desk.seed.agent(workspace, 'Gone', { grants: [{ product: shoes }] });
  expect(await nodes(mehmet, [gone.publicId])).toMatchObject([{ id: gone.publicId }]);
  await desk.sql('update agent set deactivated_at = now() where id = $1', [gone.id]);
  expect(await nodes(mehmet, [gone.publicId])).toEqual([null]);
  expect(await nodes(suna, [gone.publicId])).toMatchObject([{ id: gone.publicId }]);
});

test('at most 100 ids', async () => {
  const many = (length: number): string[] => Array.from({ length }, () => ids.Ticket ?? '');
  expect(await nodes(offices.suna, many(100))).toHaveLength(100);
  const { errors } = await offices.suna.send(NODES, { ids: many(101) });
  expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
});

test('one statement for each kind, however many records', async () => {
  const more = await Promise.all(Array.from({ length: 8 }, (_, n) => offices.desk.seed.topic(offices.workspace, `Topic ${n}`)));
  // Only what reads records: the server's own statements come when they like.
  const reading = async (wanted: string[]): Promise<string[]> => {
    statements.length = 0;
    await nodes(offices.mehmet, wanted);
    return statements.filter((sql) => /^select \* from "\w+" where id = any/.test(sql)).sort();
  };
  const few = Object.values(ids);
  const read = await reading(few);
  expect(read).toEqual([...new Set(read)]);
  expect(read.length).toBeGreaterThanOrEqual(KINDS.length);
  expect(await reading([...few, ...more.map(({ id }) => encodeId('topic', id))])).toEqual(read);
});

test('customers and visitors have no nodes, and nothing shows what exists', async () => {
  const unknown = encodeId('ticket', offices.workspace.id);
  for (const id of [ids.Ticket, ids.Customer, ids.Conversation, unknown, 'x']) {
    for (const [client, code] of [
      [customer, 'FORBIDDEN'],
      [offices.desk.visitor(), 'UNAUTHENTICATED'],
    ] as const) {
      for (const [document, variables] of [
        [NODE, { id }],
        [NODES, { ids: [id] }],
        ['query ($id: ID!) { conversation(id: $id) { id } }', { id }],
        ['query ($id: ID!) { ticket(id: $id) { id } }', { id }],
      ] as const) {
        const { errors } = await client.send<unknown, object>(document, variables);
        expect(errors?.[0]?.extensions?.code).toBe(code);
      }
    }
  }
});
