import { encodeId } from '../../src/ids.js';
import { searchFar, searchNear } from '../../src/services/archive/queries.js';
import { wordsOf } from '../../src/services/archive/rules.js';
import { boundsOf } from '../../src/services/merged-page.js';
import { NOTED, ONCE } from '../support/archive.js';
import { ArchiveReading } from '../support/archive-reading.js';

const room = new ArchiveReading();
const { random } = room;

// More than are looked at before the index of trigrams is asked.
beforeAll(() => room.open(1_050), 60_000);
afterAll(() => room.desk.stop());

const WORDS = [
  'ŞİKÂYET',
  'sikayet',
  'şıkayet',
  'ısparta',
  'ISPARTA',
  'İade',
  'IADE',
  'IĞDIR',
  'iğdır',
  'Şule',
  'cigdem',
  'привет',
  'ПРИВЕТ',
];
WORDS.push('0532', '+90532', '+90 532', 'isik@ornek', 'ışık@örnek-3', 'com.tr', '@Zoë_', '4711-0815', ONCE, 'yoktur', 'strasse', 'müller');
WORDS.push('%50', 'A_1%B', 'a%b', '__o', 'belgeler\\fatura', `"broken"`, `It's`, '😀👍🏽 merhaba', 'café', 'cafe\u0301');

test.each(WORDS)('%s', async (search) => {
  expect(await room.pageThrough({ filter: { search } }, 100)).toEqual(room.expected({ search }));
});

test('every word must occur, in any order; short words count beside longer ones', async () => {
  for (const search of ['kargo ŞİKÂYETİM', 'şikâyetim kargo', 'iade 42', 'ok merhaba', `${ONCE} adım`, ' \n isparta\t\u00a0']) {
    expect(await room.pageThrough({ filter: { search } }, 100)).toEqual(room.expected({ search }));
  }
  expect(room.expected({ search: 'kargo ŞİKÂYETİM' }).length).toBeGreaterThan(10);
});

test('parts of what is written there', async () => {
  for (let turn = 0; turn < 25; turn++) {
    const [word = ''] = random.shuffled(random.pick(random.pick(room.kept).words).split(/\s+/));
    const start = random.whole(0, Math.max(0, word.length - 5));
    const search = `${word.slice(start, start + 5).toLocaleUpperCase('tr')} ${random.pick(['ış', '42', 'e'])} ${random.pick(WORDS)}`;
    // Half of an emoji is no text.
    if (!search.isWellFormed()) continue;
    expect({ search, list: await room.pageThrough({ filter: { search } }, 100) }).toEqual({ search, list: room.expected({ search }) });
  }
});

test('through the index of trigrams the same is found as along the archive', async () => {
  const em = room.desk.server.app.orm.em.fork();
  const actor = { kind: 'agent', workspaceId: room.acme.workspaceId, channelIds: null } as never;
  const paging = { limit: 2_000, forward: true, after: null, before: null };
  for (const search of [...WORDS, 'ayşe ok', 'iade sipariş']) {
    const wanted = { actor, filter: {}, bounds: boundsOf(paging, true), direction: 'desc', limit: 2_000 } as const;
    const far = await searchFar(em, wanted, wordsOf(search));
    expect({ search, far: far.map(({ id }) => encodeId('conversation', id)) }).toEqual({ search, far: room.expected({ search }) });
    expect((await searchNear(em, wanted, wordsOf(search), 10_000)).found.map(({ id }) => id)).toEqual(far.map(({ id }) => id));
  }
});

test('internal notes are not searched', async () => {
  expect(await room.idsOf({ filter: { search: NOTED }, first: 5 })).toEqual([]);
});

test('hostile input finds what it says and nothing else', async () => {
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
  ];
  for (const search of [...hostile, `${'😀'.repeat(50)} abc`, 'abc '.repeat(49)])
    expect(await room.idsOf({ filter: { search }, first: 5 })).toEqual([]);
});

test('too little, too much and U+0000 are refused with the remedy', async () => {
  for (const search of ['a', 'ab cd', '%%%', '___', '...', 'a%%', '%5', '😀😀😀']) {
    const refusal = { code: 'BAD_USER_INPUT', message: expect.stringContaining('three or more characters') };
    expect(await room.refusalOf({ filter: { search }, first: 5 })).toEqual(refusal);
  }
  for (const search of ['', '   ', 'a'.repeat(201), 'iade\u0000']) {
    expect(await room.refusalOf({ filter: { search }, first: 5 })).toEqual({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining('search'),
    });
  }
});
