import { ArchiveReading } from '../support/archive-reading.js';

const room = new ArchiveReading();

beforeAll(() => room.open(120), 60_000);
afterAll(() => room.desk.stop());

interface Shown {
  archive: { nodes: Record<string, unknown>[]; edges: { node: Record<string, unknown> }[] };
}

const NAMES = `product { id name } channel { id type } customer { id name } resolvedBy { __typename id name } topic { id name }
  agent { id email } group { name } ticket { id } lastMessage { text } notes { text } assignments { startedAt }`;
const FIELDS = `__typename id state outcome startedAt resolvedAt ${NAMES}`;

/** Runs the query, and tells how many statements read it (who asks not counted). */
const shown = async (selection: string): Promise<{ nodes: Record<string, unknown>[]; statements: number; wide: boolean }> => {
  room.statements.length = 0;
  const { archive } = await room.supervisor.ask<Shown>(`{ archive(first: 100) { ${selection} } }`);
  const page = room.statements.filter((sql) => sql.includes('as page join conversation'));
  return {
    nodes: archive.nodes ?? archive.edges.map(({ node }) => node),
    statements: room.statements.filter((sql) => !sql.includes('from session')).length,
    wide: page.some((sql) => sql.includes('c.*')),
  };
};

test('a list that asks for no more than is shown reads no more, and shows the same', async () => {
  const whole = await shown(`nodes { ${FIELDS} queuedAt }`);
  const brief = await shown(`nodes { ${FIELDS} }`);
  expect([whole.wide, brief.wide]).toEqual([true, false]);
  // Names of two kinds less; agents are read for `agent` all the same.
  expect(whole.statements - brief.statements).toBe(2);
  expect(brief.nodes).toEqual(whole.nodes.map(({ queuedAt: _, ...node }) => node));
  for (const name of ['resolvedBy', 'topic']) {
    expect(new Set(brief.nodes.map((node) => node[name] === null))).toEqual(new Set([true, false]));
  }
  expect((await shown(`edges { cursor node { ${FIELDS} } }`)).nodes).toEqual(brief.nodes);
});

test.each([
  'nodes { id customer { id email } }',
  'nodes { id } edges { node { id unreadCount } }',
  'nodes { id ... on ConversationView { language } }',
  'nodes { first: customer { name } second: customer { phone } }',
  'nodes { topic { name archivedAt } }',
  'nodes { resolvedBy { ... on Agent { groups { name } } } }',
])('whoever asks for more gets all of it: %s', async (selection) => {
  expect((await shown(selection)).wide).toBe(true);
});

test('a fragment, and the same field under two names, are seen through', async () => {
  expect((await shown('nodes { ... on ConversationView { id state } one: customer { name } other: customer { id } }')).wide).toBe(false);
});
