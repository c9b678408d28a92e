import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GraphQLFormattedError } from 'graphql';
import { encodeId } from '../../src/ids.js';
import { refusedOnBoth } from '../support/both-transports.js';
import type { Client } from '../support/client.js';
import { RawSocket } from '../support/raw-socket.js';
import { Records, type SeededConversation } from '../support/records.js';
import { WatchedServer } from '../support/watched-server.js';

let server: WatchedServer;
let agent: Client;
let conversation: SeededConversation;
let topicId: string;

beforeAll(async () => {
  server = await WatchedServer.start({ LOG_LEVEL: 'trace' });
  const { desk } = server;
  const workspace = await desk.seed.workspace();
  const product = await desk.seed.product(workspace);
  const seeded = await desk.seed.agent(workspace, 'Ayşe', { grants: [{ product }] });
  topicId = encodeId('topic', (await desk.seed.topic(workspace)).id);
  agent = await server.as(seeded);
  conversation = await new Records(desk, await desk.seed.channel(product)).conversation({ state: 'ACTIVE', agent: seeded });
}, 60_000);
afterAll(() => server.stop());

/** While the work lasts the database is broken by the first statement; the second mends it. */
const while_ = async <Result>(broken: string, mended: string, work: () => Promise<Result>): Promise<Result> => {
  await server.desk.sql(broken);
  try {
    return await work();
  } finally {
    await server.desk.sql(mended);
  }
};
const without = <Result>(table: string, work: () => Promise<Result>): Promise<Result> =>
  while_(`alter table ${table} rename to ${table}_away`, `alter table ${table}_away rename to ${table}`, work);
const refusingRows = <Result>(table: string, work: () => Promise<Result>): Promise<Result> =>
  while_(`alter table ${table} add constraint broken check (false) not valid`, `alter table ${table} drop constraint broken`, work);

/** Words of PostgreSQL, of SQL, of our files. */
const INSIDE = /relation|constraint|column|insert|select|violates|\.ts|\.js|\bat \w+|DriverException|node_modules/i;

/** A masked error says nothing of the inside, and its id finds it in the log, where no word of a message stands. */
const expectMasked = async (error: unknown, words: string): Promise<void> => {
  const { message, extensions, ...place } = error as GraphQLFormattedError;
  expect(Object.keys(place).filter((key) => key !== 'path' && key !== 'locations')).toEqual([]);
  expect(extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', errorId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  expect(message).toContain(String(extensions?.errorId));
  expect(message).not.toMatch(INSIDE);
  const logged = JSON.parse(await server.line(new RegExp(String(extensions?.errorId))));
  expect(logged).toMatchObject({ level: 50, err: { stack: expect.stringMatching(/\n {4}at /), message: expect.stringMatching(/\w/) } });
  expect(JSON.stringify(logged)).not.toContain(words);
};

const NOTE = 'mutation ($input: AddNoteInput!) { addNote(input: $input) { note { id } userErrors { code } } }';
const SEND = 'mutation ($input: SendMessageInput!) { sendMessage(input: $input) { message { id } userErrors { code } } }';

describe('what nobody expected is masked, with an id that the log has, over HTTP and over WebSocket', () => {
  const onBoth = async (document: string, variables: object): Promise<unknown[]> => {
    const { data, errors } = await agent.send(document, variables as Record<string, unknown>);
    expect(data).toBeNull();
    const followed = agent.follow(document, variables as Record<string, unknown>);
    return [errors?.[0], (await followed.end())[0]];
  };
  const words = 'words-that-are-nobodys-business';
  const note = { input: { conversationId: '', text: words } };
  const message = { input: { conversationId: '', clientMessageId: 'once', text: words } };
  beforeAll(() => {
    note.input.conversationId = conversation.publicId;
    message.input.conversationId = conversation.publicId;
  });

  test.each([
    ['a table is missing, and the ORM writes', () => without('note', () => onBoth(NOTE, note))],
    ['a table is missing, and a statement of ours writes', () => without('message', () => onBoth(SEND, message))],
    ['a row is refused, which PostgreSQL tells whole', () => refusingRows('note', () => onBoth(NOTE, note))],
    ['a row is refused, of a statement of ours', () => refusingRows('message', () => onBoth(SEND, message))],
    ['a table is missing, and a query reads', () => without('ticket', () => onBoth('{ tickets(first: 1) { nodes { id } } }', {}))],
  ])('%s', async (_when, work) => {
    const errors = await work();
    expect(errors).toHaveLength(2);
    for (const error of errors) await expectMasked(error, words);
  });

  test('a stream that cannot be read any more', async () => {
    const errors = await without('conversation', () => agent.follow('subscription { queueSizeChanged }').end());
    await expectMasked(errors[0], words);
    // The others on the socket go on.
    expect(await agent.follow('subscription { queueSizeChanged }').next()).toEqual({ queueSizeChanged: 0 });
  });

  test('who asks cannot be told', async () => {
    const { status, errors } = await without('session', () => agent.send('{ queueSize }'));
    expect(status).toBe(500);
    await expectMasked(errors?.[0], words);
    const closed = await without('session', async () => {
      const socket = await new RawSocket(server.url).init({ authorization: `Bearer ${agent.accessToken}` });
      return socket.closed;
    });
    expect(closed).toEqual({ code: 4500, reason: 'Internal server error' });
  });

  test('afterwards everything works', async () => {
    expect(await agent.ask(NOTE, note)).toMatchObject({ addNote: { userErrors: [] } });
    expect(await agent.ask(SEND, message)).toMatchObject({ sendMessage: { userErrors: [] } });
  });
});

test.each([
  ['a variable of another type', 'query ($id: ID!) { conversation(id: $id) { id } }', { id: {} }],
  ['a variable that is missing', 'query ($id: ID!) { conversation(id: $id) { id } }', {}],
  ['a value that a scalar refuses', 'query ($input: ConvertToTicketInput!) { conversation(id: "x") { id } }', { input: { email: 'x' } }],
  ['an id of another kind', 'query ($id: ID!) { conversation(id: $id) { id } }', { id: 'topic_01h455vb4pex5vsknk084sn02q' }],
])('%s has a code on both transports', async (_what, document, variables) => {
  const { http, webSocket } = await refusedOnBoth(agent, document, variables);
  expect(http?.code).toMatch(/^(BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED)$/);
  expect(webSocket).toEqual(http);
});

describe('the log', () => {
  const WORDS = [
    'first-words-of-a-chat',
    'further-words',
    'words-of-the-agent',
    'words-of-a-note',
    'words-of-a-ticket',
    'words-in-a-broken-body',
  ];
  const PASSWORDS = ['a-password-that-is-wrong', 'a-password-that-is-right', 'a-password-that-is-too-short-not'];

  const START = 'mutation Begin ($input: StartChatInput!) { startChat(input: $input) { accessToken refreshToken conversation { id } } }';
  const INVITE = 'mutation ($input: InviteAgentInput!) { inviteAgent(input: $input) { invitationToken } }';
  const ACCEPT = 'mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { email } }';
  const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken refreshToken } }';
  const REFRESH = 'mutation ($input: RefreshSessionInput!) { refreshSession(input: $input) { accessToken refreshToken } }';
  type Tokens = Record<string, string>;
  const tokensFrom = async (client: Client, document: string, input: object): Promise<Tokens> => {
    const data = await client.ask<Record<string, Tokens>>(document, { input });
    return Object.values(data)[0] ?? {};
  };

  /** Everything that carries words, passwords or tokens, over both transports; gives the tokens. */
  const live = async (): Promise<string[]> => {
    const { desk } = server;
    const workspace = await desk.seed.workspace('Busy');
    const product = await desk.seed.product(workspace);
    const { key } = await desk.seed.channel(product);
    const boss = await desk.seed.agent(workspace, 'Suna', { role: 'SUPERVISOR' as never, grants: [{ product }] });
    const supervisor = await server.as(boss);
    await supervisor.ask('mutation { changeMyStatus(input: { status: ONLINE }) { cursor } }');
    const invited = await tokensFrom(supervisor, INVITE, { name: 'Deniz', email: 'deniz@example.com', grants: [] });
    const visitor = server.client();
    await visitor.ask(ACCEPT, { input: { token: invited.invitationToken, password: PASSWORDS[1] } });
    await visitor.ask(SIGN_IN, { input: { email: 'deniz@example.com', password: PASSWORDS[0] } });
    const signedIn = await tokensFrom(visitor, SIGN_IN, { email: 'deniz@example.com', password: PASSWORDS[1] });
    const refreshed = await tokensFrom(visitor, REFRESH, { refreshToken: signedIn.refreshToken });
    await tokensFrom(visitor, REFRESH, { refreshToken: signedIn.refreshToken });
    const chat = await tokensFrom(visitor, START, { channelKey: key, customer: { name: 'Ali', email: 'ali@example.com' }, text: WORDS[0] });
    const { conversation: begun, ...chatTokens } = chat as unknown as { conversation: { id: string } } & Tokens;
    const customer = server.client(chatTokens.accessToken);
    const heard = customer.follow(`subscription { messageAdded(conversationId: "${begun.id}") { __typename } }`);
    await customer.follow(SEND, { input: { conversationId: begun.id, clientMessageId: 'c', text: WORDS[1] } }).next();
    await supervisor.ask(SEND, { input: { conversationId: begun.id, clientMessageId: 'a', text: WORDS[2] } });
    await supervisor.ask(NOTE, { input: { conversationId: begun.id, text: WORDS[3] } });
    const convert = { conversationId: begun.id, email: 'ali@example.com', topicId, subject: WORDS[4], note: WORDS[3] };
    await supervisor.ask('mutation ($input: ConvertToTicketInput!) { convertToTicket(input: $input) { cursor } }', { input: convert });
    await visitor.send(SIGN_IN, { input: { email: 'no address', password: PASSWORDS[2] } });
    await fetch(`${server.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: `{"${WORDS[5]}` });
    const lost = 'ey.this-is-not-a-token.at-all';
    await server.client(lost).send('{ queueSize }');
    await (await new RawSocket(server.url).init({ authorization: `Bearer ${lost}` })).closed;
    heard.stop();
    return [invited, signedIn, refreshed, chatTokens].flatMap((tokens) => Object.values(tokens)).concat(lost, supervisor.accessToken ?? '');
  };

  test('holds no message text, password or token, at its most talkative', async () => {
    const tokens = (await live()).filter((token) => typeof token === 'string' && token.length > 10);
    expect(tokens.length).toBeGreaterThan(7);
    await server.line(/"operation":"Begin"/);
    const said = server.lines().join('\n');
    for (const secret of [...WORDS, ...PASSWORDS, ...tokens])
      expect(said.split('\n').find((line) => line.includes(secret))).toBeUndefined();
  });

  test('is JSON, and each operation is a line with its id, name, kind and duration', async () => {
    const lines = server.lines().filter((line) => line.startsWith('{'));
    const operations = lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter(({ msg }) => msg === 'operation');
    expect(operations.find(({ operation }) => operation === 'Begin')).toMatchObject({
      ...{ level: 30, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/), kind: 'mutation', errors: 0 },
      milliseconds: expect.any(Number),
    });
  });
});
