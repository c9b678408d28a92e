import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeId } from '../../src/ids.js';
import { IN_DOUBT_MILLISECONDS } from '../../src/services/platform/delivery-rules.js';
import { sendMessages } from '../../src/services/platform/send-messages.js';
import { png, upload } from '../support/files.js';
import { mutate } from '../support/mutations.js';
import type { Platform } from '../support/platform/account.js';
import type { Person, Receipts } from '../support/platform/person.js';
import { PlatformOffice } from '../support/platform-office.js';

const PLATFORMS = ['WHATSAPP', 'MESSENGER', 'INSTAGRAM'] as const;
const HOUR = 3_600_000;

let office: PlatformOffice;
beforeAll(async () => {
  office = await PlatformOffice.open();
});
afterAll(() => office.close());
afterEach(() => office.standIn.faults.clear());

let people = 0;
/** Somebody who has written, and is with the agent. */
const talking = async (platform: Platform, receipts: Receipts = {}): Promise<{ person: Person; conversationId: string }> => {
  const person = office.person(platform, { name: `Kişi ${++people}`, userName: `kisi${people}`, receipts });
  person.writes('Merhaba');
  return { person, conversationId: (await office.conversationOf(person)).id };
};
const uuid = (conversationId: string): string => decodeId('conversation', conversationId) ?? '';
/** As the job does that is due then. */
const sendNow = (conversationId: string): Promise<void> => sendMessages(office.desk.server.app, uuid(conversationId));

const deliveries = async (conversationId: string) =>
  (await office.conversation(conversationId)).messages.nodes
    .filter(({ senderKind }) => senderKind === 'AGENT')
    .map(({ text, delivery }) => ({ text, ...delivery }));

const texts = ({ receives }: Person): string[] => receives.map(({ text }) => text);

describe.each(PLATFORMS)('%s', (platform) => {
  test('an answer arrives, and how far it is comes back', async () => {
    const { person, conversationId } = await talking(platform);
    const { events } = await office.agent.ask<{ events: { present: string } }>('{ events(first: 1) { present } }');
    const { message, cursor } = await office.send(conversationId, 'İyi günler! 👋 شكرا');
    await office.settled();
    expect(texts(person)).toEqual(['İyi günler! 👋 شكرا']);
    const [, answer] = (await office.conversation(conversationId)).messages.nodes;
    expect(answer).toMatchObject({ id: message?.id, delivery: { state: 'READ', attempts: 1, reason: null, readAt: expect.any(String) } });
    expect(answer).toMatchObject({ deliveredAt: expect.any(String), readAt: expect.any(String) });
    const changes = office.agent.follow<{ messageChanged: { change: string; message: { id: string } } }>(
      'subscription ($id: ID!, $after: Cursor) { messageChanged(conversationId: $id, after: $after) { ... on MessageChanged { cursor change message { id ... on Message { delivery { state } } } } } }',
      { id: conversationId, after: events.present },
    );
    const echo = office.agent.follow<{ messageAdded: { cursor: string; message: { id: string } } }>(
      'subscription ($id: ID!, $after: Cursor) { messageAdded(conversationId: $id, after: $after) { ... on MessageAdded { cursor message { id } } } }',
      { id: conversationId, after: events.present },
    );
    expect((await echo.next()).messageAdded).toEqual({ cursor, message: { id: message?.id } });
    await changes.next(({ messageChanged }) => messageChanged.change === 'DELIVERY_QUEUED');
    const { messageChanged } = await changes.next(({ messageChanged: { change } }) => change === 'DELIVERY_CHANGED');
    expect(messageChanged).toMatchObject({ message: { id: message?.id, delivery: { state: 'READ' } } });
  });

  test('answers arrive in the order they were written, whatever holds one up', async () => {
    const { person, conversationId } = await talking(platform);
    office.standIn.failNext({ status: 503, to: person.id });
    const wanted = Array.from({ length: 12 }, (_, n) => `Cevap ${n + 1}`);
    for (const text of wanted) await office.send(conversationId, text);
    await office.settled();
    expect(texts(person)).toEqual(wanted);
    expect((await deliveries(conversationId)).map(({ attempts }) => attempts)).toEqual([2, ...Array(11).fill(1)]);
  });

  test('sent once, however often it is retried and however many at once', async () => {
    const { person, conversationId } = await talking(platform);
    const tries = Array.from({ length: 20 }, () => office.send(conversationId, 'Bir kere', { clientMessageId: 'same' }));
    const ids = new Set((await Promise.all(tries)).map(({ message }) => message?.id));
    await office.settled();
    expect(ids.size).toBe(1);
    expect(texts(person)).toEqual(['Bir kere']);
  });

  test('a refusal for good is told in words, and sent again when asked', async () => {
    const { person, conversationId } = await talking(platform);
    person.isReachable = false;
    const { message } = await office.send(conversationId, 'Orada mısınız?');
    await office.settled();
    const [failed] = await deliveries(conversationId);
    expect(failed).toMatchObject({ state: 'FAILED', attempts: 1, reason: expect.stringMatching(/\w{4,}/) });
    person.isReachable = true;
    const again = () => mutate(office.agent, 'retryMessage', { messageId: message?.id }, 'message { delivery { state } }');
    expect((await again()).codes).toEqual([]);
    await office.settled();
    expect(texts(person)).toEqual(['Orada mısınız?']);
    expect((await again()).codes).toEqual(['INVALID_STATE']);
  });

  test('an answer to one message names it', async () => {
    const { person, conversationId } = await talking(platform);
    const asked = person.writes('Hangisi?');
    await office.settled();
    const [, question] = (await office.conversation(conversationId)).messages.nodes;
    const { userErrors } = await office.send(conversationId, 'Kırmızı olan', { replyToId: question?.id });
    expect(userErrors).toEqual([]);
    await office.settled();
    if (platform !== 'INSTAGRAM') expect(person.receives).toMatchObject([{ replyTo: asked }]);
    expect((await office.conversation(conversationId)).messages.nodes[2]?.replyTo).toMatchObject({ text: 'Hangisi?' });
  });

  test('a text that the platform would refuse is refused at once', async () => {
    const { conversationId } = await talking(platform);
    const { userErrors } = await office.send(conversationId, platform === 'INSTAGRAM' ? 'ğ'.repeat(501) : 'a'.repeat(2_001));
    if (platform === 'WHATSAPP') expect(userErrors).toEqual([]);
    else expect(userErrors).toMatchObject([{ code: 'PLATFORM_REFUSES', path: ['input', 'text'] }]);
    await office.settled();
  });

  test('what somebody answers in the platform’s own inbox stands in the conversation, as nobody’s in particular', async () => {
    const { person, conversationId } = await talking(platform);
    office.standIn.answersElsewhere(person, 'Telefondan yazıyorum');
    await office.settled();
    const { messages, unreadCount } = await office.conversation(conversationId);
    expect(messages.nodes[1]).toMatchObject({ senderKind: 'AGENT', text: 'Telefondan yazıyorum', delivery: null });
    expect(unreadCount).toBe(0);
  });
});

describe('files', () => {
  test.each(['WHATSAPP', 'MESSENGER'] as const)('%s: a picture arrives as it was uploaded', async (platform) => {
    const { person, conversationId } = await talking(platform);
    const picture = png();
    const attachment = await upload({ client: office.agent }, conversationId, 'Fiş İĞ.png', picture);
    const { userErrors } = await office.send(conversationId, '', { attachmentIds: [attachment] });
    expect(userErrors).toEqual([]);
    await office.settled();
    expect(person.receives).toMatchObject([{ type: 'image', media: { contentType: 'image/png' } }]);
    expect(person.receives[0]?.media?.bytes.equals(picture)).toBe(true);
  });
});

test('a token that is no longer good: told at the message and at the channel, and over once it is good again', async () => {
  const { person, conversationId } = await talking('MESSENGER');
  const account = office.accounts.MESSENGER;
  const good = account.accessToken;
  account.accessToken = `${good}x`;
  const { message } = await office.send(conversationId, 'Duyuyor musun?');
  await office.settled();
  expect(await deliveries(conversationId)).toMatchObject([{ state: 'FAILED', reason: expect.stringMatching(/token/i) }]);
  const problem = async () =>
    (
      await office.supervisor.ask<{ node: { connection: { problem: string | null } } }>(
        'query ($id: ID!) { node(id: $id) { ... on Channel { connection { problem } } } }',
        { id: office.channelId('MESSENGER') },
      )
    ).node.connection.problem;
  expect(await problem()).toMatch(/token/i);
  account.accessToken = good;
  expect((await mutate(office.agent, 'retryMessage', { messageId: message?.id })).codes).toEqual([]);
  await office.settled();
  expect(texts(person)).toEqual(['Duyuyor musun?']);
  expect(await problem()).toBeNull();
});

describe.each(PLATFORMS)('%s, as time goes by', (platform) => {
  test('too many calls: later, and no sooner than the platform asks', async () => {
    const { person, conversationId } = await talking(platform);
    office.standIn.failNext({ status: 429, retryAfterSeconds: 120, to: person.id });
    await office.send(conversationId, 'Yavaş');
    await office.settled();
    expect(await deliveries(conversationId)).toMatchObject([{ state: 'QUEUED', reason: expect.stringContaining('tried again') }]);
    await sendNow(conversationId);
    expect(texts(person)).toEqual([]);
    office.desk.clock.advance(121_000);
    await sendNow(conversationId);
    await office.settled();
    expect(texts(person)).toEqual(['Yavaş']);
  });

  test('an answer that was lost on its way back is not sent twice', async () => {
    const { person, conversationId } = await talking(platform, { afterMilliseconds: 50 });
    office.standIn.failNext({ drop: 'AFTER', to: person.id });
    await office.send(conversationId, 'Tek sefer');
    await office.settled();
    office.desk.clock.advance(IN_DOUBT_MILLISECONDS + 1_000);
    await sendNow(conversationId);
    await office.settled();
    expect(texts(person)).toEqual(['Tek sefer']);
    expect(await deliveries(conversationId)).toMatchObject([{ state: 'READ', attempts: 1, reason: null }]);
  });

  test('a request that never arrived is sent again once the platform had time to tell', async () => {
    const { person, conversationId } = await talking(platform);
    office.standIn.failNext({ drop: 'BEFORE', to: person.id });
    await office.send(conversationId, 'Kayıp');
    await office.settled();
    expect(await deliveries(conversationId)).toMatchObject([{ state: 'SENDING', reason: expect.stringContaining('not known yet') }]);
    await sendNow(conversationId);
    expect(texts(person)).toEqual([]);
    office.desk.clock.advance(IN_DOUBT_MILLISECONDS + 1_000);
    await sendNow(conversationId);
    await office.settled();
    expect(texts(person)).toEqual(['Kayıp']);
    expect(await deliveries(conversationId)).toMatchObject([{ state: 'READ', attempts: 2 }]);
  });
});

describe('windows at their edges', () => {
  const answered = async (platform: Platform, after: number) => {
    const { clock } = office.desk;
    const { person, conversationId } = await talking(platform, { delivered: false, read: false });
    const [row] = await office.desk.sql<{ at: Date }>('select last_customer_message_at as at from conversation where id = $1', [
      uuid(conversationId),
    ]);
    clock.advance((row?.at.getTime() ?? 0) + after - clock.now().getTime());
    await office.signInAgain();
    const { userErrors } = await office.send(conversationId, 'Geç oldu');
    await office.settled();
    return { codes: userErrors.map(({ code }) => code), tags: person.receives.map(({ tag }) => tag) };
  };

  test.each([
    ['WHATSAPP', 24 * HOUR - 5_000, [], [null]],
    ['WHATSAPP', 24 * HOUR + 5_000, ['REPLY_WINDOW_CLOSED'], []],
    ['MESSENGER', 24 * HOUR - 5_000, [], [null]],
    ['MESSENGER', 24 * HOUR + 5_000, [], ['HUMAN_AGENT']],
    ['MESSENGER', 168 * HOUR - 5_000, [], ['HUMAN_AGENT']],
    ['MESSENGER', 168 * HOUR + 5_000, ['REPLY_WINDOW_CLOSED'], []],
    ['INSTAGRAM', 24 * HOUR + 5_000, [], ['HUMAN_AGENT']],
    ['INSTAGRAM', 168 * HOUR + 5_000, ['REPLY_WINDOW_CLOSED'], []],
  ] as const)('%s, %i ms after the customer’s last message: %j', async (platform, after, codes, tags) => {
    expect(await answered(platform, after)).toEqual({ codes, tags });
  });
});
