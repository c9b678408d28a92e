import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { encodeId } from '../../src/ids.js';
import type { AgentAtWork } from '../support/agent-at-work.js';
import { Client, type Followed } from '../support/client.js';
import { Company } from '../support/company.js';
import type { Customer } from '../support/customer.js';
import { Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import type { TypingSeen } from '../support/views.js';

let desk: Desk;
let company: Company;
const signingKey = randomBytes(32);
beforeAll(async () => {
  desk = await Desk.start({ signingKey });
});
afterAll(() => desk.stop());
beforeEach(async () => {
  company = await Company.open(desk);
});

type Typing = Followed<{ typingChanged: TypingSeen }>;

const words = ({ typingChanged: { by, name, typing } }: { typingChanged: TypingSeen }): string =>
  `${by} ${name} ${typing ? 'types' : 'stopped'}`;
const next = async (stream: Typing): Promise<string> => words(await stream.next());

const chat = async (): Promise<{ ayşe: AgentAtWork; şükrü: Customer; suna: AgentAtWork }> => {
  const ayşe = await company.onlineAgent('Ayşe Yılmaz');
  const şükrü = await company.customerWithChat('Şükrü Çağlayan');
  return { ayşe, şükrü, suna: await company.supervisor('Suna İnce') };
};

const codeOf = async (followed: Followed<unknown>): Promise<unknown> => {
  const [error] = await followed.end();
  return (error as { extensions: { code: string } }).extensions.code;
};

describe('typing', () => {
  test('is told to the other side and to supervisors, to nobody of themselves, and ends with a word or a message', async () => {
    const { ayşe, şükrü, suna } = await chat();
    const streams = { ayşe: ayşe.followsTyping(şükrü), şükrü: şükrü.followsTyping(), suna: suna.followsTyping(şükrü) };
    expect(await şükrü.types()).toMatchObject({ cursor: null, userErrors: [] });
    expect(await streams.ayşe.next()).toEqual({
      typingChanged: { conversationId: şükrü.conversationId, by: 'CUSTOMER', name: 'Şükrü Çağlayan', typing: true },
    });
    expect(await next(streams.suna)).toBe('CUSTOMER Şükrü Çağlayan types');
    await şükrü.types(false);
    for (const stream of [streams.ayşe, streams.suna]) expect(await next(stream)).toBe('CUSTOMER Şükrü Çağlayan stopped');
    await ayşe.types(şükrü);
    for (const stream of [streams.şükrü, streams.suna]) expect(await next(stream)).toBe('AGENT Ayşe Yılmaz types');
    await ayşe.writes(şükrü, 'Hemen bakıyorum.');
    for (const stream of [streams.şükrü, streams.suna]) expect(await next(stream)).toBe('AGENT Ayşe Yılmaz stopped');
    // At once after a message, though the last time is less than a second ago.
    await ayşe.types(şükrü);
    expect(await next(streams.şükrü)).toBe('AGENT Ayşe Yılmaz types');
    expect(streams.ayşe.seen.map(words)).toEqual(['CUSTOMER Şükrü Çağlayan types', 'CUSTOMER Şükrü Çağlayan stopped']);
    expect(streams.şükrü.seen.map(words).every((seen) => seen.startsWith('AGENT'))).toBe(true);
  });

  test('works over the socket too; whoever comes while somebody types is told at once; a retried message ends nothing', async () => {
    const { ayşe, şükrü } = await chat();
    await şükrü.writes('Kargom nerede?', 'first');
    const document = 'mutation ($input: SetTypingInput!) { setTyping(input: $input) { cursor userErrors { code } } }';
    const said = şükrü.client.follow(document, { input: { conversationId: şükrü.conversationId, typing: true } });
    expect(await said.next()).toEqual({ setTyping: { cursor: null, userErrors: [] } });
    const { typists } = desk.server.app;
    await eventually(
      () => typists.at(şükrü.conversationUuid).length,
      (typing) => typing === 1,
    );
    const stream = ayşe.followsTyping(şükrü);
    expect(await next(stream)).toBe('CUSTOMER Şükrü Çağlayan types');
    await şükrü.writes('Kargom nerede?', 'first');
    expect(typists.at(şükrü.conversationUuid)).toHaveLength(1);
    await şükrü.writes('Sipariş 1042');
    expect(await next(stream)).toBe('CUSTOMER Şükrü Çağlayan stopped');
  });

  test('stores nothing, and what is repeated within a second is swallowed', async () => {
    const { ayşe, şükrü } = await chat();
    const stream = ayşe.followsTyping(şükrü);
    const before = await company.now();
    const answers = await Promise.all(Array.from({ length: 20 }, () => şükrü.types()));
    expect(answers.every(({ cursor }) => cursor === null)).toBe(true);
    expect(await next(stream)).toBe('CUSTOMER Şükrü Çağlayan types');
    await şükrü.types(false);
    expect(await next(stream)).toBe('CUSTOMER Şükrü Çağlayan stopped');
    expect(stream.seen).toHaveLength(2);
    expect(await company.now()).toBe(before);
  });

  test('goes with the conversation: whoever loses it is told no more, whoever gets it is', async () => {
    const { ayşe, şükrü } = await chat();
    const mehmet = await company.onlineAgent('Mehmet Güneş');
    const streams = { ayşe: ayşe.followsTyping(şükrü), mehmet: mehmet.followsTyping(şükrü), şükrü: şükrü.followsTyping() };
    await şükrü.types();
    expect(await next(streams.ayşe)).toBe('CUSTOMER Şükrü Çağlayan types');
    await ayşe.types(şükrü);
    expect(await next(streams.şükrü)).toBe('AGENT Ayşe Yılmaz types');
    await ayşe.handsOver(şükrü, mehmet);
    expect(await next(streams.şükrü)).toBe('AGENT Ayşe Yılmaz stopped');
    await expect(ayşe.types(şükrü)).rejects.toThrow('NOT_ASSIGNED_TO_YOU input.conversationId');
    await mehmet.types(şükrü);
    expect(await next(streams.şükrü)).toBe('AGENT Mehmet Güneş types');
    await şükrü.writes('Merhaba Mehmet Bey');
    await şükrü.types();
    expect(await next(streams.mehmet)).toBe('CUSTOMER Şükrü Çağlayan types');
    // Its end too was told before the hand-over; nothing since.
    expect(streams.ayşe.seen.map(words).filter((seen) => seen.endsWith('types'))).toHaveLength(1);
  });

  test('an agent who loses the product while following is told no more', async () => {
    const { ayşe, şükrü, suna } = await chat();
    const streams = { ayşe: ayşe.followsTyping(şükrü), suna: suna.followsTyping(şükrü) };
    await şükrü.types();
    for (const stream of Object.values(streams)) expect(await next(stream)).toBe('CUSTOMER Şükrü Çağlayan types');
    await suna.changes(ayşe, { grants: [] });
    expect(await next(streams.suna)).toBe('CUSTOMER Şükrü Çağlayan stopped');
    await şükrü.writes('Orada mısınız?');
    await şükrü.types();
    expect(await next(streams.suna)).toBe('CUSTOMER Şükrü Çağlayan types');
    expect(streams.ayşe.seen.map(words).filter((seen) => seen.endsWith('types'))).toHaveLength(1);
    await expect(ayşe.types(şükrü)).rejects.toThrow('NOT_FOUND input.conversationId');
  });

  test('of a chat that waits supervisors are told, of one that is over nobody', async () => {
    const gül = await company.customerWithChat('Gül Işık');
    const suna = await company.supervisor('Suna İnce');
    const stream = suna.followsTyping(gül);
    await gül.types();
    expect(await next(stream)).toBe('CUSTOMER Gül Işık types');
    await gül.ends();
    expect(await next(stream)).toBe('CUSTOMER Gül Işık stopped');
    await gül.types();
    expect(desk.server.app.typists.at(gül.conversationUuid)).toEqual([]);
  });
});

describe('nobody else', () => {
  test('follows or types in what is not theirs; what is unknown and what is foreign are alike', async () => {
    const { şükrü } = await chat();
    const elsewhere = await Company.open(desk);
    const others = [await company.customerWithChat('Veli'), await elsewhere.customerWithChat('Uzak')];
    const foreigner = await elsewhere.supervisor('Fatma');
    const unknown = encodeId('conversation', company.workspace.id);
    for (const conversationId of [şükrü.conversationId, unknown]) {
      for (const other of others) {
        expect(await codeOf(other.followsTyping(conversationId))).toBe('NOT_FOUND');
        other.conversationId = conversationId;
        await expect(other.types()).rejects.toThrow('NOT_FOUND input.conversationId');
      }
      expect(await codeOf(foreigner.followsTyping({ conversationId }))).toBe('NOT_FOUND');
      await expect(foreigner.types({ conversationId })).rejects.toThrow('NOT_FOUND input.conversationId');
    }
    expect(desk.server.app.typists.at(şükrü.conversationUuid)).toEqual([]);
  });
});

describe('over two servers', () => {
  test('each hears the other, and a typist whose server is gone is not heard of again', async () => {
    const { ayşe, şükrü } = await chat();
    const other = await Desk.start({ database: desk.database, signingKey });
    const stream = ayşe.followsTyping(şükrü);
    const here = şükrü.client;
    şükrü.client = new Client(other.url, here.accessToken ?? '');
    const theirs = şükrü.followsTyping();
    await ayşe.types(şükrü);
    expect(await next(theirs)).toBe('AGENT Ayşe Yılmaz types');
    await ayşe.writes(şükrü, 'Buyurun');
    expect(await next(theirs)).toBe('AGENT Ayşe Yılmaz stopped');
    await şükrü.types();
    expect(await next(stream)).toBe('CUSTOMER Şükrü Çağlayan types');
    await şükrü.client.close();
    await other.stop();
    expect(words(await stream.next(() => true, 30_000))).toBe('CUSTOMER Şükrü Çağlayan stopped');
    şükrü.client = here;
  }, 60_000);
});
