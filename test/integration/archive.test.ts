import { Random } from '../../src/dialogues/random.js';
import { ChannelType } from '../../src/entities/enums.js';
import { encodeId, type IdKind } from '../../src/ids.js';
import { searchFar, searchNear } from '../../src/services/archive/queries.js';
import { wordsOf } from '../../src/services/archive/rules.js';
import { boundsOf } from '../../src/services/merged-page.js';
import { encodePosition } from '../../src/services/paging.js';
import {
  type Company,
  EPOCH,
  fillArchive,
  fits,
  HOUR,
  inOrder,
  type Kept,
  NOTED,
  ONCE,
  openCompany,
  type Wanted,
} from '../support/archive.js';
import type { Client } from '../support/client.js';
import { Desk } from '../support/desk.js';

interface Archive {
  nodes: { id: string }[];
  edges: { cursor: string; node: { id: string } }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}
interface Asked {
  filter?: object | null;
  orderBy?: string;
  first?: number;
  after?: string | null;
  last?: number;
  before?: string | null;
}

const ARCHIVE = `query ($filter: ArchiveFilter, $orderBy: ArchiveOrder! = RESOLVED_AT_DESC, $first: Int, $after: String, $last: Int, $before: String) {
  archive(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
    nodes { id } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;

const ORDERS = ['RESOLVED_AT_DESC', 'RESOLVED_AT_ASC'];
const random = new Random(20_261_123);
const statements: string[] = [];
let desk: Desk;
let acme: Company;
let other: Company;
/** All that stands in the archive. */
let kept: Kept[];
let supervisor: Client;

/** Moved back to active: what was written at the last archiving is still there, and must not show. */
const reactivate = (conversations: Kept[]): Promise<unknown> =>
  desk.sql(
    `update conversation set state = 'QUEUED', agent_id = null, outcome = null, archived_at = null, resolved_by_id = null, ended_at = null,
       priority_at = queued_at where id = any($1::uuid[])`,
    [conversations.map(({ id }) => id)],
  );

beforeAll(async () => {
  desk = await Desk.start({ onStatement: (sql) => statements.push(sql) });
  acme = await openCompany(desk, 'Acme');
  other = await openCompany(desk, 'Other');
  const all = await fillArchive(desk, acme, random, 1_300);
  await reactivate(all.slice(1_250));
  kept = [...all.slice(0, 1_250), ...(await fillArchive(desk, other, random, 150))];
  // Who leaves a group later changes nothing.
  await desk.sql('delete from group_member');
  supervisor = await desk.as(acme.supervisor);
}, 60_000);
afterAll(() => desk.stop());

const ask = async (client: Client, asked: Asked): Promise<Archive> =>
  (await client.ask<{ archive: Archive }>(ARCHIVE, { ...asked })).archive;

const refusal = async (asked: Asked): Promise<{ code: unknown; message: string }> => {
  const { errors } = await supervisor.send(ARCHIVE, { ...asked });
  return { code: errors?.[0]?.extensions?.code, message: errors?.[0]?.message ?? '' };
};

/** Pages through to the end, from either side; between pages something may happen. */
const pageThrough = async (client: Client, asked: Asked, size: number, backward = false, between = async () => {}): Promise<string[]> => {
  const ids: string[] = [];
  for (let cursor: string | null = null; ; ) {
    const page: Archive = await ask(client, { ...asked, ...(backward ? { last: size, before: cursor } : { first: size, after: cursor }) });
    const found = page.nodes.map(({ id }) => id);
    expect(page.edges.map(({ node }) => node.id)).toEqual(found);
    expect([page.pageInfo.startCursor, page.pageInfo.endCursor]).toEqual([
      page.edges[0]?.cursor ?? null,
      page.edges.at(-1)?.cursor ?? null,
    ]);
    expect(backward ? page.pageInfo.hasNextPage : page.pageInfo.hasPreviousPage).toBe(cursor !== null);
    if (backward) ids.unshift(...found);
    else ids.push(...found);
    if (!(backward ? page.pageInfo.hasPreviousPage : page.pageInfo.hasNextPage)) return ids;
    cursor = backward ? page.pageInfo.startCursor : page.pageInfo.endCursor;
    await between();
  }
};

const publicIds = (kind: IdKind, ids: string[] | undefined) => ids?.map((id) => encodeId(kind, id));

const toFilter = ({ from, to, ...wanted }: Wanted): object => ({
  ...wanted,
  productId: wanted.productId && encodeId('product', wanted.productId),
  channelIds: publicIds('channel', wanted.channelIds),
  groupIds: publicIds('group', wanted.groupIds),
  agentIds: publicIds('agent', wanted.agentIds),
  topicIds: publicIds('topic', wanted.topicIds),
  resolvedAt: from || to ? { from, to } : undefined,
});

const expected = (company: Company, wanted: Wanted, ascending = false, channelIds?: string[]): string[] => {
  const visible = kept.filter((one) => one.workspaceId === company.workspaceId && (!channelIds || channelIds.includes(one.channelId)));
  const matching = visible.filter((one) => fits(wanted, one));
  return inOrder(matching, ascending).map(({ id }) => encodeId('conversation', id));
};

const WORDS = [
  'ŞİKÂYET',
  'sikayet',
  'ısparta',
  'ISPARTA',
  'İade',
  'IADE',
  'IĞDIR',
  'iğdır',
  'Şule',
  'cigdem',
  '0532',
  '+90532',
  'isik@ornek',
  'com.tr',
];
WORDS.push(
  '%50',
  'A_1%B',
  'belgeler\\fatura',
  `"broken"`,
  `It's`,
  '😀👍🏽 merhaba',
  'café',
  'strasse',
  'müller',
  '4711-0815',
  ONCE,
  'yoktur',
  'a%b',
  '__o',
);

const ids = (list: readonly { id: string }[], most = 3): string[] =>
  random
    .shuffled(list)
    .slice(0, random.whole(1, most))
    .map(({ id }) => id);

const DRAWS: { [Key in keyof Wanted]-?: () => Wanted[Key] } = {
  productId: () => random.pick([...acme.products, ...acme.products, ...other.products]).id,
  channelIds: () => ids([...acme.channels, other.channels[0] ?? { id: '' }]),
  channelTypes: () => random.shuffled(Object.values(ChannelType)).slice(0, random.whole(1, 3)),
  groupIds: () => ids([...acme.groups, ...other.groups].map(({ group }) => group)),
  agentIds: () => ids([...acme.agents, ...other.agents.slice(0, 1)]),
  topicIds: () => ids([...acme.topics, ...other.topics.slice(0, 1)]),
  outcomes: () => random.shuffled(['RESOLVED', 'CONVERTED', 'ABANDONED'] as const).slice(0, random.whole(1, 2)),
  from: () => new Date(EPOCH + random.whole(0, 40) * 6 * HOUR),
  to: () => new Date(EPOCH + random.whole(20, 60) * 6 * HOUR),
  search: () => random.shuffled(WORDS).slice(0, random.whole(1, 2)).join('  '),
};
const FILTERS = Object.keys(DRAWS) as (keyof Wanted)[];
const draw = (filters: readonly (keyof Wanted)[]): Wanted => Object.fromEntries(filters.map((filter) => [filter, DRAWS[filter]()]));

describe('filters, against a filter by hand', () => {
  test('none: all that the workspace archived, nothing of another', async () => {
    for (const company of [acme, other]) {
      expect(await pageThrough(await desk.as(company.supervisor), {}, 100)).toEqual(expected(company, {}));
    }
  });

  test.each(FILTERS)('%s alone', async (filter) => {
    for (let turn = 0; turn < 6; turn++) {
      const wanted = draw([filter]);
      expect(await pageThrough(supervisor, { filter: toFilter(wanted) }, 100)).toEqual(expected(acme, wanted));
    }
  });

  test('any of them together, paged either way in either order', async () => {
    let found = 0;
    for (let turn = 0; turn < 150; turn++) {
      const wanted = draw(FILTERS.filter(() => random.chance(turn % 2 ? 0.25 : 0.5)));
      const [ascending, backward] = [random.chance(0.5), random.chance(0.5)];
      const asked = { filter: toFilter(wanted), orderBy: ORDERS[Number(ascending)] };
      const list = await pageThrough(supervisor, asked, random.whole(20, 100), backward);
      expect({ wanted, list }).toEqual({ wanted, list: expected(acme, wanted, ascending) });
      found += Number(list.length > 0);
    }
    expect(found).toBeGreaterThan(40);
  }, 60_000);

  test('all of them at once', async () => {
    const some = kept.find(
      ({ workspaceId, outcome, words }) => workspaceId === acme.workspaceId && outcome === 'RESOLVED' && words.join().includes('iade'),
    );
    const { productId = '', channelId = '', channelType = ChannelType.WEB_CHAT, groupIds, agentId, topicId, archivedAt } = some ?? {};
    const place = { productId, channelIds: [channelId], channelTypes: [channelType] };
    const resolution = { groupIds, agentIds: [agentId ?? ''], topicIds: [topicId ?? ''], outcomes: ['RESOLVED' as const] };
    const wanted: Wanted = { ...place, ...resolution, from: archivedAt, to: new Date(EPOCH + 365 * 24 * HOUR), search: 'İADE' };
    expect(expected(acme, wanted).length).toBeGreaterThan(0);
    expect(await pageThrough(supervisor, { filter: toFilter(wanted) }, 5)).toEqual(expected(acme, wanted));
  });

  test('a parent topic stands for its subtopics, a subtopic for itself', async () => {
    for (const { id } of acme.topics.slice(0, 2)) {
      const wanted = { topicIds: [id] };
      expect(await pageThrough(supervisor, { filter: toFilter(wanted) }, 100)).toEqual(expected(acme, wanted));
    }
  });

  test('what is named twice is listed once; an empty list matches nothing', async () => {
    const twice = (list: readonly { id: string }[]): string[] => [...list, ...list].map(({ id }) => id);
    for (const wanted of [
      { agentIds: twice(acme.agents) },
      { groupIds: twice(acme.groups.map(({ group }) => group)) },
      { topicIds: twice(acme.topics) },
    ]) {
      expect(await pageThrough(supervisor, { filter: toFilter(wanted) }, 100)).toEqual(expected(acme, wanted));
    }
    for (const empty of ['channelIds', 'channelTypes', 'groupIds', 'agentIds', 'topicIds', 'outcomes']) {
      expect((await ask(supervisor, { filter: { [empty]: [] }, first: 10 })).nodes).toEqual([]);
    }
  });

  test('an agent sees the channels granted and no other, whatever they ask for', async () => {
    const [web, whatsapp, instagram, bagsWeb, ios] = acme.channels.map(({ id }) => id) as [string, string, string, string, string];
    const granted = [[web, whatsapp, instagram], [whatsapp, bagsWeb, ios], [web], []];
    for (const [index, channelIds] of granted.entries()) {
      const client = await desk.as(acme.agents[index] ?? acme.supervisor);
      for (let turn = 0; turn < 8; turn++) {
        const wanted = draw(FILTERS.filter(() => random.chance(turn / 20)));
        const list = await pageThrough(client, { filter: toFilter(wanted) }, 100);
        expect({ wanted, list }).toEqual({ wanted, list: expected(acme, wanted, false, channelIds) });
      }
    }
  });
});

describe('search', () => {
  test.each(WORDS)('%s', async (search) => {
    expect(await pageThrough(supervisor, { filter: { search } }, 60)).toEqual(expected(acme, { search }));
  });

  test('every word must occur, in any order; short words count beside longer ones', async () => {
    for (const search of ['kargo ŞİKÂYETİM', 'şikâyetim kargo', 'iade 42', 'ok merhaba', `${ONCE} adım`, ' \n isparta\t\u00a0']) {
      expect(await pageThrough(supervisor, { filter: { search } }, 60)).toEqual(expected(acme, { search }));
    }
    expect(expected(acme, { search: 'kargo ŞİKÂYETİM' }).length).toBeGreaterThan(10);
  });

  test('parts of what is written there', async () => {
    for (let turn = 0; turn < 40; turn++) {
      const { words } = random.pick(kept);
      const [word = ''] = random.shuffled(random.pick(words).split(/\s+/));
      const start = random.whole(0, Math.max(0, word.length - 5));
      const search = `${word.slice(start, start + 5).toLocaleUpperCase('tr')} ${random.pick(['ış', '42', 'e'])} ${random.pick(WORDS)}`;
      // Half of an emoji is no text.
      if (!search.isWellFormed()) continue;
      expect({ search, list: await pageThrough(supervisor, { filter: { search } }, 100) }).toEqual({
        search,
        list: expected(acme, { search }),
      });
    }
  });

  test('the way through the index of trigrams finds the same as the way along the archive', async () => {
    const em = desk.server.app.orm.em.fork();
    const actor = { kind: 'agent', workspaceId: acme.workspaceId, channelIds: null } as never;
    const paging = { limit: 2_000, forward: true, after: null, before: null };
    for (const search of [...WORDS, 'ayşe ok', 'iade sipariş']) {
      const wanted = { actor, filter: {}, bounds: boundsOf(paging, true), direction: 'desc', limit: 2_000 } as const;
      const far = await searchFar(em, wanted, wordsOf(search));
      expect({ search, far: far.map(({ id }) => encodeId('conversation', id)) }).toEqual({ search, far: expected(acme, { search }) });
      expect((await searchNear(em, wanted, wordsOf(search), 10_000)).found.map(({ id }) => id)).toEqual(far.map(({ id }) => id));
    }
  });

  test('internal notes are not searched', async () => {
    expect((await ask(supervisor, { filter: { search: NOTED }, first: 5 })).nodes).toEqual([]);
  });

  test('hostile input finds nothing by force', async () => {
    const hostile = [
      "'; drop table conversation; --",
      '%%%abc%%%',
      '___abc',
      '\\\\\\abc',
      '$$abc$$',
      'abc\ud800',
      '(((abc',
      '{abc}',
      '[a-z]abc',
      `${'😀'.repeat(50)} abc`,
    ];
    for (const search of hostile) expect((await ask(supervisor, { filter: { search }, first: 5 })).nodes).toEqual([]);
    expect((await ask(supervisor, { filter: { search: '1%b' }, first: 100 })).nodes.map(({ id }) => id)).toEqual(
      expected(acme, { search: '1%b' }).slice(0, 100),
    );
  });

  test('too little, too much and U+0000 are refused with the remedy', async () => {
    for (const search of ['a', 'ab cd', '%%%', '___', '...', 'a%%', '%5', '😀😀😀']) {
      expect(await refusal({ filter: { search }, first: 5 })).toEqual({
        code: 'BAD_USER_INPUT',
        message: expect.stringContaining('three or more characters'),
      });
    }
    for (const search of ['', '   ', 'a'.repeat(201), 'iade\u0000']) {
      expect(await refusal({ filter: { search }, first: 5 })).toEqual({
        code: 'BAD_USER_INPUT',
        message: expect.stringContaining('search'),
      });
    }
  });
});

describe('paging', () => {
  test.each(ORDERS)(
    'either way gives the full list once, whatever the page size: %s',
    async (orderBy) => {
      const all = expected(acme, {}, orderBy === 'RESOLVED_AT_ASC');
      for (const size of [7, 50, 100]) {
        expect(await pageThrough(supervisor, { orderBy }, size)).toEqual(all);
        expect(await pageThrough(supervisor, { orderBy }, size, true)).toEqual(all);
      }
    },
    60_000,
  );

  test('any edge’s cursor holds in both directions', async () => {
    const all = expected(acme, {});
    const { edges } = await ask(supervisor, { first: 100 });
    for (const at of [0, 1, 42, 99]) {
      const cursor = edges[at]?.cursor;
      expect((await ask(supervisor, { first: 10, after: cursor })).nodes.map(({ id }) => id)).toEqual(all.slice(at + 1, at + 11));
      expect((await ask(supervisor, { last: 10, before: cursor })).nodes.map(({ id }) => id)).toEqual(all.slice(Math.max(0, at - 10), at));
    }
    const between = { after: edges[10]?.cursor, before: edges[20]?.cursor };
    expect((await ask(supervisor, { first: 100, ...between })).nodes.map(({ id }) => id)).toEqual(all.slice(11, 20));
    expect((await ask(supervisor, { last: 3, ...between })).nodes.map(({ id }) => id)).toEqual(all.slice(17, 20));
  });

  test('page sizes and cursors that are none are refused', async () => {
    const id = kept[0]?.id ?? '';
    const cursors = [
      '',
      'x',
      '%%%',
      encodePosition(['7', id]),
      encodePosition(['2026-02-31T00:00:00.000Z', id]),
      encodePosition(['-271821-04-20T00:00:00.000Z', id]),
    ];
    cursors.push(
      encodePosition(['0000-01-01T00:00:00.000Z', id]),
      encodePosition(['infinity', id]),
      encodePosition(['2026-06-01T00:00:00.000Z', 'id']),
    );
    cursors.push(Buffer.from('[]').toString('base64url'), Buffer.from('null').toString('base64url'), 'a'.repeat(100_000));
    const bad: Asked[] = [{}, { first: 0 }, { first: 101 }, { last: 0 }, { last: -1 }, { first: 5, last: 5 }, { first: null as never }];
    for (const asked of [...bad, ...cursors.map((after) => ({ first: 5, after })), ...cursors.map((before) => ({ last: 5, before }))]) {
      expect({ asked, refused: (await refusal(asked)).code }).toEqual({ asked, refused: 'BAD_USER_INPUT' });
    }
  });

  test('ids of another kind are refused, unknown ones match nothing', async () => {
    expect((await refusal({ filter: { agentIds: [encodeId('topic', acme.topics[0]?.id ?? '')] }, first: 5 })).code).toBe('BAD_USER_INPUT');
    expect((await ask(supervisor, { filter: { agentIds: [encodeId('agent', acme.workspaceId)] }, first: 5 })).nodes).toEqual([]);
  });

  // The last one: it adds to the archive.
  test('while conversations come to the archive, what was there at the start comes exactly once', async () => {
    let added = 0;
    const add = async (): Promise<void> => {
      const fresh = await fillArchive(desk, acme, random, 3);
      await Promise.all(
        fresh.map(({ id }) => desk.sql('update conversation set archived_at = now() where id = $1 and $2', [id, random.chance(0.3)])),
      );
      added += 3;
    };
    const known = new Set(expected(acme, {}));
    for (const orderBy of ORDERS) {
      for (const backward of [false, true]) {
        const adding = { done: false };
        const background = (async () => {
          while (!adding.done) await add();
        })();
        const seen = await pageThrough(supervisor, { orderBy }, 40, backward, add);
        adding.done = true;
        await background;
        expect(new Set(seen).size).toBe(seen.length);
        expect(seen.filter((id) => known.has(id))).toEqual(expected(acme, {}, orderBy === 'RESOLVED_AT_ASC'));
      }
    }
    expect(added).toBeGreaterThan(100);
  }, 60_000);
});

test('the page costs one statement, and each relation one, however many records it has', async () => {
  const PAGE =
    'query ($first: Int) { archive(first: $first) { nodes { id customer { name } agent { name } topic { name } group { name } } } }';
  const countOf = async (first: number): Promise<string[]> => {
    statements.length = 0;
    const { archive } = await supervisor.ask<{ archive: { nodes: unknown[] } }>(PAGE, { first });
    expect(archive.nodes).toHaveLength(first);
    return [...statements];
  };
  const [two, full] = [await countOf(2), await countOf(25)];
  // Who asks, the page, and customers, agents, topics, groups.
  expect(full).toHaveLength(6);
  expect((await countOf(100)).length).toBe(full.length);
  expect(two.length).toBeLessThanOrEqual(full.length);
});
