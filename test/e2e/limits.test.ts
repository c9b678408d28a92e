import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { encodeId } from '../../src/ids.js';
import { type Refusal, refusedOnBoth } from '../support/both-transports.js';
import type { Client } from '../support/client.js';
import { Desk } from '../support/desk.js';
import { RawSocket } from '../support/raw-socket.js';
import { Records } from '../support/records.js';

const OPERATIONS = 3;
const BYTES = 60_000;
const ALLOWED = 'https://shop.example.com';

let desk: Desk;
let agent: Client;
let conversationId: string;

beforeAll(async () => {
  desk = await Desk.start({
    env: {
      LIMIT_OPERATIONS_PER_SOCKET: String(OPERATIONS),
      LIMIT_BODY_BYTES: String(BYTES),
      LIMIT_FRAME_BYTES: String(BYTES),
      ALLOWED_ORIGINS: ALLOWED,
    },
  });
  const { seed } = desk;
  const workspace = await seed.workspace();
  const product = await seed.product(workspace);
  const seeded = await seed.agent(workspace, 'Ayşe', { grants: [{ product }] });
  agent = await desk.as(seeded);
  const records = new Records(desk, await seed.channel(product));
  conversationId = encodeId('conversation', (await records.conversation({ state: 'ACTIVE', agent: seeded })).id);
});
afterAll(() => desk.stop());

const post = (body: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${desk.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
const errorsOf = async (response: Response): Promise<{ message: string; extensions: { code: string } }[]> =>
  ((await response.json()) as { errors: { message: string; extensions: { code: string } }[] }).errors;

describe('documents, the same over HTTP and WebSocket', () => {
  const expectSame = async (document: string, code: string, message: RegExp): Promise<void> => {
    const { http, webSocket } = await refusedOnBoth(agent, document);
    expect(http).toEqual({ code, message: expect.stringMatching(message) } satisfies Record<keyof Refusal, unknown>);
    expect(webSocket).toEqual(http);
  };
  const nested = (levels: number): string => `query ($id: ID = "${conversationId}") { conversation(id: $id) ${nestedIn(levels - 1)} }`;
  const nestedIn = (levels: number): string => (levels <= 1 ? '{ id }' : `{ previousConversation ${nestedIn(levels - 1)} }`);
  const required = (document: string): string => document.replace('ID =', 'ID! =');

  test('twelve levels are answered, thirteen are not', async () => {
    expect(await refusedOnBoth(agent, required(nested(12)))).toEqual({ http: undefined, webSocket: undefined });
    await expectSame(required(nested(13)), 'GRAPHQL_VALIDATION_FAILED', /depth/i);
  });

  test('levels in fragments count as well', async () => {
    const document = `{ conversation(id: "${conversationId}") { ...deep } } fragment deep on Conversation ${nestedIn(13)}`;
    await expectSame(document, 'GRAPHQL_VALIDATION_FAILED', /depth/i);
  });

  test('introspection may be deep, as tools need it, but not deeper and deeper', async () => {
    const spiral = (levels: number): string => (levels === 0 ? 'name' : `name fields { type { ${spiral(levels - 1)} } }`);
    await expectSame(`{ __schema { types { ${spiral(6)} } } }`, 'GRAPHQL_VALIDATION_FAILED', /introspection/i);
  });

  test('thirty aliases are answered, thirty-one are not', async () => {
    const aliases = (count: number): string => `{ ${Array.from({ length: count }, (_, index) => `a${index}: queueSize`).join(' ')} }`;
    expect(await refusedOnBoth(agent, aliases(30))).toEqual({ http: undefined, webSocket: undefined });
    await expectSame(aliases(31), 'GRAPHQL_VALIDATION_FAILED', /alias/i);
  });

  test('five thousand tokens are parsed, no more', async () => {
    /** Thirteen tokens stand around the values. */
    const values = (count: number): string => `{ queueSize(filter: { channelTypes: [${'WEB_CHAT '.repeat(count)}] }) }`;
    expect(await refusedOnBoth(agent, values(5_000 - 13))).toEqual({ http: undefined, webSocket: undefined });
    await expectSame(values(5_000 - 12), 'GRAPHQL_PARSE_FAILED', /5000 tokens/);
  });

  test('a field thousands of times, which takes long to merge, is given up', async () => {
    await expectSame(`{ conversation(id: "${conversationId}") { ${'id '.repeat(4_900)}} }`, 'GRAPHQL_VALIDATION_FAILED', /aborted/);
  });

  test.each([
    ['agents(first: 0) { nodes { id } }', /1 to 100/],
    ['agents(first: 101) { nodes { id } }', /1 to 100/],
    ['tickets(first: 101) { nodes { id } }', /1 to 100/],
    ['queue(first: 101) { nodes { id } }', /1 to 100/],
    ['activeConversations(first: 101) { nodes { id } }', /1 to 100/],
    ['archive(first: 101) { nodes { id } }', /1 to 100/],
    ['archive { nodes { id } }', /page size/],
    ['archive(first: 5, last: 5) { nodes { id } }', /page size/],
    ['conversation(id: "ID") { messages { nodes { id } } }', /page size/],
    ['conversation(id: "ID") { messages(last: 101) { nodes { id } } }', /1 to 100/],
    ['tickets(first: 5, after: "nonsense") { nodes { id } }', /cursor/],
    ['agents(first: 5, after: "WyJcdTAwMDAiLCIwMTkwMDAwMC0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDAiXQ") { nodes { id } }', /cursor/],
    ['queue(first: 5, after: "WyIxIiwiMDE5MDAwMDAtMDAwMC03MDAwLTgwMDAtMDAwMDAwMDAwMDAwIl0") { nodes { id } }', /cursor/],
    ['tickets(first: 5, after: "WyJKYW4gMSIsIjAxOTAwMDAwLTAwMDAtNzAwMC04MDAwLTAwMDAwMDAwMDAwMCJd") { nodes { id } }', /cursor/],
    [`nodes(ids: [${'"x",'.repeat(101)}]) { id }`, /100/],
  ])('a page that is no page: %.60s', async (field, message) => {
    await expectSame(`{ ${field.replace('"ID"', `"${conversationId}"`)} }`, 'BAD_USER_INPUT', message);
  });

  test.each(['e', 'x1', 'ezzzzzzzzzzzzz', 'e99999999999999'])('a position of the log that is none: %s', async (after) => {
    const errors = await agent.follow(`subscription { inboxMessageAdded(after: "${after}") { __typename } }`).end();
    expect(errors).toMatchObject([{ extensions: { code: expect.stringMatching(/^(BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED)$/) } }]);
  });

  test('several operations without a name, or with an unknown one', async () => {
    await expectSame('query a { queueSize } query b { queueSize }', 'OPERATION_RESOLUTION_FAILURE', /operation/i);
  });
});

describe('HTTP requests', () => {
  test('a body that is too large', async () => {
    const response = await post(JSON.stringify({ query: `{ queueSize } #${'x'.repeat(BYTES)}` }));
    expect(response.status).toBe(413);
    expect(await errorsOf(response)).toEqual([{ message: expect.stringMatching(/large/), extensions: { code: 'LIMIT_EXCEEDED' } }]);
  });

  test.each([
    ['no JSON', '{', 'BAD_USER_INPUT'],
    ['nothing', '', 'BAD_USER_INPUT'],
    ['no query', '{}', 'BAD_REQUEST'],
    ['several operations in one body', '[{ "query": "{ queueSize }" }, { "query": "{ queueSize }" }]', 'BAD_REQUEST'],
    ['variables that are no object', '{ "query": "{ queueSize }", "variables": "x" }', 'BAD_REQUEST'],
  ])('a body with %s', async (_what, body, code) => {
    const response = await post(body);
    expect(response.status).toBe(400);
    expect(await errorsOf(response)).toEqual([{ message: expect.stringMatching(/\w/), extensions: { code } }]);
  });

  test('another content type, as a form of a foreign page could send it', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const response = await post('{ "query": "{ queueSize }" }', { 'content-type': type });
      expect([type, response.status]).toEqual([type, type === 'text/plain' ? 400 : 415]);
      expect((await errorsOf(response))[0]?.extensions.code).toMatch(/BAD_/);
    }
  });

  test('an operation by GET, also one that a foreign page could link to', async () => {
    const response = await fetch(`${desk.url}/graphql?query=%7BqueueSize%7D`);
    expect(response.status).toBe(405);
    expect(await errorsOf(response)).toEqual([{ message: expect.stringContaining('POST'), extensions: { code: 'BAD_REQUEST' } }]);
  });
});

/** A request as another program would make it: fetch does not let the origin be chosen. */
const withOrigin = (origin: string | undefined, method = 'POST'): Promise<{ status: number; allowed: string | undefined; body: string }> =>
  new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', ...(origin ? { origin } : {}), 'access-control-request-method': 'POST' };
    const outgoing = request(`${desk.url}/graphql`, { method, headers }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      const allowed = response.headers['access-control-allow-origin'];
      response.on('end', () => resolve({ status: response.statusCode ?? 0, allowed, body }));
    });
    outgoing.on('error', reject).end(method === 'POST' ? '{ "query": "{ __typename }" }' : undefined);
  });
const socketWithOrigin = (origin: string | undefined): Promise<number | 'open'> =>
  new Promise((resolve) => {
    const socket = new WebSocket(`${desk.url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws', { origin });
    socket.on('open', () => {
      socket.close();
      resolve('open');
    });
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('error', () => {});
  });

describe('origins, the same over HTTP and WebSocket', () => {
  test.each(['https://evil.example.com', 'http://shop.example.com', `${ALLOWED}.evil.example.com`, 'null', 'http://127.0.0.1:1'])(
    'a page of %s may not',
    async (origin) => {
      for (const method of ['POST', 'OPTIONS']) {
        const { status, allowed, body } = await withOrigin(origin, method);
        expect([status, allowed]).toEqual([403, undefined]);
        expect(JSON.parse(body)).toMatchObject({
          errors: [{ message: expect.stringContaining('ALLOWED_ORIGINS'), extensions: { code: 'FORBIDDEN' } }],
        });
      }
      expect(await socketWithOrigin(origin)).toBe(403);
    },
  );

  test('pages of an allowed origin, the server’s own, and programs may', async () => {
    expect(await withOrigin(ALLOWED)).toMatchObject({ status: 200, allowed: ALLOWED });
    expect(await withOrigin(ALLOWED, 'OPTIONS')).toMatchObject({ status: 204, allowed: ALLOWED });
    for (const origin of [ALLOWED, desk.url, undefined]) {
      expect((await withOrigin(origin)).status).toBe(200);
      expect(await socketWithOrigin(origin)).toBe('open');
    }
  });
});

/** What is answered to bytes on a bare connection; undefined when it was closed without a word. */
const sayBare = (words: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(desk.url);
    const socket = connect(Number(port), hostname, () => socket.write(words));
    let heard = '';
    socket.on('data', (chunk) => {
      heard += chunk.toString();
    });
    socket.on('close', () => resolve(heard.split('\r\n')[0] ?? ''));
    socket.on('error', reject);
  });
const upgradeTo = (path: string): string =>
  `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`;

describe('WebSockets', () => {
  test.each(['/', '//', '/graphql/x', '/other', '*', 'http://['])('an upgrade of %s is refused, and the server lives', async (path) => {
    expect(await sayBare(upgradeTo(path))).toMatch(/^HTTP\/1\.1 40[04]/);
    expect((await fetch(`${desk.url}/healthz`)).status).toBe(200);
  });

  test('clients that leave in the middle of an upgrade do no harm', async () => {
    const { hostname, port } = new URL(desk.url);
    for (const path of ['/other', '/graphql', '//']) {
      for (let count = 0; count < 20; count++) {
        const socket = connect(Number(port), hostname, () => {
          socket.write(upgradeTo(path));
          socket.resetAndDestroy();
        });
        socket.on('error', () => {});
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await fetch(`${desk.url}/healthz`)).status).toBe(200);
  });

  test('a frame that is too large closes the socket with 1009', async () => {
    const socket = await new RawSocket(desk.url).init();
    await socket.frame('connection_ack');
    socket.subscribe('1', `{ queueSize } #${'x'.repeat(BYTES)}`);
    expect((await socket.closed).code).toBe(1009);
  });

  test('one operation too many is refused, the others go on, and a completed one makes room', async () => {
    const stream = 'subscription { queueSizeChanged }';
    const others = Array.from({ length: OPERATIONS }, () => agent.follow<{ queueSizeChanged: number }>(stream));
    for (const other of others) expect(await other.next()).toEqual({ queueSizeChanged: 0 });
    const [refused] = await agent.follow(stream).end();
    expect(refused).toMatchObject({ message: expect.stringContaining(`At most ${OPERATIONS}`), extensions: { code: 'LIMIT_EXCEEDED' } });
    expect(others.map(({ ended }) => ended)).toEqual([false, false, false]);
    others[0]?.stop();
    expect(await agent.follow<{ queueSizeChanged: number }>(stream).next()).toEqual({ queueSizeChanged: 0 });
  });

  test('what was completed or cut off leaves nothing behind', async () => {
    const subscribers = async (): Promise<number> =>
      Number(/^sohbet_subscribers (\d+)/m.exec(await (await fetch(`${desk.url}/metrics`)).text())?.[1]);
    const before = await subscribers();
    const token = agent.accessToken ?? '';
    const socket = await new RawSocket(desk.url).init({ authorization: `Bearer ${token}` });
    await socket.frame('connection_ack');
    for (const [index, root] of ['queueSizeChanged', 'agentCountsChanged { online }', 'inboxMessageAdded { __typename }'].entries())
      socket.subscribe(String(index), `subscription { ${root} }`);
    await socket.frame('next');
    expect(await subscribers()).toBeGreaterThan(before);
    socket.send({ type: 'complete', id: '0' });
    await socket.close();
    const until = Date.now() + 2_000;
    while ((await subscribers()) > before && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await subscribers()).toBe(before);
  });
});
