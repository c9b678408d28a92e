import { encodePosition } from '../../src/services/paging.js';
import { fillArchive } from '../support/archive.js';
import { ArchiveReading, type Asked, ORDERS } from '../support/archive-reading.js';

const room = new ArchiveReading();
const { random } = room;

beforeAll(() => room.open(300), 60_000);
afterAll(() => room.desk.stop());

test.each(ORDERS)('either way gives the full list once, whatever the page size: %s', async (orderBy) => {
  const all = room.expected({}, { ascending: orderBy === 'RESOLVED_AT_ASC' });
  // Many share a moment: the id decides.
  expect(new Set(room.kept.map(({ archivedAt }) => archivedAt.getTime())).size).toBeLessThan(all.length / 4);
  for (const size of [9, 100]) {
    expect(await room.pageThrough({ orderBy }, size)).toEqual(all);
    expect(await room.pageThrough({ orderBy }, size, { backward: true })).toEqual(all);
  }
});

test('any edge’s cursor holds in both directions', async () => {
  const all = room.expected({});
  const { edges } = await room.ask({ first: 100 });
  for (const at of [0, 1, 42, 99]) {
    const cursor = edges[at]?.cursor;
    expect(await room.idsOf({ first: 10, after: cursor })).toEqual(all.slice(at + 1, at + 11));
    expect(await room.idsOf({ last: 10, before: cursor })).toEqual(all.slice(Math.max(0, at - 10), at));
  }
  const between = { after: edges[10]?.cursor, before: edges[20]?.cursor };
  expect(await room.idsOf({ first: 100, ...between })).toEqual(all.slice(11, 20));
  expect(await room.idsOf({ last: 3, ...between })).toEqual(all.slice(17, 20));
});

test('page sizes and cursors that are none are refused', async () => {
  const id = room.kept[0]?.id ?? '';
  const at = (moment: string): string => encodePosition([moment, id]);
  const moments = ['7', '2026-02-31T00:00:00.000Z', '-271821-04-20T00:00:00.000Z', '0000-01-01T00:00:00.000Z', 'infinity', 'now', ''];
  const encoded = ['[]', 'null', '{}', '["2026-06-01T00:00:00.000Z","id"]'].map((json) => Buffer.from(json).toString('base64url'));
  const cursors = ['', 'x', '%%%', 'a'.repeat(50_000), ...moments.map(at), ...encoded];
  const sizes: Asked[] = [{}, { first: 0 }, { first: 101 }, { last: 0 }, { last: -1 }, { last: 101 }, { first: 5, last: 5 }];
  for (const asked of [...sizes, ...cursors.map((after) => ({ first: 5, after })), ...cursors.map((before) => ({ last: 5, before }))]) {
    expect({ asked, refused: (await room.refusalOf(asked)).code }).toEqual({ asked, refused: 'BAD_USER_INPUT' });
  }
});

// The last one: it adds to the archive.
test('while conversations come to the archive, what was there at the start comes exactly once', async () => {
  let added = 0;
  const add = async (): Promise<void> => {
    const momentOf = random.chance(0.5) ? () => new Date() : undefined;
    await fillArchive(room.desk, room.acme, random, 3, momentOf);
    added += 3;
  };
  const known = new Set(room.expected({}));
  for (const [orderBy, backward] of ORDERS.flatMap((order) => [[order, false] as const, [order, true] as const])) {
    let adding = true;
    const background = (async () => {
      while (adding) await add();
    })();
    const seen = await room.pageThrough({ orderBy }, 20, { backward, between: add });
    adding = false;
    await background;
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((id) => known.has(id))).toEqual(room.expected({}, { ascending: orderBy === 'RESOLVED_AT_ASC' }));
  }
  expect(added).toBeGreaterThan(100);
}, 60_000);
