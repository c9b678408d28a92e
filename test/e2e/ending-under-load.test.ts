import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Channel } from '../../src/entities/channel.js';
import { OnOffline, Role } from '../../src/entities/enums.js';
import type { Product } from '../../src/entities/product.js';
import type { Workspace } from '../../src/entities/workspace.js';
import { encodeId } from '../../src/ids.js';
import type { Client } from '../support/client.js';
import { brokenRulesAtQuiet } from '../support/invariants.js';
import { codesOf, mutate } from '../support/mutations.js';
import type { AgentOptions, SeededAgent } from '../support/seed.js';
import { ServerProcesses } from '../support/server-processes.js';

let servers: ServerProcesses;
let workspace: Workspace;
let product: Product;
let channel: Channel;
let topicId: string;

beforeAll(async () => {
  servers = await ServerProcesses.start();
}, 60_000);
afterAll(() => servers.stop());

beforeEach(async () => {
  const { seed } = servers.desk;
  workspace = await seed.workspace();
  product = await seed.product(workspace, 'Shoes', { onOffline: OnOffline.HAND_BACK });
  channel = await seed.channel(product);
  topicId = encodeId('topic', (await seed.topic(workspace)).id);
});

interface Handling extends SeededAgent {
  /** A client at each process. */
  at: Client[];
}

const agent = async (name: string, options: AgentOptions = {}): Promise<Handling> => {
  const made = await servers.desk.seed.agent(workspace, name, { grants: [{ product }], ...options });
  return { ...made, at: await servers.as(made) };
};

const setStatus = (handling: Handling, status: string, which = 0): Promise<string[]> =>
  codesOf(handling.at[which] as Client, 'changeMyStatus', { status });

interface Chat {
  conversationId: string;
  customer: Client;
}

const arrive = async (which = 0): Promise<Chat> => {
  const input = { channelKey: channel.key, customer: { name: 'Ali Veli', email: 'ali@example.com' }, text: 'Merhaba' };
  const fields = 'conversation { id } accessToken';
  const { fields: started } = await mutate<{ conversation: { id: string }; accessToken: string }>(
    servers.client(which),
    'startChat',
    input,
    fields,
  );
  return { conversationId: started.conversation.id, customer: servers.client(which + 1, started.accessToken) };
};

interface Row {
  id: string;
  state: string;
  agentId: string | null;
  resolvedById: string | null;
  endedAt: Date | null;
  archivedAt: Date | null;
}

const rows = async (): Promise<(Row & { conversationId: string })[]> => {
  const found = await servers.desk.sql<Row>(
    `select id, state, agent_id as "agentId", resolved_by_id as "resolvedById", ended_at as "endedAt", archived_at as "archivedAt"
     from conversation where workspace_id = $1 order by started_at, id`,
    [workspace.id],
  );
  return found.map((row) => ({ ...row, conversationId: encodeId('conversation', row.id) }));
};

const rowOf = async ({ conversationId }: Pick<Chat, 'conversationId'>): Promise<Row> => {
  const found = (await rows()).find((row) => row.conversationId === conversationId);
  if (!found) throw new Error('there is no such conversation');
  return found;
};

/** The types of the events of a conversation, in the order of the log. */
const eventsOf = async (id: string): Promise<string[]> =>
  (await servers.desk.sql<{ type: string }>('select type from event where conversation_id = $1 order by id', [id])).map(({ type }) => type);

const openOf = async ({ id }: Handling): Promise<number> =>
  (await rows()).filter((row) => row.agentId === id && row.state === 'ACTIVE' && row.endedAt === null).length;

const allHolds = async (): Promise<void> => {
  expect(await brokenRulesAtQuiet(servers.desk, workspace.id)).toEqual({});
  expect(servers.complaints()).toEqual([]);
};

test('an agent resolves while the customer ends, 20 times: resolved once, ended at most once and before it, and the next one comes', async () => {
  const ayse = await agent('Ayşe', { capacity: 1 });
  const chats = await Promise.all(Array.from({ length: 21 }, (_, n) => arrive(n)));
  await setStatus(ayse, 'ONLINE');
  for (let done = 0; done < 20; done++) {
    const active = (await rows()).find((row) => row.state === 'ACTIVE' && row.endedAt === null);
    const chat = chats.find(({ conversationId }) => conversationId === active?.conversationId);
    if (!active || !chat) throw new Error('nobody was assigned');
    const [resolving, ending] = await Promise.all([
      codesOf(ayse.at[done % 2] as Client, 'resolveConversation', { conversationId: chat.conversationId, topicId }),
      codesOf(chat.customer, 'endChat', { conversationId: chat.conversationId }),
    ]);
    expect(resolving).toEqual([]);
    expect([[], ['ALREADY_RESOLVED']]).toContainEqual(ending);
    const types = (await eventsOf(active.id)).slice((await eventsOf(active.id)).indexOf('conversation.assigned') + 1);
    expect(types).toEqual(ending.length === 0 ? ['conversation.ended', 'conversation.resolved'] : ['conversation.resolved']);
    const row = await rowOf(chat);
    expect(row).toMatchObject({ state: 'RESOLVED', resolvedById: ayse.id });
    if (row.endedAt) expect(row.endedAt.getTime()).toBeLessThanOrEqual(row.archivedAt?.getTime() ?? 0);
    expect(await openOf(ayse)).toBe(1);
  }
  await allHolds();
});

test('the agent and a supervisor resolve the same one at once: the first stays', async () => {
  const ayse = await agent('Ayşe', { capacity: 1 });
  const chief = await agent('Deniz', { role: Role.SUPERVISOR, grants: [] });
  await setStatus(ayse, 'ONLINE');
  for (let round = 0; round < 10; round++) {
    const chat = await arrive(round);
    const input = { conversationId: chat.conversationId, topicId };
    const pair = [ayse, chief];
    const codes = await Promise.all(pair.map((who, n) => codesOf(who.at[(round + n) % 2] as Client, 'resolveConversation', input)));
    expect(codes.toSorted((a, b) => a.length - b.length)).toEqual([[], ['ALREADY_RESOLVED']]);
    expect((await rowOf(chat)).resolvedById).toBe(pair[codes.findIndex((each) => each.length === 0)]?.id);
  }
  await allHolds();
});

describe('assigning by hand', () => {
  let holder: Handling;
  let five: Handling[];
  let chat: Chat;

  beforeEach(async () => {
    holder = await agent('Holder');
    await setStatus(holder, 'ONLINE');
    chat = await arrive();
    expect((await rowOf(chat)).agentId).toBe(holder.id);
    five = await Promise.all([1, 2, 3, 4, 5].map(() => agent('Receiver', { capacity: 1 })));
    for (const each of five) await setStatus(each, 'ONLINE');
  });

  const handTo = (by: Handling): Promise<string[][]> => {
    const input = (to: Handling) => ({ conversationId: chat.conversationId, agentId: to.publicId });
    return Promise.all(five.map((to, n) => codesOf(by.at[n % 2] as Client, 'assignConversation', input(to))));
  };

  test('whoever has it hands it to five at once: one gets it, the others come too late', async () => {
    const codes = await handTo(holder);
    expect(codes.toSorted((a, b) => a.length - b.length)).toEqual([[], ...Array(4).fill(['NOT_ASSIGNED_TO_YOU'])]);
    expect((await rowOf(chat)).agentId).toBe(five[codes.findIndex((each) => each.length === 0)]?.id);
    await allHolds();
  });

  test('a supervisor hands it to five at once: each has it in turn, one after the other', async () => {
    const codes = await handTo(await agent('Deniz', { role: Role.SUPERVISOR, grants: [] }));
    expect(codes).toEqual(Array(5).fill([]));
    const id = (await rowOf(chat)).id;
    const held = await servers.desk.sql<{ agent_id: string }>(
      `select agent_id from event where conversation_id = $1 and type = 'conversation.assigned' order by id`,
      [id],
    );
    expect(
      held
        .map((row) => row.agent_id)
        .slice(1)
        .toSorted(),
    ).toEqual(five.map((each) => each.id).toSorted());
    expect((await rowOf(chat)).agentId).toBe(held.at(-1)?.agent_id);
    await allHolds();
  });

  test('five to one agent with one free place: one comes in', async () => {
    await Promise.all(five.map((each) => setStatus(each, 'BREAK')));
    const chats = [chat, ...(await Promise.all([1, 2, 3, 4].map((n) => arrive(n))))];
    const [receiver] = five as [Handling];
    await setStatus(receiver, 'ONLINE');
    expect(await openOf(receiver)).toBe(0);
    const codes = await Promise.all(
      chats.map(({ conversationId }, n) =>
        codesOf(holder.at[n % 2] as Client, 'assignConversation', { conversationId, agentId: receiver.publicId }),
      ),
    );
    expect(codes.toSorted((a, b) => a.length - b.length)).toEqual([[], ...Array(4).fill(['AT_CAPACITY'])]);
    expect([await openOf(receiver), await openOf(holder)]).toEqual([1, 4]);
    await allHolds();
  });
});

test('an agent goes Offline, handing back, while customers arrive, 20 times: nothing stays with them, and nothing waits in vain', async () => {
  const ayse = await agent('Ayşe', { capacity: 4 });
  const can = await agent('Can', { capacity: 1 });
  await setStatus(ayse, 'ONLINE');
  await setStatus(can, 'ONLINE');
  for (let round = 0; round < 20; round++) {
    const chats = Promise.all([arrive(round), arrive(round + 1)]);
    await Promise.all([setStatus(ayse, 'OFFLINE', round % 2), chats]);
    expect(await openOf(ayse)).toBe(0);
    expect(await openOf(can)).toBe(1);
    expect(await brokenRulesAtQuiet(servers.desk, workspace.id)).toEqual({});
    const held = (await rows()).filter((row) => row.state === 'ACTIVE');
    await Promise.all([
      setStatus(ayse, 'ONLINE', round % 2),
      ...held.map(({ conversationId }) => codesOf(can.at[round % 2] as Client, 'resolveConversation', { conversationId, topicId })),
    ]);
    expect(await brokenRulesAtQuiet(servers.desk, workspace.id)).toEqual({});
    const [first, second] = (await rows()).filter((row) => row.agentId === ayse.id && row.state === 'ACTIVE');
    for (const row of [first, second]) {
      if (row) await codesOf(ayse.at[0] as Client, 'resolveConversation', { conversationId: row.conversationId, topicId });
    }
  }
  await allHolds();
}, 60_000);

test('two agents reactivate the same one at once, 10 times: one has it', async () => {
  const pair = await Promise.all([agent('Ayşe'), agent('Can')]);
  const chat = await arrive();
  for (const each of pair) await setStatus(each, 'ONLINE');
  for (let round = 0; round < 10; round++) {
    const holder = (await rowOf(chat)).agentId === pair[0].id ? pair[0] : pair[1];
    expect(await codesOf(holder.at[0] as Client, 'resolveConversation', { conversationId: chat.conversationId, topicId })).toEqual([]);
    const codes = await Promise.all(
      pair.map((who, n) => codesOf(who.at[(round + n) % 2] as Client, 'reactivateConversation', { conversationId: chat.conversationId })),
    );
    expect(codes.toSorted((a, b) => a.length - b.length)).toEqual([[], ['INVALID_STATE']]);
    expect(await rowOf(chat)).toMatchObject({ state: 'ACTIVE', agentId: pair[codes.findIndex((each) => each.length === 0)]?.id });
  }
  await allHolds();
});
