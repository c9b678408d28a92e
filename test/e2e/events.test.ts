import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { encodeId } from '../../src/ids.js';
import type { AgentAtWork } from '../support/agent-at-work.js';
import type { Client } from '../support/client.js';
import { Company } from '../support/company.js';
import { Desk } from '../support/desk.js';

let desk: Desk;
let company: Company;
beforeAll(async () => {
  desk = await Desk.start();
});
afterAll(() => desk.stop());
beforeEach(async () => {
  company = await Company.open(desk);
});

interface Seen {
  cursor: string;
  type: string;
  at: string;
  conversation: { id: string } | null;
  message: { text: string } | null;
  note: { text: string } | null;
  ticket: { number: number } | null;
  agent: { name: string } | null;
  channel: { id: string } | null;
}
interface Page {
  events: Seen[];
  cursor: string;
  hasMore: boolean;
  present: string;
  gap: { reason: string; resumeFrom: string } | null;
}

const DOCUMENT = `query ($after: Cursor, $filter: EventFilter, $first: Int!) { events(after: $after, filter: $filter, first: $first) {
  events { cursor type at conversation { id } message { text } note { text } ticket { number } agent { name } channel { id } }
  cursor hasMore present gap { reason resumeFrom } } }`;

const page = async ({ client }: { client: Client }, after: string | null, filter: object | null = null, first = 100): Promise<Page> =>
  (await client.ask<{ events: Page }>(DOCUMENT, { after, filter, first })).events;

/** All pages up to the end. */
const read = async (agent: AgentAtWork, after: string | null, filter: object | null = null, first = 100): Promise<Seen[]> => {
  const seen: Seen[] = [];
  for (let cursor = after; ; ) {
    const next = await page(agent, cursor, filter, first);
    seen.push(...next.events);
    cursor = next.cursor;
    if (!next.hasMore) return seen;
  }
};
const typesOf = (events: Seen[]): string[] => events.map(({ type }) => type);

/** A chat that is answered, noted, resolved and converted; where the log stood before. */
const aChat = async () => {
  const ayse = await company.onlineAgent('Ayşe');
  const suna = await company.supervisor();
  const now = await company.now();
  const ali = await company.customerWithChat('Ali');
  await ayse.writes(ali, 'Hello');
  await ayse.notes(ali, 'He is in a hurry');
  await ayse.resolves(ali, company.topic);
  await ayse.converts(ali, 'ali@example.com');
  return { ayse, suna, ali, now };
};

describe('the log as pages', () => {
  test('tells what happened, in order, with what it happened to', async () => {
    const { ayse, ali, now } = await aChat();
    const events = await read(ayse, now);
    expect(typesOf(events)).toEqual([
      'CONVERSATION_QUEUED',
      'MESSAGE_ADDED',
      'CONVERSATION_ASSIGNED',
      'MESSAGE_ADDED',
      'NOTE_ADDED',
      'CONVERSATION_RESOLVED',
      'TICKET_CREATED',
      'CONVERSATION_CONVERTED',
    ]);
    const channel = { id: encodeId('channel', company.web.id) };
    for (const event of events) expect(event).toMatchObject({ conversation: { id: ali.conversationId }, channel, at: expect.any(String) });
    expect(events[1]).toMatchObject({ message: { text: 'Ali asks' }, note: null, ticket: null });
    expect(events[2]).toMatchObject({ agent: { name: 'Ayşe' }, message: null });
    expect(events[4]).toMatchObject({ note: { text: 'He is in a hurry' } });
    expect(events[6]).toMatchObject({ ticket: { number: expect.any(Number) } });
  });

  test('of any size are the same log, and a cursor of a page is one for a subscription', async () => {
    const { ayse, ali, now } = await aChat();
    const whole = await read(ayse, now);
    for (const size of [1, 3, 100]) expect(await read(ayse, now, null, size)).toEqual(whole);
    const { cursor, hasMore, present } = await page(ayse, now, null, 3);
    expect(hasMore).toBe(true);
    expect(cursor).toBe(whole[2]?.cursor);
    const stream = ayse.followsMessages(ali, cursor);
    expect((await stream.next()).messageAdded.cursor).toBe(whole[3]?.cursor);
    expect(await page(ayse, present)).toMatchObject({ events: [], cursor: present, hasMore: false, gap: null });
  });

  test('narrow to types, a conversation, agents, channels', async () => {
    const { ayse, ali, now } = await aChat();
    const mehmet = await company.onlineAgent('Mehmet');
    await ayse.goes('BREAK');
    const veli = await company.customerWithChat('Veli');
    expect(typesOf(await read(ayse, now, { types: ['NOTE_ADDED', 'TICKET_CREATED'] }))).toEqual(['NOTE_ADDED', 'TICKET_CREATED']);
    const ofVeli = await read(ayse, now, { conversationId: veli.conversationId });
    expect(typesOf(ofVeli)).toEqual(['CONVERSATION_QUEUED', 'MESSAGE_ADDED', 'CONVERSATION_ASSIGNED']);
    const ofMehmet = await read(ayse, now, { agentIds: [mehmet.id] });
    expect(new Set(ofMehmet.map(({ agent }) => agent?.name))).toEqual(new Set(['Mehmet']));
    expect(typesOf(ofMehmet)).toContain('AGENT_STATUS_CHANGED');
    const here = await read(ayse, now, { channelIds: [encodeId('channel', company.web.id)], types: ['CONVERSATION_QUEUED'] });
    expect(here.map(({ conversation }) => conversation?.id)).toEqual([ali.conversationId, veli.conversationId]);
    expect(await read(ayse, now, { channelTypes: ['WHATSAPP'] })).toEqual([]);
  });

  test('show each only what is theirs to know, at the time of asking', async () => {
    const { ayse, suna, now } = await aChat();
    const stranger = await company.agent('Stranger', { grants: [] });
    await (await Company.open(desk)).customerWithChat('Far');
    const all = await read(suna, now);
    expect(all.length).toBeGreaterThanOrEqual(8);
    expect(await read(stranger, now)).toEqual([]);
    const elsewhere = await (await Company.open(desk)).supervisor();
    expect(await read(elsewhere, now)).toEqual([]);
    await suna.changes(ayse, { grants: [] });
    expect(typesOf(await read(ayse, now)).filter((type) => !type.startsWith('AGENT_'))).toEqual([]);
    expect(typesOf(await read(suna, now))).toContain('AGENT_UPDATED');
  });

  test('polled while customers write, miss nothing and double nothing', async () => {
    const ayse = await company.onlineAgent('Ayşe', { capacity: 50 });
    const customers = await Promise.all(Array.from({ length: 8 }, (_, n) => company.customerWithChat(`C${n}`)));
    const now = await company.now();
    let over = false;
    const writing = Promise.all(
      customers.map(async (customer) => {
        for (let n = 0; n < 25; n++) await customer.writes(`${n}`);
      }),
    ).then(() => {
      over = true;
    });
    const seen: string[] = [];
    for (let cursor = now, last = false; !last; ) {
      last = over;
      const next = await page(ayse, cursor, { types: ['MESSAGE_ADDED'] }, 7);
      seen.push(...next.events.map((event) => event.cursor));
      cursor = next.cursor;
      if (next.hasMore) last = false;
    }
    await writing;
    const due = await desk.sql<{ id: string }>(
      `select id from event where workspace_id = $1 and type = 'message.added' and id > $2 order by id`,
      [company.workspace.id, Number.parseInt(now.slice(1), 36)],
    );
    expect(seen).toEqual(due.map(({ id }) => `e${BigInt(id).toString(36)}`));
  });

  test('tell of what is kept no longer, and of a cursor that is not of this log', async () => {
    const own = await Company.open();
    try {
      const suna = await own.supervisor();
      const now = await own.now();
      await own.customerWithChat('Ali');
      own.desk.clock.advance(9 * 86_400_000);
      await own.desk.server.app.logUpkeep.run();
      await suna.signsInAgain();
      const veli = await own.customerWithChat('Veli');
      const [gone, ahead] = [await page(suna, now), await page(suna, 'ezzzzzzzz')];
      expect(gone.gap?.reason).toBe('EXPIRED');
      expect(gone.events[0]).toMatchObject({ type: 'CONVERSATION_QUEUED', conversation: { id: veli.conversationId } });
      expect(await page(suna, gone.gap?.resumeFrom ?? '')).toMatchObject({ gap: null, events: gone.events });
      expect(await page(suna, null)).toMatchObject({ gap: null, events: gone.events });
      expect(ahead).toMatchObject({
        events: [],
        hasMore: false,
        gap: { reason: 'UNKNOWN', resumeFrom: ahead.present },
        cursor: ahead.present,
      });
      const stream = suna.client.follow<{ conversationChanged: object }>(
        `subscription { conversationChanged(after: "${now}") { ... on StreamGap { reason resumeFrom } ... on ConversationChanged { change } } }`,
      );
      expect(await stream.next()).toEqual({ conversationChanged: gone.gap });
      expect(await stream.next()).toEqual({ conversationChanged: { change: 'QUEUED' } });
    } finally {
      await own.close();
    }
  });

  test('are refused with more than a hundred, or with a cursor that is none', async () => {
    const suna = await company.supervisor();
    for (const variables of [
      { first: 101 },
      { first: 0 },
      { first: 1, after: 'nonsense' },
      { first: 1, filter: { types: ['NONSENSE'] } },
    ]) {
      const { errors } = await suna.client.send(DOCUMENT, variables);
      expect([variables, errors?.[0]?.extensions?.code]).toEqual([variables, 'BAD_USER_INPUT']);
    }
  });
});
