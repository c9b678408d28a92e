import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ChannelType } from '../../src/entities/enums.js';
import { decodeId, encodeId } from '../../src/ids.js';
import type { AgentAtWork } from '../support/agent-at-work.js';
import type { Followed } from '../support/client.js';
import { Company } from '../support/company.js';
import type { Customer } from '../support/customer.js';
import { Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import { gauge } from '../support/metrics.js';

let desk: Desk;
let company: Company;
const statements: string[] = [];
beforeAll(async () => {
  desk = await Desk.start({ onStatement: (sql) => statements.push(sql), env: { LIMIT_SUBSCRIBES_PER_SECOND: '10000' } });
});
afterAll(() => desk.stop());
beforeEach(async () => {
  company = await Company.open(desk);
});

interface Changed {
  conversationChanged: { cursor: string; change: string; conversation: { id: string } };
}
interface Added {
  messageAdded: { cursor: string; message: { sequence: number; text: string } };
}

const CHANGES = `subscription Changes($after: Cursor) { conversationChanged(after: $after) {
  ... on ConversationChanged { cursor change conversation { id } } ... on StreamGap { reason resumeFrom } } }`;
const MESSAGES = `subscription Words($id: ID!, $after: Cursor) { messageAdded(conversationId: $id, after: $after) {
  ... on MessageAdded { cursor message { sequence text } } ... on StreamGap { reason resumeFrom } } }`;

const shares = (): Promise<number> => gauge(desk, 'sohbet_shared_subscriptions');
const agents = (count: number, name: string): Promise<AgentAtWork[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => company.agent(`${name} ${n}`)));
const textsOf = (followed: Followed<Added>): string[] => followed.seen.map(({ messageAdded }) => messageAdded.message.text);

describe('equal subscriptions', () => {
  test('are one, of different agents with equal rights, resumed from different places; an event is read once for all', async () => {
    const ali = await company.customerWithChat('Ali');
    const cursors = [await company.now()];
    for (const text of ['two', 'three']) cursors.push((await ali.writes(text)).cursor ?? '');
    const before = await shares();
    const followers = await agents(12, 'Follower');
    const streams = followers.map(({ client }, n) => client.follow<Added>(MESSAGES, { id: ali.conversationId, after: cursors[n % 3] }));
    // With a place to begin from each catches up by itself first.
    for (const [n, stream] of streams.entries())
      if (n % 3 < 2) await stream.next(({ messageAdded }) => messageAdded.message.text === 'three');
    await eventually(shares, (count) => count === before + 1);
    expect(await shares()).toBe(before + 1);
    await eventually(
      () => desk.server.app.live.hub.size,
      (size) => size === followers.length + 1,
    );
    statements.length = 0;
    await ali.writes('four');
    for (const stream of streams) await stream.next(({ messageAdded }) => messageAdded.message.text === 'four');
    expect(statements.filter((sql) => sql.includes('from "message" where id = any'))).toHaveLength(1);
    for (const [n, stream] of streams.entries()) {
      expect(textsOf(stream)).toEqual(['two', 'three', 'four'].slice(n % 3));
    }
  });

  test('of a state are one reading, and who joins gets the present value at once', async () => {
    const followers = await agents(10, 'Follower');
    const streams = followers.map(({ client }) => client.follow<{ queueSizeChanged: number }>('subscription { queueSizeChanged }'));
    for (const stream of streams) expect(await stream.next()).toEqual({ queueSizeChanged: 0 });
    statements.length = 0;
    await company.customerWithChat('Ali');
    for (const stream of streams) expect(await stream.next()).toEqual({ queueSizeChanged: 1 });
    const readings = statements.filter((sql) => sql.includes('select count(*)::int as size from conversation')).length;
    expect(readings).toBeLessThan(followers.length / 2);
    const late = (await company.agent('Late')).client.follow<{ queueSizeChanged: number }>('subscription { queueSizeChanged }');
    expect(await late.next()).toEqual({ queueSizeChanged: 1 });
  });

  test('get a burst that no queue holds whole and in order, however far behind that leaves them', async () => {
    const ali = await company.customerWithChat('Ali');
    const after = await company.now();
    const streams = (await agents(3, 'Follower')).map(({ client }) => client.follow<Added>(MESSAGES, { id: ali.conversationId, after }));
    await eventually(
      () => desk.server.app.live.hub.size,
      (size) => size === streams.length + 1,
    );
    const count = 4_000;
    await desk.sql(
      `with message as (
         insert into message (id, workspace_id, conversation_id, addressed_to_id, sequence, sender_kind, customer_id, text, sent_at)
         select gen_random_uuid(), c.workspace_id, c.id, c.id, n, 'CUSTOMER', c.customer_id, 'word ' || n, now()
         from conversation c, generate_series(2, $2 + 1) as n where c.id = $1 returning *)
       insert into event (workspace_id, type, conversation_id, channel_id, customer_id, subject_id, at)
       select m.workspace_id, 'message.added', m.conversation_id, $3, m.customer_id, m.id, now() from message m order by sequence`,
      [ali.conversationUuid, count, company.web.id],
    );
    desk.server.app.eventsWritten();
    for (const stream of streams) {
      await eventually(
        () => stream.seen.length,
        (length) => length >= count,
        20_000,
      );
      expect(stream.seen.map(({ messageAdded }) => messageAdded.message?.sequence)).toEqual(Array.from({ length: count }, (_, n) => n + 2));
    }
  }, 60_000);

  test('are told apart by their variables and their text', async () => {
    const [ali, veli] = [await company.customerWithChat('Ali'), await company.customerWithChat('Veli')];
    const ayse = await company.agent('Ayşe');
    const now = await company.now();
    const [ofAli, ofVeli] = [ali, veli].map((chat) => ayse.client.follow<Added>(MESSAGES, { id: chat.conversationId, after: now }));
    const other = ayse.client.follow<Added>(MESSAGES.replace('sequence', 'number: sequence'), { id: ali.conversationId, after: now });
    await ali.writes('of Ali');
    await veli.writes('of Veli');
    expect([await ofAli?.next(), await ofVeli?.next(), await other.next()]).toMatchObject([
      { messageAdded: { message: { sequence: 2, text: 'of Ali' } } },
      { messageAdded: { message: { sequence: 2, text: 'of Veli' } } },
      { messageAdded: { message: { number: 2, text: 'of Ali' } } },
    ]);
  });
});

/** What depends on who asks: groups, grants and channels are told as far as the asker may see them. */
const DOCUMENTS = [
  `subscription S($after: Cursor) { conversationChanged(after: $after) { ... on ConversationChanged { cursor change conversation { __typename id
     ... on Conversation { product { name channels { name } } agent { name groups { name } grants { product { name } channel { name } } } } } } } }`,
  `subscription S($after: Cursor) { agentChanged(after: $after) { ... on AgentChanged { cursor agent { name groups { name agents { name } }
     grants { product { name channels { name } } channel { name } } } } } }`,
  `subscription S($after: Cursor) { inboxMessageAdded(after: $after) { ... on MessageAdded { cursor message { __typename text
     ... on Message { agent { name grants { product { name } } } } } } } }`,
  'subscription S($after: Cursor) { conversationChanged(after: $after) { ... on ConversationChanged { cursor change conversation { __typename id } } } }',
];

describe('what is shared', () => {
  test('is what each would get alone: of every document, between actors of all kinds', async () => {
    const { seed } = desk;
    const bags = await seed.product(company.workspace, 'Bags');
    const [app, bagsWeb] = [await seed.channel(company.product, ChannelType.IN_APP_IOS), await seed.channel(bags)];
    const [all, onWeb] = [[{ product: company.product }], [{ product: company.product, channel: company.web }]];
    const staff = await Promise.all([
      company.agent('All 1', { grants: all }),
      company.agent('All 2', { grants: all }),
      company.agent('Web 1', { grants: onWeb }),
      company.agent('Web 2', { grants: onWeb }),
      company.agent('Both', { grants: [...all, { product: bags }] }),
      company.supervisor('Suna'),
      company.supervisor('Sinan', { grants: [{ product: bags }] }),
    ]);
    await seed.group(
      company.workspace,
      'Shoes',
      [company.web, app],
      [staff[0], staff[2]].flatMap((agent) => (agent ? [agent.seeded] : [])),
    );
    await seed.group(
      company.workspace,
      'Bags',
      [bagsWeb],
      [staff[4], staff[6]].flatMap((agent) => (agent ? [agent.seeded] : [])),
    );
    const after = await company.now();
    const pairs = staff.flatMap((agent, n) =>
      DOCUMENTS.map((document, d) => ({
        who: `${agent.name}, document ${d}`,
        shared: agent.client.follow<object>(document, { after }),
        alone: agent.client.follow<object>(`${document} # of ${n} alone`, { after }),
      })),
    );
    const customers: Customer[] = [];
    for (const channel of [company.web, app, bagsWeb]) customers.push(await company.customerWithChat(`Of ${channel.name}`, channel));
    for (const agent of staff) await agent.goesOnline();
    for (const customer of customers) await customer.writes('More');
    for (const agent of staff) await agent.goes('BREAK');
    for (const customer of customers) await customer.ends();
    const [last] = await desk.sql<{ id: string }>(`select max(id) as id from event where type ~ '^conversation' and workspace_id = $1`, [
      company.workspace.id,
    ]);
    const cursor = `"e${BigInt(last?.id ?? 0).toString(36)}"`;
    const saw = ({ shared, alone }: (typeof pairs)[number]): boolean =>
      [shared, alone].every((stream) => JSON.stringify(stream.seen).includes(cursor));
    // The supervisors see every conversation: what they have, the others have or will not get.
    await eventually(
      () => pairs.filter(saw).length >= 4 && pairs.every(({ shared, alone }) => shared.seen.length === alone.seen.length),
      (done) => done,
    );
    for (const { who, shared, alone } of pairs) expect([who, shared.seen]).toEqual([who, alone.seen]);
    expect(pairs.filter(({ shared }) => shared.seen.length > 0).length).toBeGreaterThan(staff.length * 2);
  });

  test('never crosses a workspace, nor the channels of an agent, with equal documents and variables under load', async () => {
    const beside = await Company.open(desk);
    const app = await desk.seed.channel(company.product, ChannelType.IN_APP_IOS);
    const after = await company.now();
    const parties = [
      { of: company, who: await company.supervisor(), channels: [company.web.id, app.id] },
      {
        of: company,
        who: await company.agent('Web', { grants: [{ product: company.product, channel: company.web }] }),
        channels: [company.web.id],
      },
      { of: company, who: await company.agent('App', { grants: [{ product: company.product, channel: app }] }), channels: [app.id] },
      { of: beside, who: await beside.supervisor(), channels: [beside.web.id] },
      { of: beside, who: await beside.agent('Far'), channels: [beside.web.id] },
    ];
    const streams = parties.flatMap(({ who, channels, of }) =>
      [after, after, null].map((place) => ({ channels, of, stream: who.client.follow<Changed>(CHANGES, { after: place }) })),
    );
    const writes = async (where: Company, channel = where.web): Promise<void> => {
      for (let n = 0; n < 12; n++) {
        const customer = await where.customerWithChat(`Customer ${n}`, channel);
        await customer.ends();
      }
    };
    await Promise.all([writes(company), writes(company, app), writes(beside)]);
    const expected = async ({ channels }: (typeof streams)[number]): Promise<string[]> =>
      (
        await desk.sql<{ id: string }>(
          `select id from event where type ~ '^(conversation|note)' and channel_id = any($1) and id > $2 order by id`,
          [channels, BigInt(Number.parseInt(after.slice(1), 36)).toString()],
        )
      ).map(({ id }) => `e${BigInt(id).toString(36)}`);
    for (const [n, one] of streams.entries()) {
      const wanted = await expected(one);
      const seen = () => one.stream.seen.map(({ conversationChanged }) => conversationChanged.cursor);
      await eventually(seen, (cursors) => cursors.at(-1) === wanted.at(-1), 15_000);
      // Without a place to begin from some may have been before the subscription stood.
      expect(seen()).toEqual(n % 3 === 2 ? wanted.slice(wanted.length - seen().length) : wanted);
      const ids = one.stream.seen.map(({ conversationChanged }) => decodeId('conversation', conversationChanged.conversation.id));
      const rows = await desk.sql('select distinct workspace_id from conversation where id = any($1)', [ids]);
      expect(rows).toEqual([{ workspace_id: one.of.workspace.id }]);
    }
  });
});

describe('rights that change while others share', () => {
  test('take one out and let it back in, without a gap or a double, and the others notice nothing', async () => {
    const productId = encodeId('product', company.product.id);
    const ali = await company.customerWithChat('Ali');
    const [ayse, ...others] = await agents(4, 'Follower');
    const suna = await company.supervisor();
    const after = await company.now();
    const follow = ({ client }: AgentAtWork) => [1, 2].map(() => client.follow<Added>(MESSAGES, { id: ali.conversationId, after }));
    const [streams, beside] = [follow(ayse as AgentAtWork), others.flatMap(follow)];
    await eventually(shares, (count) => count > 0);
    const [mine, theirs]: [string[], string[]] = [[], []];
    const write = async (granted: boolean, text: string): Promise<void> => {
      await ali.writes(text);
      theirs.push(text);
      if (granted) mine.push(text);
    };
    await write(true, 'at first');
    for (const stream of [...streams, ...beside]) await stream.next(({ messageAdded }) => messageAdded.message.text === 'at first');
    for (let round = 0; round < 8; round++) {
      await suna.changes(ayse as AgentAtWork, { grants: [] });
      for (let n = 0; n < 3; n++) await write(false, `hidden ${round} ${n}`);
      await suna.changes(ayse as AgentAtWork, { grants: [{ productId }] });
      for (let n = 0; n < 3; n++) await write(true, `seen ${round} ${n}`);
    }
    for (const stream of beside)
      await eventually(
        () => textsOf(stream),
        (texts) => texts.length === theirs.length,
      );
    for (const stream of beside) expect(textsOf(stream)).toEqual(theirs);
    for (const stream of streams)
      await eventually(
        () => textsOf(stream),
        (texts) => texts.length >= mine.length,
      );
    for (const stream of streams) expect(textsOf(stream)).toEqual(mine);
    expect(await shares()).toBeGreaterThan(0);
  });

  test('a state follows them at once, for that one only', async () => {
    const productId = encodeId('product', company.product.id);
    const [[ayse, mehmet], suna] = [await agents(2, 'Follower'), await company.supervisor()];
    await company.customerWithChat('Ali');
    const [hers, his] = [ayse, mehmet].map((agent) =>
      agent?.client.follow<{ queueSizeChanged: number }>('subscription { queueSizeChanged }'),
    );
    expect([await hers?.next(), await his?.next()]).toEqual([{ queueSizeChanged: 1 }, { queueSizeChanged: 1 }]);
    await suna.changes(ayse as AgentAtWork, { grants: [] });
    expect(await hers?.next()).toEqual({ queueSizeChanged: 0 });
    await suna.changes(ayse as AgentAtWork, { grants: [{ productId }] });
    expect(await hers?.next()).toEqual({ queueSizeChanged: 1 });
    expect(his?.seen).toEqual([{ queueSizeChanged: 1 }]);
  });
});
