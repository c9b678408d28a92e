import { v7 } from 'uuid';
import { encodeId } from '../../src/ids.js';
import { encodePosition } from '../../src/services/paging.js';
import { startChat, succeed } from '../support/chats.js';
import type { Client } from '../support/client.js';
import { convert, type Offices, openOffices, reply, TICKET, TICKETS, type TicketAnswer, type TicketsAnswer } from '../support/tickets.js';

const statements: string[] = [];
let offices: Offices;
/** All tickets of the workspace, the newest first. */
let all: TicketAnswer[];

const DAY = 86_400_000;
const EPOCH = Date.UTC(2026, 0, 1);

/** 60 tickets over four channels, three topics, every status and priority; several at the same moment. */
const fill = async (): Promise<void> => {
  const { desk, suna } = offices;
  const channels = [offices.shoesWeb, offices.shoesQuiet, offices.shoesNarrow, offices.bagsWeb];
  for (let n = 0; n < 60; n++) {
    const chat = await startChat(desk, channels[n % 4] ?? offices.shoesWeb, `Customer ${n}`);
    await desk.sql(
      `update conversation set state = 'ABANDONED', outcome = 'ABANDONED', agent_id = null, ended_at = now(), archived_at = now(), priority_at = null where id = $1`,
      [chat.id],
    );
    await desk.sql('update assignment set ended_at = greatest(now(), started_at) where conversation_id = $1 and ended_at is null', [
      chat.id,
    ]);
    const topic = n % 4 === 3 ? offices.bagsOnly : n % 3 === 0 ? offices.returns : offices.delivery;
    await convert(suna, { conversationId: chat.conversationId, email: `customer${n}@example.com`, topicId: encodeId('topic', topic.id) });
  }
  await desk.sql(
    `update ticket set created_at = $1::timestamptz + interval '1 day' * (number / 3), status = (array['UNRESOLVED','WAITING','RESOLVED','REOPENED'])[1 + number % 4],
       priority = (array['LOW','LOW','LOW','NORMAL','HIGH','URGENT'])[1 + number % 6]`,
    [new Date(EPOCH)],
  );
};

const list = async (client: Client, filter: object | null, first = 100, after: string | null = null): Promise<TicketsAnswer['tickets']> =>
  (await client.ask<TicketsAnswer>(TICKETS, { filter, first, after })).tickets;

const numbers = (tickets: { number: number }[]): number[] => tickets.map(({ number }) => number);

beforeAll(async () => {
  offices = await openOffices({ onStatement: (sql) => statements.push(sql) });
  await fill();
  all = (await list(offices.suna, null)).nodes;
});
afterAll(() => offices.desk.stop());

const productOf = ({ channel: { id } }: TicketAnswer): string => (id === encodeId('channel', offices.bagsWeb.id) ? 'bags' : 'shoes');

test('all of the workspace, the newest first', async () => {
  expect(all).toHaveLength(60);
  const rows = await offices.desk.sql<{ number: number }>('select number from ticket order by created_at desc, id desc');
  expect(numbers(all)).toEqual(numbers(rows));
  expect((await list(offices.foreigner, null)).nodes).toEqual([]);
});

test('every filter alone and all together, against a filter by hand', async () => {
  const channel = encodeId('channel', offices.shoesQuiet.id);
  const returns = encodeId('topic', offices.returns.id);
  const [from, to] = [new Date(EPOCH + 4 * DAY), new Date(EPOCH + 15 * DAY)];
  const within = ({ createdAt }: TicketAnswer): boolean => new Date(createdAt) >= from && new Date(createdAt) < to;
  const cases: [object, (ticket: TicketAnswer) => boolean][] = [
    [{ productId: encodeId('product', offices.bags.id) }, (ticket) => productOf(ticket) === 'bags'],
    [{ channelIds: [channel] }, (ticket) => ticket.channel.id === channel],
    [{ channelTypes: ['WEB_CHAT', 'WHATSAPP'] }, (ticket) => ticket.channel.type === 'WEB_CHAT'],
    [{ statuses: ['WAITING', 'REOPENED'] }, (ticket) => ['WAITING', 'REOPENED'].includes(ticket.status)],
    [{ priorities: ['URGENT'] }, (ticket) => ticket.priority === 'URGENT'],
    [{ topicIds: [returns] }, (ticket) => ticket.topic.id === returns],
    [{ createdAt: { from, to } }, within],
    [{ createdAt: { from } }, ({ createdAt }) => new Date(createdAt) >= from],
    [{ createdAt: { to } }, ({ createdAt }) => new Date(createdAt) < to],
    [{ statuses: [] }, () => false],
    [{ channelIds: [] }, () => false],
    [{}, () => true],
  ];
  for (const [filter, fits] of cases) expect(numbers((await list(offices.suna, filter)).nodes)).toEqual(numbers(all.filter(fits)));
  const together = {
    productId: encodeId('product', offices.shoes.id),
    channelTypes: ['WEB_CHAT'],
    topicIds: [returns],
    createdAt: { from, to },
    priorities: ['LOW'],
  };
  const expected = all.filter(
    (one) =>
      productOf(one) === 'shoes' && one.channel.type === 'WEB_CHAT' && one.topic.id === returns && within(one) && one.priority === 'LOW',
  );
  expect(expected.length).toBeGreaterThan(0);
  expect(numbers((await list(offices.suna, together)).nodes)).toEqual(numbers(expected));
});

test('an agent’s are those of the channels granted, whatever the filter names', async () => {
  const { ayse, mehmet, zeynep, kemal, shoesWeb, bagsWeb } = offices;
  const web = encodeId('channel', shoesWeb.id);
  expect(numbers((await list(ayse, null)).nodes)).toEqual(numbers(all.filter(({ channel }) => channel.id === web)));
  expect(numbers((await list(mehmet, null)).nodes)).toEqual(numbers(all.filter((one) => productOf(one) === 'shoes')));
  expect(numbers((await list(zeynep, null)).nodes)).toEqual(numbers(all.filter((one) => productOf(one) === 'bags')));
  expect((await list(kemal, { channelIds: [web, encodeId('channel', bagsWeb.id)] })).nodes).toEqual([]);
});

test('pages of 7 give the full list once, also while tickets are added', async () => {
  const seen: number[] = [];
  let after: string | null = null;
  for (let page = 0; page < 20; page++) {
    const found: TicketsAnswer['tickets'] = await list(offices.suna, null, 7, after);
    seen.push(...numbers(found.nodes));
    expect(found.pageInfo.hasPreviousPage).toBe(after !== null);
    after = found.pageInfo.endCursor;
    if (page === 3) {
      const chat = await startChat(offices.desk, offices.shoesWeb);
      const topicId = encodeId('topic', offices.delivery.id);
      await convert(offices.ayse, { conversationId: chat.conversationId, email: 'new@example.com', topicId });
    }
    if (!found.pageInfo.hasNextPage) break;
  }
  expect(seen).toEqual(numbers(all));
});

test('a page that is no page, and a cursor of something else, are refused', async () => {
  const made = (key: string): string => encodePosition([key, v7()]);
  const cases = [
    { first: 0 },
    { first: 101 },
    { first: 5, after: 'x' },
    ...['5', '99999999999', 'Nov', '0000-01-01T00:00:00.000Z'].map((key) => ({ first: 5, after: made(key) })),
  ];
  for (const variables of cases) {
    const { errors } = await offices.suna.send(TICKETS, variables);
    expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  }
  const { errors } = await offices.suna.send(
    'query ($id: ID!, $after: String) { ticket(id: $id) { transcript(first: 1, after: $after) { nodes { id } } } }',
    {
      id: all[0]?.id,
      after: made(new Date().toISOString()),
    },
  );
  expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
});

test('a list takes as many statements for 40 tickets with all their fields as for 4', async () => {
  for (const { id } of all.slice(0, 10)) await reply(offices.suna, { ticketId: id, text: 'x' });
  const counted = async (first: number): Promise<number> => {
    statements.length = 0;
    await list(offices.suna, null, first);
    return statements.length;
  };
  await counted(4);
  expect(await counted(40)).toBe(await counted(4));
});

test('the transcript is paged both ways, and ends where the conversion was', async () => {
  const { ayse } = offices;
  const chat = await startChat(offices.desk, offices.shoesWeb, 'Ali', 'message 1');
  const say = (n: number): Promise<void> =>
    succeed(ayse, 'sendMessage', { conversationId: chat.conversationId, clientMessageId: `m${n}`, text: `message ${n}` });
  for (let n = 2; n <= 7; n++) await say(n);
  const topicId = encodeId('topic', offices.delivery.id);
  const { ticket } = await convert(ayse, { conversationId: chat.conversationId, email: 'ali@example.com', topicId });
  await succeed(ayse, 'reactivateConversation', { conversationId: chat.conversationId });
  for (let n = 8; n <= 10; n++) await say(n);
  const PAGE = `query ($id: ID!, $first: Int, $after: String, $last: Int, $before: String) { ticket(id: $id) {
    transcript(first: $first, after: $after, last: $last, before: $before) { nodes { sequence } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }
    conversation { messages(first: $first, after: $after, last: $last, before: $before) { nodes { sequence } } } } }`;
  interface PageAnswer {
    ticket: {
      transcript: {
        nodes: { sequence: number }[];
        pageInfo: Record<'hasNextPage' | 'hasPreviousPage', boolean> & Record<'startCursor' | 'endCursor', string>;
      };
      conversation: { messages: { nodes: { sequence: number }[] } };
    };
  }
  const page = async (paging: object): Promise<PageAnswer['ticket']> =>
    (await ayse.ask<PageAnswer>(PAGE, { id: ticket?.id, ...paging })).ticket;
  const sequences = ({ nodes }: { nodes: { sequence: number }[] }): number[] => nodes.map(({ sequence }) => sequence);
  const start = await page({ first: 5 });
  expect(sequences(start.transcript)).toEqual([1, 2, 3, 4, 5]);
  expect(start.transcript.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
  const rest = await page({ first: 5, after: start.transcript.pageInfo.endCursor });
  expect(sequences(rest.transcript)).toEqual([6, 7]);
  expect(rest.transcript.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  expect(sequences(rest.conversation.messages)).toEqual([6, 7, 8, 9, 10]);
  const end = await page({ last: 3 });
  expect(sequences(end.transcript)).toEqual([5, 6, 7]);
  expect(sequences(end.conversation.messages)).toEqual([8, 9, 10]);
  expect(sequences((await page({ last: 10, before: end.transcript.pageInfo.startCursor })).transcript)).toEqual([1, 2, 3, 4]);
  const neither = await ayse.send(PAGE, { id: ticket?.id });
  expect(neither.errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
});

test('ticket(id) refuses what is no ticket’s id', async () => {
  for (const id of ['', 'ticket_x', encodeId('conversation', offices.workspace.id)]) {
    const { errors } = await offices.suna.send(TICKET, { id });
    expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  }
});
