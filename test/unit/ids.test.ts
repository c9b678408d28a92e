import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { TypeID } from 'typeid-js';
import { v7 } from 'uuid';
import { decodeId, encodeId, ID_KINDS, kindOf } from '../../src/ids.js';

const EDGES = ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff', '01893726-efee-7f02-8fbf-9f2b7bc2f910'];

test('ids are written as the specification’s own library writes them, and read back', () => {
  const uuids = [...EDGES, ...Array.from({ length: 2_000 }, (_, n) => (n % 2 ? v7() : randomUUID()))];
  uuids.forEach((uuid, n) => {
    const kind = ID_KINDS[n % ID_KINDS.length] ?? 'agent';
    const id = encodeId(kind, uuid);
    expect(id).toBe(TypeID.fromUUID(kind, uuid).toString());
    expect(decodeId(kind, id)).toBe(uuid);
    expect(kindOf(id)).toBe(kind);
  });
});

test.each(['', 'x', '01893726efee7f028fbf9f2b7bc2f910', '01893726-efee-7f02-8fbf-9f2b7bc2f91g'])('%j is no UUID', (text) => {
  expect(() => encodeId('agent', text)).toThrow('no UUID');
});

const byLibrary = (id: string): string | null => {
  try {
    return TypeID.fromString(id, 'agent').toUUID();
  } catch {
    return null;
  }
};

test('what is no id is refused, as the specification’s own library refuses it', () => {
  const id = encodeId('agent', v7());
  const changed = [...id].flatMap((_, at) =>
    ['', '-', '_', 'u', 'U', 'i', 'l', 'o', '8', 'z', 'ı', '\n', '0'].map((by) => id.slice(0, at) + by + id.slice(at + 1)),
  );
  const others = [
    '',
    '_',
    'agent',
    'agent_',
    id.toUpperCase(),
    ` ${id}`,
    `${id}\n`,
    `${id}0`,
    id.slice(6),
    `customer_${id.slice(6)}`,
    `agents_${id.slice(6)}`,
  ];
  for (const text of [...changed, ...others]) expect([text, decodeId('agent', text)]).toEqual([text, byLibrary(text)]);
});
