import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { encodeId } from '../../src/ids.js';
import type { AgentAtWork } from '../support/agent-at-work.js';
import type { Followed } from '../support/client.js';
import { Company } from '../support/company.js';
import type { Customer } from '../support/customer.js';
import { Desk } from '../support/desk.js';
import type { ReadStateSeen, TicksSeen } from '../support/views.js';

const statements: string[] = [];
let desk: Desk;
let company: Company;
beforeAll(async () => {
  desk = await Desk.start({ onStatement: (sql) => statements.push(sql) });
});
afterAll(() => desk.stop());
beforeEach(async () => {
  company = await Company.open(desk);
});

/** One sign a message: – sent, ✓ delivered, ✓✓ read. */
const signs = (ticks: TicksSeen[]): string => ticks.map(({ deliveredAt, readAt }) => (readAt ? '✓✓' : deliveredAt ? '✓' : '–')).join(' ');

const words = ({ readStateChanged: { kind, by, sequence, conversation } }: { readStateChanged: ReadStateSeen }): string =>
  `${by} ${kind} ${sequence}, unread ${conversation.unreadCount}`;
const next = async (stream: Followed<{ readStateChanged: ReadStateSeen }>): Promise<string> => words(await stream.next());

const codeOf = async (followed: Followed<unknown>): Promise<unknown> => {
  const [error] = await followed.end();
  return (error as { extensions: { code: string } }).extensions.code;
};

/** Şükrü has asked twice, and Ayşe has it. */
const chat = async (): Promise<{ ayşe: AgentAtWork; şükrü: Customer }> => {
  const ayşe = await company.onlineAgent('Ayşe Yılmaz');
  const şükrü = await company.customerWithChat('Şükrü Çağlayan');
  await şükrü.writes('Siparişim gelmedi.');
  return { ayşe, şükrü };
};

describe('ticks beside messages', () => {
  test('rise from sent to delivered to read, for both sides alike, and tell when', async () => {
    const { ayşe, şükrü } = await chat();
    desk.clock.advance(60_000);
    expect([signs(await şükrü.ticks()), signs(await ayşe.ticks(şükrü))]).toEqual(['– –', '– –']);
    const delivered = await ayşe.gets(şükrü, 2);
    expect(delivered).toMatchObject({ conversation: { unreadCount: 2 }, cursor: expect.any(String) });
    expect(signs(await şükrü.ticks())).toBe('✓ ✓');
    desk.clock.advance(60_000);
    expect(await ayşe.reads(şükrü, 1)).toMatchObject({ conversation: { unreadCount: 1 }, cursor: expect.any(String) });
    expect(signs(await şükrü.ticks())).toBe('✓✓ ✓');
    desk.clock.advance(60_000);
    await ayşe.reads(şükrü, 2);
    const [first, second] = await şükrü.ticks();
    expect(Date.parse(first?.readAt ?? '') - Date.parse(first?.deliveredAt ?? '')).toBeGreaterThanOrEqual(60_000);
    expect(Date.parse(second?.readAt ?? '') - Date.parse(first?.readAt ?? '')).toBeGreaterThanOrEqual(60_000);
    expect(await ayşe.ticks(şükrü)).toEqual([first, second]);
    await ayşe.writes(şükrü, 'Bakıyorum.');
    expect(signs(await ayşe.ticks(şükrü))).toBe('✓✓ ✓✓ –');
    await şükrü.reads(3);
    expect(signs(await ayşe.ticks(şükrü))).toBe('✓✓ ✓✓ ✓✓');
  });

  test('read without a word is delivered too; whoever writes has read what stands before', async () => {
    const { ayşe, şükrü } = await chat();
    await ayşe.writes(şükrü, 'Merhaba');
    expect(signs(await şükrü.ticks())).toBe('✓✓ ✓✓ –');
    const [, asked, answer] = (await ayşe.looksAt(şükrü)).messages.nodes;
    expect((await şükrü.ticks())[1]?.readAt).toBe(answer?.sentAt);
    expect(asked?.sequence).toBe(2);
    await şükrü.writes('Numaram 1042');
    expect(signs(await ayşe.ticks(şükrü))).toBe('✓✓ ✓✓ ✓✓ –');
    await ayşe.reads(şükrü, 4);
    expect(signs(await ayşe.ticks(şükrü))).toBe('✓✓ ✓✓ ✓✓ ✓✓');
  });

  test('of a page take one statement, and of a list of pages too', async () => {
    const { ayşe, şükrü } = await chat();
    const gül = await company.customerWithChat('Gül Işık');
    for (const customer of [şükrü, gül]) for (const text of ['Bir', 'İki', 'Üç']) await customer.writes(text);
    statements.length = 0;
    await ayşe.client.ask(
      `{ activeConversations(first: 10) { nodes { unreadCount messages(last: 100) { nodes { deliveredAt readAt } } } } }`,
    );
    expect(statements.filter((sql) => sql.includes('from receipt r'))).toHaveLength(1);
    expect(statements.filter((sql) => sql.includes('receipt_position'))).toHaveLength(1);
  });
});

describe('the badge', () => {
  test('is what the desk has not read since the agent last read or answered', async () => {
    const { ayşe, şükrü } = await chat();
    const badge = async (): Promise<number> => (await ayşe.looksAt(şükrü)).unreadCount;
    expect(await badge()).toBe(2);
    await ayşe.reads(şükrü, 2);
    expect(await badge()).toBe(0);
    await şükrü.writes('Orada mısınız?');
    await şükrü.writes('Alo?');
    expect(await badge()).toBe(2);
    // It waits for an answer all the same.
    expect((await ayşe.looksAt(şükrü)).unansweredSince).not.toBeNull();
    await ayşe.writes(şükrü, 'Buradayım');
    expect(await badge()).toBe(0);
    await şükrü.writes('Tamam');
    expect(await badge()).toBe(1);
    await ayşe.resolves(şükrü, company.topic);
    expect(await badge()).toBe(0);
  });

  test('of the customer is what the desk wrote since they last read or wrote', async () => {
    const { ayşe, şükrü } = await chat();
    expect(await şükrü.unread()).toBe(0);
    for (const text of ['Bakıyorum', 'Kargoda', 'Yarın gelir']) await ayşe.writes(şükrü, text);
    await ayşe.notes(şükrü, 'Öfkeli');
    expect(await şükrü.unread()).toBe(3);
    expect(await şükrü.reads(4)).toMatchObject({ conversation: { unreadCount: 1 } });
    await şükrü.writes('Teşekkürler');
    expect(await şükrü.unread()).toBe(0);
  });
});

describe('readStateChanged', () => {
  test('brings both sides the ticks live, and after a cursor what was missed, each once', async () => {
    const { ayşe, şükrü } = await chat();
    const start = await company.now();
    const streams = [ayşe.followsReceipts(şükrü, start), şükrü.followsReceipts(şükrü.conversationId, start)];
    await ayşe.gets(şükrü, 2);
    await ayşe.reads(şükrü, 2);
    await ayşe.writes(şükrü, 'Buyurun');
    const { cursor } = await şükrü.reads(3);
    const seen: string[][] = [[], []];
    for (const [index, stream] of streams.entries()) while ((seen[index] ?? []).length < 3) seen[index]?.push(await next(stream));
    expect(seen[0]?.map((line) => line.split(',')[0])).toEqual(['AGENT DELIVERED 2', 'AGENT READ 2', 'CUSTOMER READ 3']);
    expect(seen[1]?.map((line) => line.split(',')[0])).toEqual(seen[0]?.map((line) => line.split(',')[0]));
    expect(streams[0]?.seen.at(-1)?.readStateChanged.cursor).toBe(cursor);
    const again = şükrü.followsReceipts(null, streams[1]?.seen[0]?.readStateChanged.cursor);
    expect([(await again.next()).readStateChanged.sequence, (await again.next()).readStateChanged.sequence]).toEqual([2, 3]);
  });

  test('of all that one has: of an agent what stands on their desk, of a customer their own', async () => {
    const { ayşe, şükrü } = await chat();
    const start = await company.now();
    const suna = await company.supervisor();
    const streams = { ayşe: ayşe.followsReceipts(null, start), suna: suna.followsReceipts(null, start) };
    const gül = await company.customerWithChat('Gül Işık');
    await gül.reads(1);
    const ofGül = gül.followsReceipts(null, start);
    expect(await next(ofGül)).toBe('CUSTOMER READ 1, unread 0');
    await ayşe.reads(şükrü, 2);
    expect([await next(streams.ayşe), await next(streams.ayşe)]).toEqual(['CUSTOMER READ 1, unread 1', 'AGENT READ 2, unread 0']);
    expect(streams.suna.seen).toEqual([]);
    expect(ofGül.seen).toHaveLength(1);
    expect(await codeOf(gül.followsReceipts(şükrü.conversationId))).toBe('NOT_FOUND');
  });
});

describe('marking', () => {
  test('only rises: the same again and an earlier one change nothing and cause no event', async () => {
    const { ayşe, şükrü } = await chat();
    await ayşe.reads(şükrü, 2);
    const before = await company.now();
    for (const sequence of [2, 1]) {
      expect(await ayşe.reads(şükrü, sequence)).toMatchObject({ cursor: null, userErrors: [], conversation: { unreadCount: 0 } });
      expect(await ayşe.gets(şükrü, sequence)).toMatchObject({ cursor: null, userErrors: [] });
    }
    expect(await company.now()).toBe(before);
    await expect(ayşe.reads(şükrü, 3)).rejects.toThrow('INVALID_INPUT input.sequence');
  });

  test('is the same for all who do it at once, whatever the order', async () => {
    const { ayşe, şükrü } = await chat();
    for (let n = 3; n <= 30; n++) await şükrü.writes(`Mesaj ${n}`);
    const before = await company.now();
    const stream = ayşe.followsReceipts(şükrü, before);
    const order = Array.from({ length: 60 }, (_, n) => ((n * 37) % 30) + 1);
    const answers = await Promise.all(order.map((sequence, n) => (n % 3 === 0 ? ayşe.gets(şükrü, sequence) : ayşe.reads(şükrü, sequence))));
    await ayşe.reads(şükrü, 30);
    await stream.next(({ readStateChanged: { kind, sequence } }) => kind === 'READ' && sequence === 30);
    for (const wanted of ['READ', 'DELIVERED']) {
      const risen = stream.seen.flatMap(({ readStateChanged: { kind, sequence } }) => (kind === wanted ? [sequence] : []));
      expect(risen).toEqual([...new Set(risen)].sort((a, b) => a - b));
    }
    expect(stream.seen.length).toBeGreaterThanOrEqual(answers.filter(({ cursor }) => cursor !== null).length);
    expect(signs(await şükrü.ticks())).toBe(Array.from({ length: 30 }, () => '✓✓').join(' '));
  });

  test('is for who has it, also in the archive; neither a colleague’s nor a supervisor’s look reads anything', async () => {
    const { ayşe, şükrü } = await chat();
    const [mehmet, suna] = [await company.onlineAgent('Mehmet Güneş'), await company.supervisor()];
    for (const other of [mehmet, suna]) {
      await expect(other.reads(şükrü, 1)).rejects.toThrow('NOT_ASSIGNED_TO_YOU input.conversationId');
      await expect(other.gets(şükrü, 1)).rejects.toThrow('NOT_ASSIGNED_TO_YOU input.conversationId');
    }
    await ayşe.handsOver(şükrü, mehmet);
    await expect(ayşe.reads(şükrü, 1)).rejects.toThrow('NOT_ASSIGNED_TO_YOU input.conversationId');
    await mehmet.reads(şükrü, 1);
    await mehmet.resolves(şükrü, company.topic);
    expect(await mehmet.reads(şükrü, 2)).toMatchObject({ cursor: expect.any(String) });
    expect(await şükrü.reads(2)).toMatchObject({ cursor: expect.any(String) });
  });

  test('nobody marks or sees what is another customer’s or another workspace’s; unknown is alike', async () => {
    const { şükrü } = await chat();
    const elsewhere = await Company.open(desk);
    const foreigner = await elsewhere.supervisor('Fatma');
    const far = await elsewhere.customerWithChat('Uzak');
    for (const conversationId of [şükrü.conversationId, encodeId('conversation', company.workspace.id)]) {
      far.conversationId = conversationId;
      await expect(far.reads(1)).rejects.toThrow('NOT_FOUND input.conversationId');
      await expect(foreigner.reads({ conversationId }, 1)).rejects.toThrow('NOT_FOUND input.conversationId');
      expect(await codeOf(foreigner.followsReceipts({ conversationId }))).toBe('NOT_FOUND');
      expect(await codeOf(far.followsReceipts(conversationId))).toBe('NOT_FOUND');
    }
    expect(await desk.sql('select 1 from receipt where conversation_id = $1', [şükrü.conversationUuid])).toEqual([]);
  });

  test('works over the socket, and writes one statement when it is news', async () => {
    const { ayşe, şükrü } = await chat();
    const document = `mutation ($input: MarkReadInput!) { markRead(input: $input) { cursor userErrors { code } } }`;
    statements.length = 0;
    const marked = ayşe.client.follow<{ markRead: object }>(document, { input: { conversationId: şükrü.conversationId, sequence: 2 } });
    expect(await marked.next()).toEqual({ markRead: { cursor: expect.any(String), userErrors: [] } });
    expect(statements.filter((sql) => /receipt|begin|commit/i.test(sql))).toHaveLength(1);
  });
});
