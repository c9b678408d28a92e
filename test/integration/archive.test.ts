import { ChannelType } from '../../src/entities/enums.js';
import { encodeId } from '../../src/ids.js';
import { EPOCH, HOUR } from '../support/archive.js';
import type { Wanted } from '../support/archive-by-hand.js';
import { ArchiveReading, ORDERS, toFilter } from '../support/archive-reading.js';

const room = new ArchiveReading();
const { random } = room;

beforeAll(() => room.open(400), 60_000);
afterAll(() => room.desk.stop());

const ids = (list: readonly { id: string }[]): string[] =>
  random
    .shuffled(list)
    .slice(0, random.whole(1, 3))
    .map(({ id }) => id);

const SEARCHES = ['ŞİKÂYET', 'ısparta', 'İade', 'IĞDIR', 'com.tr', '0532', 'kargo', 'şule'];

const DRAWS: { [Key in keyof Wanted]-?: () => Wanted[Key] } = {
  productId: () => random.pick([...room.acme.products, ...room.acme.products, ...room.other.products]).id,
  channelIds: () => ids([...room.acme.channels, ...room.other.channels.slice(0, 1)]),
  channelTypes: () => random.shuffled(Object.values(ChannelType)).slice(0, random.whole(1, 3)),
  groupIds: () => ids([...room.acme.groups, ...room.other.groups].map(({ group }) => group)),
  agentIds: () => ids([...room.acme.agents, ...room.other.agents.slice(0, 1)]),
  topicIds: () => ids([...room.acme.topics, ...room.other.topics.slice(0, 1)]),
  outcomes: () => random.shuffled(['RESOLVED', 'CONVERTED', 'ABANDONED'] as const).slice(0, random.whole(1, 2)),
  from: () => new Date(EPOCH + random.whole(0, 40) * 6 * HOUR),
  to: () => new Date(EPOCH + random.whole(20, 60) * 6 * HOUR),
  search: () => random.shuffled(SEARCHES).slice(0, random.whole(1, 2)).join('  '),
};
const FILTERS = Object.keys(DRAWS) as (keyof Wanted)[];
const draw = (filters: readonly (keyof Wanted)[]): Wanted => Object.fromEntries(filters.map((filter) => [filter, DRAWS[filter]()]));

test('no filter: all that the workspace archived, nothing of another', async () => {
  for (const company of [room.acme, room.other]) {
    const client = await room.desk.as(company.supervisor);
    expect(await room.pageThrough({}, 100, { client })).toEqual(room.expected({}, { company }));
  }
});

test.each(FILTERS)('%s alone, against a filter by hand', async (filter) => {
  for (let turn = 0; turn < 5; turn++) {
    const wanted = draw([filter]);
    expect(await room.pageThrough({ filter: toFilter(wanted) }, 100)).toEqual(room.expected(wanted));
  }
});

test('any of them together, paged either way in either order', async () => {
  let found = 0;
  for (let turn = 0; turn < 100; turn++) {
    const wanted = draw(FILTERS.filter(() => random.chance(turn % 2 ? 0.25 : 0.5)));
    const [ascending, backward] = [random.chance(0.5), random.chance(0.5)];
    const asked = { filter: toFilter(wanted), orderBy: ORDERS[Number(ascending)] };
    const list = await room.pageThrough(asked, random.whole(20, 100), { backward });
    expect({ wanted, list }).toEqual({ wanted, list: room.expected(wanted, { ascending }) });
    found += Number(list.length > 0);
  }
  expect(found).toBeGreaterThan(25);
}, 60_000);

test('all of them at once', async () => {
  const some = room.kept.find(
    ({ workspaceId, outcome, words }) => workspaceId === room.acme.workspaceId && outcome === 'RESOLVED' && words.join().includes('iade'),
  );
  const { productId = '', channelId = '', channelType = ChannelType.WEB_CHAT, groupIds, agentId, topicId, archivedAt } = some ?? {};
  const place = { productId, channelIds: [channelId], channelTypes: [channelType] };
  const resolution = { groupIds, agentIds: [agentId ?? ''], topicIds: [topicId ?? ''], outcomes: ['RESOLVED' as const] };
  const wanted: Wanted = { ...place, ...resolution, from: archivedAt, to: new Date(EPOCH + 365 * 24 * HOUR), search: 'İADE' };
  expect(room.expected(wanted).length).toBeGreaterThan(0);
  expect(await room.pageThrough({ filter: toFilter(wanted) }, 5)).toEqual(room.expected(wanted));
});

test('a parent topic stands for its subtopics, a subtopic for itself', async () => {
  const [parent, subtopic] = room.acme.topics.map(({ id }) => ({ topicIds: [id] }));
  expect(room.expected(parent ?? {}).length).toBeGreaterThan(room.expected(subtopic ?? {}).length);
  for (const wanted of [parent ?? {}, subtopic ?? {}])
    expect(await room.pageThrough({ filter: toFilter(wanted) }, 100)).toEqual(room.expected(wanted));
});

test('from is inclusive, to exclusive', async () => {
  const moment = room.kept[0]?.archivedAt ?? new Date();
  const next = new Date(moment.getTime() + 1);
  for (const range of [{ from: moment, to: next }, { from: next }, { to: moment }, { from: moment, to: moment }]) {
    expect(await room.pageThrough({ filter: toFilter(range) }, 100)).toEqual(room.expected(range));
  }
});

test('what is named twice is listed once; an empty list matches nothing', async () => {
  const twice = (list: readonly { id: string }[]): string[] => [...list, ...list].map(({ id }) => id);
  const groups = room.acme.groups.map(({ group }) => group);
  for (const wanted of [{ agentIds: twice(room.acme.agents) }, { groupIds: twice(groups) }, { topicIds: twice(room.acme.topics) }]) {
    expect(await room.pageThrough({ filter: toFilter(wanted) }, 100)).toEqual(room.expected(wanted));
  }
  for (const empty of ['channelIds', 'channelTypes', 'groupIds', 'agentIds', 'topicIds', 'outcomes']) {
    expect(await room.idsOf({ filter: { [empty]: [] }, first: 10 })).toEqual([]);
  }
});

test('ids of another kind are refused, unknown ones match nothing', async () => {
  const topic = encodeId('topic', room.acme.topics[0]?.id ?? '');
  expect((await room.refusalOf({ filter: { agentIds: [topic] }, first: 5 })).code).toBe('BAD_USER_INPUT');
  expect(await room.idsOf({ filter: { agentIds: [encodeId('agent', room.acme.workspaceId)] }, first: 5 })).toEqual([]);
});

test('an agent sees the channels granted and no other, whatever they ask for', async () => {
  const [web, whatsapp, instagram, bagsWeb, ios] = room.acme.channels.map(({ id }) => id) as [string, string, string, string, string];
  const granted = [[web, whatsapp, instagram], [whatsapp, bagsWeb, ios], [web], []];
  for (const [index, channelIds] of granted.entries()) {
    const client = await room.desk.as(room.acme.agents[index] ?? room.acme.supervisor);
    for (let turn = 0; turn < 6; turn++) {
      const wanted = draw(FILTERS.filter(() => random.chance(turn / 20)));
      const list = await room.pageThrough({ filter: toFilter(wanted) }, 100, { client });
      expect({ wanted, list }).toEqual({ wanted, list: room.expected(wanted, { channelIds }) });
    }
  }
});

test('the page with its names costs one statement, and each other relation one, however many records it has', async () => {
  const page =
    'query ($first: Int) { archive(first: $first) { nodes { id customer { name } agent { name } topic { name } group { name } } } }';
  const countOf = async (first: number): Promise<number> => {
    room.statements.length = 0;
    const { archive } = await room.supervisor.ask<{ archive: { nodes: unknown[] } }>(page, { first });
    expect(archive.nodes).toHaveLength(first);
    return room.statements.length;
  };
  // Who asks, the page with its customers and topics, the agents, and the groups.
  expect([await countOf(25), await countOf(50), await countOf(100)]).toEqual([4, 4, 4]);
});
