import { v4 } from 'uuid';
import { Random } from '../../src/dialogues/random.js';
import { encodeId } from '../../src/ids.js';
import { type Company, EPOCH, HOUR, openCompany } from '../support/archive.js';
import type { Client } from '../support/client.js';
import { Desk } from '../support/desk.js';
import { fillTable } from '../support/fill-table.js';

type Kind = 'with an agent' | 'ended' | 'ended and nobody’s' | 'waiting' | 'handed back' | 'in the archive';
const KINDS: Kind[] = ['with an agent', 'ended', 'ended and nobody’s', 'waiting', 'handed back', 'in the archive'];

interface Known {
  id: string;
  kind: Kind;
  agentId: string | null;
  channel: Company['channels'][number];
  startedAt: Date;
  priorityAt: Date | null;
}
interface Connection {
  nodes: { id: string }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}
type List = 'activeConversations' | 'queue';

const random = new Random(7);
let desk: Desk;
let acme: Company;
let supervisor: Client;
let known: Known[];

const rowOf = (company: Company): { known: Known; customer: object; conversation: object } => {
  const kind = random.pick(KINDS);
  const channel = random.pick(company.channels);
  const { id: channel_id, productId: product_id, workspaceId: workspace_id } = channel;
  const [id, customer_id, agent] = [v4({ random: random.bytes(16) }), v4({ random: random.bytes(16) }), random.pick(company.agents).id];
  const startedAt = new Date(EPOCH + random.whole(0, 40) * HOUR);
  const agentId = kind === 'with an agent' || kind === 'ended' ? agent : null;
  const waits = kind === 'waiting' || kind === 'handed back';
  const over = kind === 'ended' || kind === 'ended and nobody’s' || kind === 'in the archive';
  const priorityAt = waits ? new Date(EPOCH + random.whole(0, 40) * HOUR) : null;
  const state = waits ? 'QUEUED' : kind === 'in the archive' ? 'ABANDONED' : 'ACTIVE';
  const conversation = {
    ...{ id, workspace_id, product_id, channel_id, customer_id, state, agent_id: agentId, started_at: startedAt, queued_at: startedAt },
    ...{ last_agent_id: kind === 'waiting' ? null : agent, assigned_at: kind === 'waiting' ? null : startedAt, priority_at: priorityAt },
    // An ended one may have been handed back before.
    handed_back_at: kind === 'handed back' || (over && random.chance(0.5)) ? startedAt : null,
    ...{
      ended_at: over ? startedAt : null,
      archived_at: state === 'ABANDONED' ? startedAt : null,
      outcome: state === 'ABANDONED' ? state : null,
    },
    ...{ last_activity_at: startedAt, last_sequence: 0, unread_count: 0 },
  };
  const customer = { id: customer_id, workspace_id, channel_id, name: 'Ali', created_at: startedAt };
  return { known: { id, kind, agentId, channel, startedAt, priorityAt }, customer, conversation };
};

const fill = async (company: Company, count: number): Promise<Known[]> => {
  const rows = Array.from({ length: count }, () => rowOf(company));
  for (const table of ['customer', 'conversation'] as const)
    await fillTable(
      desk,
      table,
      rows.map((row) => row[table]),
    );
  return rows.map((row) => row.known);
};

beforeAll(async () => {
  desk = await Desk.start();
  acme = await openCompany(desk, 'Acme');
  known = await fill(acme, 400);
  await fill(await openCompany(desk, 'Other'), 60);
  supervisor = await desk.as(acme.supervisor);
});
afterAll(() => desk.stop());

const pageThrough = async (client: Client, list: List, filter: object, size: number, between = async () => {}): Promise<string[]> => {
  const type = list === 'queue' ? 'ChannelFilter' : 'ActiveConversationsFilter';
  const query = `query ($filter: ${type}, $first: Int!, $after: String) { list: ${list}(filter: $filter, first: $first, after: $after) {
    nodes { id } pageInfo { hasNextPage endCursor } } }`;
  const ids: string[] = [];
  for (let after: string | null = null; ; ) {
    const { list: page }: { list: Connection } = await client.ask<{ list: Connection }>(query, { filter, first: size, after });
    ids.push(...page.nodes.map(({ id }) => id));
    if (!page.pageInfo.hasNextPage) return ids;
    after = page.pageInfo.endCursor;
    await between();
  }
};

const inOrder = (list: Known[], keyOf: (one: Known) => string): string[] =>
  list
    .map((one) => ({ key: `${keyOf(one)} ${one.id}`, id: encodeId('conversation', one.id) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ id }) => id);

const active = (fits: (one: Known) => boolean, supervises = true): string[] => {
  const shown: Kind[] = ['with an agent', 'ended', 'handed back', ...(supervises ? (['ended and nobody’s'] as const) : [])];
  return inOrder(
    known.filter((one) => shown.includes(one.kind) && fits(one)),
    ({ startedAt }) => startedAt.toISOString(),
  ).reverse();
};

const waiting = (fits: (one: Known) => boolean): string[] =>
  inOrder(known.filter(({ priorityAt }) => priorityAt).filter(fits), ({ priorityAt }) => priorityAt?.toISOString() ?? '');

/** Filters of both lists, with what they mean. */
const channelFilters = (): [object, (one: Known) => boolean][] => {
  const [web, whatsapp] = acme.channels.map(({ id }) => id);
  const bags = acme.products[1]?.id ?? '';
  const channelIds = [web ?? '', whatsapp ?? ''];
  return [
    [{}, () => true],
    [{ productId: encodeId('product', bags) }, ({ channel }) => channel.productId === bags],
    [{ channelIds: channelIds.map((id) => encodeId('channel', id)) }, ({ channel }) => channelIds.includes(channel.id)],
    [{ channelTypes: ['WEB_CHAT'] }, ({ channel }) => channel.type === 'WEB_CHAT'],
    [
      { channelTypes: ['WEB_CHAT'], productId: encodeId('product', bags) },
      ({ channel }) => channel.type === 'WEB_CHAT' && channel.productId === bags,
    ],
    [{ channelIds: [] }, () => false],
  ];
};

test('the active list: with an agent, ended, handed back; the newest chat first', async () => {
  for (const size of [9, 100]) {
    for (const [filter, fits] of channelFilters())
      expect(await pageThrough(supervisor, 'activeConversations', filter, size)).toEqual(active(fits));
  }
});

test('of some agents: what they have, and no handed-back one', async () => {
  const agentIds = acme.agents.slice(0, 2).map(({ id }) => id);
  const filter = { agentIds: agentIds.map((id) => encodeId('agent', id)) };
  const fits = ({ agentId }: Known): boolean => agentId !== null && agentIds.includes(agentId);
  expect(active(fits).length).toBeGreaterThan(20);
  for (const [more, fitsToo] of channelFilters()) {
    expect(await pageThrough(supervisor, 'activeConversations', { ...filter, ...more }, 25)).toEqual(
      active((one) => fits(one) && fitsToo(one)),
    );
  }
  expect(await pageThrough(supervisor, 'activeConversations', { agentIds: [] }, 5)).toEqual([]);
});

test('an agent sees the channels granted, their own among others’, and none that is ended and nobody’s', async () => {
  const [web, whatsapp, instagram] = acme.channels.map(({ id }) => id);
  for (const [index, granted] of [[web, whatsapp, instagram], [], [web], []].entries()) {
    if (index === 1) continue;
    const agent = acme.agents[index] ?? acme.supervisor;
    const client = await desk.as(agent);
    const may = ({ channel }: Known): boolean => granted.includes(channel.id);
    for (const [filter, fits] of channelFilters()) {
      expect(await pageThrough(client, 'activeConversations', filter, 30)).toEqual(active((one) => may(one) && fits(one), false));
      expect(await pageThrough(client, 'queue', filter, 30)).toEqual(waiting((one) => may(one) && fits(one)));
    }
    const own = { agentIds: [agent.publicId] };
    expect(await pageThrough(client, 'activeConversations', own, 30)).toEqual(active((one) => may(one) && one.agentId === agent.id, false));
  }
});

test('the queue: never assigned and handed-back ones, the next first', async () => {
  for (const size of [9, 100]) {
    for (const [filter, fits] of channelFilters()) expect(await pageThrough(supervisor, 'queue', filter, size)).toEqual(waiting(fits));
  }
});

test('paging skips and repeats nothing while messages arrive and conversations are handed over', async () => {
  const stir = async (): Promise<void> => {
    await desk.sql(
      `update conversation set last_activity_at = now(), last_sequence = last_sequence + 1, assigned_at = case when state = 'ACTIVE' then now() end,
         agent_id = case when state = 'ACTIVE' then $1::uuid end where state in ('ACTIVE', 'QUEUED') and agent_id is not null and random() < 0.3`,
      [random.pick(acme.agents).id],
    );
  };
  expect(await pageThrough(supervisor, 'activeConversations', {}, 11, stir)).toEqual(active(() => true));
});

test('a message leaves every index of the conversation alone', async () => {
  const indexed = await desk.sql<{ name: string }>(
    `select distinct a.attname as name from pg_index i join pg_attribute a on a.attrelid = i.indrelid
       and (a.attnum = any(i.indkey) or pg_get_indexdef(i.indexrelid) ~ ('\\m' || a.attname || '\\M'))
     where i.indrelid = 'conversation'::regclass and a.attnum > 0`,
  );
  const written = ['last_sequence', 'last_activity_at', 'last_customer_message_at', 'unread_count', 'unanswered_since'];
  expect(indexed.length).toBeGreaterThan(10);
  expect(indexed.map(({ name }) => name).filter((name) => written.includes(name))).toEqual([]);
});
