import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Channel } from '../../src/entities/channel.js';
import { decodeId, encodeId } from '../../src/ids.js';
import { startChat } from '../support/chats.js';
import type { Client, Followed } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { brokenRules, brokenRulesAtQuiet, deadlocks } from '../support/invariants.js';
import { AGENTS, CUSTOMERS, Rush, type RushAgent, type RushCustomer } from '../support/rush.js';
import { ServerProcesses } from '../support/server-processes.js';

/** LOAD_SEEDS: how many days at the desk, each with a seed of its own; the first is LOAD_FIRST_SEED. */
const FIRST = Number(process.env.LOAD_FIRST_SEED ?? 1);
const SEEDS = Array.from({ length: Number(process.env.LOAD_SEEDS ?? 3) }, (_, n) => FIRST + n);

let servers: ServerProcesses;
/** Of all seeds together: in one of them everybody may always be at capacity. */
let handedOver = 0;
beforeAll(async () => {
  servers = await ServerProcesses.start();
}, 60_000);
afterAll(() => servers.stop());

/** A subscriber, and the SQL condition for the events that it should have got, each once, in the order of the log. */
interface Watch {
  who: string;
  stream: Followed<Record<string, { cursor?: string; change?: string }>>;
  expected: string;
}

const DESK = `type ~ '^(conversation|note)[.]' and channel_id is not null`;
const TOLD_TO_CUSTOMERS = `type in ('conversation.queued', 'conversation.assigned', 'conversation.handed_back', 'conversation.ended',
  'conversation.abandoned', 'conversation.resolved', 'conversation.reactivated')`;

const follow = (client: Client, field: string, type: string): Watch['stream'] => {
  const change = type === 'ConversationChanged' ? 'change' : '';
  return client.follow(`subscription { ${field} { ... on ${type} { cursor ${change} } ... on StreamGap { resumeFrom } } }`);
};

const watchDesk = (rush: Rush): Watch[] => {
  const changes = ({ name, id, at }: RushAgent, expected: string): Watch[] =>
    at.map((client, n) => ({
      who: `${name} (${id}) at process ${n}: conversationChanged`,
      stream: follow(client, 'conversationChanged(after: "e0")', 'ConversationChanged'),
      expected,
    }));
  const granted = ({ id }: RushAgent): string =>
    `channel_id in (select ch.id from channel ch join agent_grant g on g.product_id = ch.product_id
      and (g.channel_id is null or g.channel_id = ch.id) where g.agent_id = '${id}')`;
  const inbox = ({ name, id, at }: RushAgent, n: number): Watch => ({
    who: `${name} (${id}) at process ${n % 2}: inboxMessageAdded`,
    stream: follow(at[n % 2] as Client, 'inboxMessageAdded(after: "e0")', 'MessageAdded'),
    expected: `type = 'message.added' and agent_id = '${id}'`,
  });
  const ofOneChannel = rush.agents.slice(-2);
  return [
    ...changes(rush.chief, DESK),
    ...ofOneChannel.flatMap((agent) => changes(agent, `${DESK} and ${granted(agent)}`)),
    ...rush.agents.map(inbox),
  ];
};

/** What a customer follows, at the process where they did not start. */
const watchCustomer = ({ conversationId, at }: RushCustomer, index: number): Watch[] => {
  const client = at[(index + 1) % 2] as Client;
  const id = decodeId('conversation', conversationId);
  return [
    {
      who: `customer of ${id}: conversationChanged`,
      stream: follow(client, 'conversationChanged(after: "e0")', 'ConversationChanged'),
      expected: `${TOLD_TO_CUSTOMERS} and customer_id = (select customer_id from conversation where id = '${id}')`,
    },
    {
      who: `customer of ${id}: messageAdded`,
      stream: follow(client, `messageAdded(conversationId: "${conversationId}", after: "e0")`, 'MessageAdded'),
      expected: `type = 'message.added' and conversation_id = '${id}'`,
    },
  ];
};

/** The cursors that a subscriber was given; a customer's moves in the queue are no events of the log. */
const seenBy = ({ stream }: Watch): unknown[] =>
  stream.seen
    .flatMap((frame) => Object.values(frame))
    .filter(({ change }) => change !== 'PLACE_CHANGED')
    .map(({ cursor }) => cursor ?? 'a gap');

/** Each event once, in the order of the log, and so of each conversation. */
const expectAllSeen = async (rush: Rush, watches: Watch[]): Promise<void> => {
  for (const watch of watches) {
    const events = await servers.desk.sql<{ id: string }>(
      `select id from event where workspace_id = $1 and (${watch.expected}) order by id`,
      [rush.workspace.id],
    );
    const cursors = events.map(({ id }) => `e${BigInt(id).toString(36)}`);
    const seen = await eventually(
      () => seenBy(watch),
      (all) => all.length >= cursors.length,
      20_000,
    );
    expect({ who: watch.who, errors: watch.stream.errors, seen }).toEqual({ who: watch.who, errors: [], seen: cursors });
  }
};

const expectQueueSizesFit = async (rush: Rush, streams: Followed<{ queueSizeChanged: number }>[]): Promise<void> => {
  const waiting = await servers.desk.sql<{ channel_id: string }>(
    `select channel_id from conversation where workspace_id = $1 and state = 'QUEUED'`,
    [rush.workspace.id],
  );
  for (const client of rush.chief.at) {
    expect((await client.ask<{ queueSize: number }>('{ queueSize }')).queueSize).toBe(waiting.length);
    for (const { id } of rush.channels) {
      const query = 'query ($ids: [ID!]) { queueSize(filter: { channelIds: $ids }) }';
      const { queueSize } = await client.ask<{ queueSize: number }>(query, { ids: [encodeId('channel', id)] });
      expect(queueSize).toBe(waiting.filter((row) => row.channel_id === id).length);
    }
  }
  for (const { seen } of streams) {
    expect(
      await eventually(
        () => seen.at(-1)?.queueSizeChanged,
        (size) => size === waiting.length,
      ),
    ).toBe(waiting.length);
  }
};

const outcomesOf = async (rush: Rush): Promise<Record<string, number>> => {
  const rows = await servers.desk.sql<{ state: string; many: number }>(
    'select state, count(*)::int as many from conversation where workspace_id = $1 group by state',
    [rush.workspace.id],
  );
  return Object.fromEntries(rows.map(({ state, many }) => [state, many]));
};

test.each(SEEDS)(
  `${CUSTOMERS} conversations, ${AGENTS} agents, two processes, at random (seed %i)`,
  async (seed) => {
    const rush = await Rush.prepare(servers, seed);
    const allHolds = async () => expect(await brokenRulesAtQuiet(servers.desk, rush.workspace.id)).toEqual({});
    const watches = watchDesk(rush);
    const sizes = rush.chief.at.map((client) => client.follow<{ queueSizeChanged: number }>('subscription { queueSizeChanged }'));
    await rush.run((customer, index) => {
      if (index % 20 === 0) watches.push(...watchCustomer(customer, index));
    });
    await allHolds();
    await expectQueueSizesFit(rush, sizes);
    // A rush in which little happened would prove little.
    expect(rush.tally.get('resolveConversation')).toBeGreaterThan(30);
    handedOver += rush.tally.get('assignConversation') ?? 0;
    expect(rush.tally.get('endChat')).toBeGreaterThan(10);

    await rush.drain(allHolds);
    await allHolds();
    const { RESOLVED = 0, ABANDONED = 0, ...others } = await outcomesOf(rush);
    expect(others).toEqual({});
    expect(RESOLVED + ABANDONED).toBeGreaterThanOrEqual(CUSTOMERS);
    await expectQueueSizesFit(rush, sizes);
    await expectAllSeen(rush, watches);
    expect(servers.complaints()).toEqual([]);
  },
  60_000,
);

test('conversations were handed over too', () => {
  expect(handedOver).toBeGreaterThan(0);
});

test('the database itself refuses overlapping segments and intervals', async () => {
  const rush = await Rush.prepare(servers, 0);
  const constraints = await servers.desk.sql<{ name: string }>(
    `select conrelid::regclass || ' ' || pg_get_constraintdef(oid) as name from pg_constraint
     where contype = 'x' and connamespace = 'public'::regnamespace order by 1`,
  );
  expect(constraints.map(({ name }) => name)).toEqual([
    'agent_status_interval EXCLUDE USING gist (agent_id WITH =, tstzrange(started_at, ended_at) WITH &&)',
    'assignment EXCLUDE USING gist (conversation_id WITH =, tstzrange(started_at, ended_at) WITH &&)',
  ]);
  const chat = await startChat(servers.desk, rush.channels[0] as Channel);
  const segment = (started: string, ended: string): Promise<unknown> =>
    servers.desk.sql(
      `insert into assignment (id, workspace_id, conversation_id, agent_id, reason, started_at, ended_at, end_reason)
       values (gen_random_uuid(), $1, $2, $3, 'ROUTED', $4, $5, 'RESOLVED')`,
      [rush.workspace.id, chat.id, rush.chief.id, started, ended],
    );
  await segment('2026-01-01T10:00Z', '2026-01-01T11:00Z');
  await segment('2026-01-01T11:00Z', '2026-01-01T12:00Z');
  await expect(segment('2026-01-01T10:59Z', '2026-01-01T11:01Z')).rejects.toThrow('assignment_no_overlap');
  expect(await brokenRules(servers.desk, rush.workspace.id)).toEqual({});
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
