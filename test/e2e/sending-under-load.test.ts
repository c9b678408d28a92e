import { createHmac, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Channel } from '../../src/entities/channel.js';
import { ChannelType } from '../../src/entities/enums.js';
import type { Product } from '../../src/entities/product.js';
import type { Workspace } from '../../src/entities/workspace.js';
import { decodeId, encodeId } from '../../src/ids.js';
import type { Client } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { brokenRulesAtQuiet, deadlocks } from '../support/invariants.js';
import { codesOf, mutate } from '../support/mutations.js';
import { ServerProcesses } from '../support/server-processes.js';

let servers: ServerProcesses;
let workspace: Workspace;
let topicId: string;

beforeAll(async () => {
  servers = await ServerProcesses.start();
}, 60_000);
afterAll(() => servers.stop());

beforeEach(async () => {
  workspace = await servers.desk.seed.workspace();
  topicId = encodeId('topic', (await servers.desk.seed.topic(workspace)).id);
});

interface Chat {
  conversationId: string;
  /** The plain UUID, for SQL. */
  id: string;
  /** The customer at each process. */
  customer: Client[];
}

interface Started {
  conversation: { id: string };
  accessToken: string;
}

const person = { name: 'Ali Veli', email: 'ali@example.com' };

const startChat = async (which: number, channel: Channel, more: object = {}): Promise<Started> => {
  const input = { channelKey: channel.key, customer: person, text: 'Merhaba', ...more };
  const { codes, fields } = await mutate<Started>(servers.client(which), 'startChat', input, 'conversation { id } accessToken');
  expect(codes).toEqual([]);
  return fields;
};

const arrive = async (channel: Channel): Promise<Chat> => {
  const { conversation, accessToken } = await startChat(0, channel);
  const customer = servers.urls.map((_url, which) => servers.client(which, accessToken));
  return { conversationId: conversation.id, id: decodeId('conversation', conversation.id) ?? '', customer };
};

const onlineAgent = async (product: Product): Promise<Client[]> => {
  const clients = await servers.as(await servers.desk.seed.agent(workspace, 'Ayşe', { grants: [{ product }] }));
  await codesOf(clients[0] as Client, 'changeMyStatus', { status: 'ONLINE' });
  return clients;
};

interface Sent {
  id: string;
  conversationId: string;
  sequence: number;
}

const send = async (client: Client | undefined, conversationId: string, clientMessageId: string): Promise<Sent> => {
  const input = { conversationId, clientMessageId, text: `Message ${clientMessageId}` };
  const { codes, fields } = await mutate<{ message: Sent }>(
    client as Client,
    'sendMessage',
    input,
    'message { id conversationId sequence }',
  );
  expect(codes).toEqual([]);
  return fields.message;
};

interface Added {
  cursor: string;
  message: { sequence: number };
}

/** The messages of a conversation, from its beginning, as a subscriber gets them. */
const follow = (client: Client, conversationId: string) =>
  client.follow<{ messageAdded: Added }>(
    `subscription ($id: ID!) { messageAdded(conversationId: $id, after: "e0") { ... on MessageAdded { cursor message { sequence } } } }`,
    { id: conversationId },
  );

const allHolds = async (): Promise<void> => {
  expect(await brokenRulesAtQuiet(servers.desk, workspace.id)).toEqual({});
  expect(servers.complaints()).toEqual([]);
};

test('50 messages, each sent twice at once through two processes: 50 messages, 1 to 50, each told once and in order', async () => {
  const product = await servers.desk.seed.product(workspace);
  const agent = await onlineAgent(product);
  const chat = await arrive(await servers.desk.seed.channel(product));
  const subscribers = [...agent, ...chat.customer].map((client) => follow(client, chat.conversationId));
  await Promise.all(subscribers.map((subscriber) => subscriber.next()));

  const ids = Array.from({ length: 49 }, (_, n) => String(n));
  const pairs = await Promise.all(
    ids.map((id, n) => {
      const clients = n % 2 ? agent : chat.customer;
      return Promise.all([send(clients[n % 2], chat.conversationId, id), send(clients[(n + 1) % 2], chat.conversationId, id)]);
    }),
  );

  for (const [one, other] of pairs) expect(other).toEqual(one);
  const upTo50 = Array.from({ length: 50 }, (_, n) => n + 1);
  expect([1, ...pairs.map(([{ sequence }]) => sequence)].toSorted((a, b) => a - b)).toEqual(upTo50);
  const logged = await servers.desk.sql<{ id: string; subject_id: string; sequence: number }>(
    `select e.id, e.subject_id, m.sequence from event e left join message m on m.id = e.subject_id
     where e.conversation_id = $1 and e.type = 'message.added' order by e.id`,
    [chat.id],
  );
  expect(logged.map(({ sequence }) => sequence)).toEqual(upTo50);
  for (const subscriber of subscribers) {
    const seen = await eventually(
      () => subscriber.seen.map(({ messageAdded }) => messageAdded),
      (all) => all.length >= 50,
    );
    expect(seen.map(({ message }) => message.sequence)).toEqual(upTo50);
    expect(seen.map(({ cursor }) => cursor)).toEqual(logged.map(({ id }) => `e${BigInt(id).toString(36)}`));
  }
  await allHolds();
}, 60_000);

interface Row {
  id: string;
  state: string;
  open: boolean;
  previous: string | null;
  messages: number;
}

/** All conversations of a conversation's customer, the oldest first. */
const conversationsOf = ({ id }: Chat): Promise<Row[]> =>
  servers.desk.sql<Row>(
    `select c.id, c.state, c.state in ('QUEUED', 'ACTIVE') and c.ended_at is null as open, c.previous_conversation_id as previous,
       (select count(*)::int from message where conversation_id = c.id) as messages
     from conversation c where c.customer_id = (select customer_id from conversation where id = $1) order by c.started_at, c.id`,
    [id],
  );

describe('a customer writes twice at once when the chat is over', () => {
  const ROUNDS = 10;

  const over = async (reactivationHours: number, end: (chat: Chat, agent: Client) => Promise<string[]>) => {
    const product = await servers.desk.seed.product(workspace, 'Shoes', { reactivationHours });
    const channel = await servers.desk.seed.channel(product);
    const [agent] = (await onlineAgent(product)) as [Client];
    const chats = await Promise.all(Array.from({ length: ROUNDS }, () => arrive(channel)));
    for (const chat of chats) expect(await end(chat, agent)).toEqual([]);
    return chats;
  };
  const resolve = (chat: Chat, agent: Client) => codesOf(agent, 'resolveConversation', { conversationId: chat.conversationId, topicId });
  const writeTwice = (chat: Chat) => Promise.all(chat.customer.map((client, n) => send(client, chat.conversationId, `after ${n}`)));

  test('resolved, within its window: it is reopened once, and both stand in it', async () => {
    for (const chat of await over(24, resolve)) {
      const sent = await writeTwice(chat);
      expect(sent.map(({ conversationId }) => conversationId)).toEqual([chat.conversationId, chat.conversationId]);
      expect(await conversationsOf(chat)).toEqual([{ id: chat.id, state: 'ACTIVE', open: true, previous: null, messages: 3 }]);
    }
    await allHolds();
  });

  test('resolved, outside its window: one new conversation begins, linked to it', async () => {
    for (const chat of await over(0, resolve)) {
      await writeTwice(chat);
      const [before, after, ...others] = await conversationsOf(chat);
      expect(before).toMatchObject({ id: chat.id, state: 'RESOLVED', messages: 1 });
      expect(after).toMatchObject({ open: true, previous: chat.id, messages: 2 });
      expect(others).toEqual([]);
    }
    await allHolds();
  });

  test('ended by the customer: one new conversation begins, linked to it', async () => {
    const end = (chat: Chat) => codesOf(chat.customer[1] as Client, 'endChat', { conversationId: chat.conversationId });
    for (const chat of await over(24, end)) {
      await writeTwice(chat);
      const [before, after, ...others] = await conversationsOf(chat);
      expect(before).toMatchObject({ id: chat.id, state: 'ACTIVE', open: false, messages: 1 });
      expect(after).toMatchObject({ open: true, previous: chat.id, messages: 2 });
      expect(others).toEqual([]);
    }
    await allHolds();
  });
});

describe('a customer with a verified identity', () => {
  const secret = randomBytes(24).toString('hex');
  let product: Product;
  let channel: Channel;

  beforeEach(async () => {
    const { seed, server } = servers.desk;
    product = await seed.product(workspace);
    channel = await seed.channel(product, ChannelType.WEB_CHAT, { identitySecretSealed: server.app.secretBox.seal(secret) });
  });

  const verified = (externalId: string) => ({
    customer: { ...person, externalId, identityHash: createHmac('sha256', secret).update(externalId).digest('hex') },
  });
  const customersOf = (externalId: string) =>
    servers.desk.sql<{ id: string }>('select id from customer where channel_id = $1 and external_id = $2', [channel.id, externalId]);

  test('starts 20 chats at once: one customer, one conversation, 20 messages', async () => {
    const started = await Promise.all(
      Array.from({ length: 20 }, (_, n) => startChat(n, channel, { ...verified('c-1'), clientMessageId: `${n}` })),
    );
    const [conversationId, ...others] = new Set(started.map(({ conversation }) => conversation.id));
    expect(others).toEqual([]);
    expect(await customersOf('c-1')).toHaveLength(1);
    const id = decodeId('conversation', conversationId ?? '') ?? '';
    const chat = { id, conversationId: conversationId ?? '', customer: [] };
    expect(await conversationsOf(chat)).toEqual([{ id, state: 'QUEUED', open: true, previous: null, messages: 20 }]);
    await allHolds();
  });

  test('asks for the chat again and again while an agent goes Online: it does not stay in the queue', async () => {
    const agent = await servers.as(await servers.desk.seed.agent(workspace, 'Ayşe', { grants: [{ product }] }));
    for (let round = 0; round < 20; round++) {
      const { conversation } = await startChat(round, channel, verified(`c-${round}`));
      await Promise.all([
        ...Array.from({ length: 6 }, (_, n) => startChat(n, channel, verified(`c-${round}`))),
        codesOf(agent[round % 2] as Client, 'changeMyStatus', { status: 'ONLINE' }),
      ]);
      const id = decodeId('conversation', conversation.id) ?? '';
      expect((await conversationsOf({ id, conversationId: conversation.id, customer: [] })).map(({ state }) => state)).toEqual(['ACTIVE']);
      await codesOf(agent[0] as Client, 'changeMyStatus', { status: 'BREAK' });
    }
    await allHolds();
  });

  test('starts a chat while writing into the one that was resolved: one goes on', async () => {
    const [agent] = (await onlineAgent(product)) as [Client];
    const input = { ...verified('c-1'), text: undefined };
    const { conversation, accessToken } = await startChat(0, channel, input);
    for (let round = 0; round < 20; round++) {
      expect(await codesOf(agent, 'resolveConversation', { conversationId: conversation.id, topicId })).toEqual([]);
      const writing = send(servers.client(round, accessToken), conversation.id, `${round}`);
      const starting = Array.from({ length: 4 }, (_, n) => startChat(n, channel, { ...verified('c-1'), clientMessageId: `${round}-${n}` }));
      const [sent, ...started] = await Promise.all([writing, ...starting]);
      expect([sent.conversationId, ...started.map((each) => each.conversation.id)]).toEqual(Array(5).fill(conversation.id));
    }
    await allHolds();
  });

  test('starts a chat while an agent reactivates the one before: one of them is open', async () => {
    const [agent] = (await onlineAgent(product)) as [Client];
    for (let round = 0; round < 10; round++) {
      const identity = verified(`c-${round}`);
      const { conversation } = await startChat(0, channel, identity);
      const concerned = { conversationId: conversation.id };
      expect(await codesOf(agent, 'resolveConversation', { ...concerned, topicId })).toEqual([]);
      const [codes, ...started] = await Promise.all([
        codesOf(agent, 'reactivateConversation', concerned),
        ...Array.from({ length: 4 }, (_, n) => startChat(n, channel, { ...identity, text: undefined })),
      ]);
      expect([[], ['OPEN_CONVERSATION_EXISTS']]).toContainEqual(codes);
      expect(new Set(started.map((each) => each.conversation.id)).size).toBe(1);
      expect(started[0]?.conversation.id === conversation.id).toBe(codes.length === 0);
      for (const open of new Set([conversation.id, ...started.map((each) => each.conversation.id)])) {
        await codesOf(agent, 'resolveConversation', { conversationId: open, topicId });
      }
    }
    await allHolds();
  });

  test('goes on with the older conversation while it is the open one', async () => {
    const [agent] = (await onlineAgent(product)) as [Client];
    const first = await startChat(0, channel, verified('c-1'));
    await codesOf(agent, 'resolveConversation', { conversationId: first.conversation.id, topicId });
    const second = await startChat(0, channel, { ...verified('c-1'), text: undefined });
    expect(second.conversation.id).not.toBe(first.conversation.id);
    await codesOf(agent, 'resolveConversation', { conversationId: second.conversation.id, topicId });
    expect(await codesOf(agent, 'reactivateConversation', { conversationId: first.conversation.id })).toEqual([]);
    expect((await startChat(1, channel, verified('c-1'))).conversation.id).toBe(first.conversation.id);
    const late = await send(servers.client(1, second.accessToken), second.conversation.id, 'late');
    expect(late.conversationId).toBe(first.conversation.id);
    await allHolds();
  });
});

test('nothing is left of subscribers who went away', async () => {
  expect(await servers.held()).toBeGreaterThan(0);
  await servers.closeClients();
  expect(
    await eventually(
      () => servers.held(),
      (held) => held === 0,
    ),
  ).toBe(0);
});

test('no transactions ever waited for each other in a circle', async () => {
  await servers.stopServers();
  expect(await deadlocks(servers.desk)).toBe(0);
});
