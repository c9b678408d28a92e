import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { succeed } from '../support/chats.js';
import { eventually } from '../support/eventually.js';
import type { Platform } from '../support/platform/account.js';
import { PlatformOffice } from '../support/platform-office.js';

const PLATFORMS = ['WHATSAPP', 'MESSENGER', 'INSTAGRAM'] as const;

let office: PlatformOffice;
beforeAll(async () => {
  office = await PlatformOffice.open();
});
afterAll(() => office.close());

const messagesOf = async (person: { name: string }) => (await office.conversationOf(person)).messages.nodes;

describe.each(PLATFORMS)('%s', (platform) => {
  const person = (name: string) => office.person(platform, { name: `${name} ${platform}`, userName: `${name}.${platform}`.toLowerCase() });

  test('what a customer writes begins a conversation that comes to the agent, with what the platform tells of them', async () => {
    const işıl = person('Işıl Şahin');
    işıl.writes('Ayakkabılarım nerede? İğne oyası 👟 مرحبا بالعالم');
    const conversation = await office.conversationOf(işıl);
    expect(conversation).toMatchObject({ state: 'ACTIVE', unreadCount: 1, agent: { name: 'Ayşe' } });
    expect(conversation.messages.nodes).toMatchObject([
      { sequence: 1, senderKind: 'CUSTOMER', kind: 'TEXT', text: 'Ayakkabılarım nerede? İğne oyası 👟 مرحبا بالعالم', delivery: null },
    ]);
    expect(conversation.replyWindow).toMatchObject({ kind: 'STANDARD' });
    const { generalInformation } = conversation;
    expect(generalInformation).toMatchObject({ customerName: işıl.name, channelType: platform });
    if (platform === 'WHATSAPP') expect(generalInformation.phone).toBe(`+${işıl.id}`);
    if (platform === 'INSTAGRAM') expect(generalInformation.userName).toBe(işıl.userName);
  });

  test('a file is there at once, and can be downloaded once it was fetched', async () => {
    const can = person('Can');
    can.sends('image', platform === 'WHATSAPP' ? { caption: 'Yırtık' } : {});
    const [message] = await messagesOf(can);
    expect(message).toMatchObject({ kind: 'IMAGE', text: platform === 'WHATSAPP' ? 'Yırtık' : '' });
    const [file] = message?.attachments ?? [];
    expect(file).toMatchObject({ state: 'READY', contentType: 'image/png', problem: null });
    const download = await fetch(new URL(file?.url ?? '', office.desk.url));
    expect(download.status).toBe(200);
    expect((await download.arrayBuffer()).byteLength).toBe(file?.size);
  });

  test('a reply names what it answers, a reaction and its taking back are seen', async () => {
    const ece = person('Ece');
    const first = ece.writes('Birinci');
    ece.repliesTo(first, 'Bunu kastettim');
    ece.reacts(first, '❤️');
    const [one, other] = await messagesOf(ece);
    expect(other).toMatchObject({ text: 'Bunu kastettim', replyTo: { id: one?.id, text: 'Birinci' } });
    expect(one?.reactions).toEqual([{ by: 'CUSTOMER', emoji: '❤️' }]);
    ece.reacts(first, null);
    expect((await messagesOf(ece))[0]?.reactions).toEqual([]);
  });

  test('what the platform repeats, and brings in another order, counts once', async () => {
    office.standIn.webhooks.repeats = 3;
    office.standIn.webhooks.atOnce = 8;
    const mert = person('Mert');
    for (let n = 1; n <= 5; n++) mert.writes(`Soru ${n}`);
    const texts = (await messagesOf(mert)).map(({ text }) => text);
    Object.assign(office.standIn.webhooks, { repeats: 1, atOnce: 1 });
    expect(texts.toSorted()).toEqual(['Soru 1', 'Soru 2', 'Soru 3', 'Soru 4', 'Soru 5']);
  });

  test.each([false, true])('what comes in reversed order loses nothing, in one body: %s', async (batched) => {
    const { webhooks } = office.standIn;
    const ada = person(`Ada ${batched}`);
    webhooks.hold();
    const first = ada.writes('Bir');
    ada.reacts(first, '👍');
    if (platform !== 'INSTAGRAM') ada.edits(first, 'Bir, düzeltildi');
    ada.writes('İki');
    webhooks.release({ order: 'REVERSED', batched });
    const looked = async () => (await messagesOf(ada)).find(({ text }) => text.startsWith('Bir'));
    const message = await eventually(
      looked,
      (seen) => seen?.reactions.length === 1 && (platform === 'INSTAGRAM' || seen.editedAt !== null),
      20_000,
    );
    expect(message).toMatchObject({
      reactions: [{ by: 'CUSTOMER', emoji: '👍' }],
      text: platform === 'INSTAGRAM' ? 'Bir' : 'Bir, düzeltildi',
    });
    expect(await messagesOf(ada)).toHaveLength(2);
  });

  test('a reaction whose taking back is told first is not shown', async () => {
    const { webhooks } = office.standIn;
    const ela = person('Ela');
    const first = ela.writes('Bir');
    await office.settled();
    webhooks.hold();
    ela.reacts(first, '👍');
    office.desk.clock.advance(2_000);
    ela.reacts(first, null);
    webhooks.release({ order: 'REVERSED', batched: false });
    expect((await messagesOf(ela))[0]?.reactions).toEqual([]);
    ela.reacts(first, '❤️');
    expect((await messagesOf(ela))[0]?.reactions).toEqual([{ by: 'CUSTOMER', emoji: '❤️' }]);
  });

  test('a hundred at once from somebody new make one customer and one conversation', async () => {
    const zeynep = person('Zeynep');
    office.standIn.webhooks.atOnce = 100;
    for (let n = 1; n <= 100; n++) zeynep.writes(`Acele ${n}`);
    const messages = await messagesOf(zeynep);
    office.standIn.webhooks.atOnce = 1;
    expect(messages.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 100 }, (_, n) => n + 1));
    expect(new Set(messages.map(({ text }) => text)).size).toBe(100);
    const [count] = await office.desk.sql<{ customers: number }>('select count(*)::int as customers from customer where platform_id = $1', [
      zeynep.id,
    ]);
    expect(count).toEqual({ customers: 1 });
  });

  test('after a resolve within the window the conversation comes back, and what the customer is called by now', async () => {
    const deniz = person('Deniz');
    deniz.writes('İlk');
    const { id } = await office.conversationOf(deniz);
    const [topic] = await office.desk.sql<{ id: string }>('select id from topic limit 1');
    const { encodeId } = await import('../../src/ids.js');
    await succeed(office.agent, 'resolveConversation', { conversationId: id, topicId: encodeId('topic', topic?.id ?? '') });
    deniz.name = `Deniz Işık ${platform}`;
    deniz.writes('Bir şey daha');
    const again = await office.conversationOf(deniz);
    expect(again.id).toBe(id);
    expect(again.messages.nodes.map(({ text }) => text)).toEqual(['İlk', 'Bir şey daha']);
  });
});

test.each(['MESSENGER', 'INSTAGRAM'] as const)('%s: a message that was changed or taken back is shown so', async (platform: Platform) => {
  const su = office.person(platform, { name: `Su ${platform}` });
  const first = su.writes('Yanlış');
  const second = su.writes('Gizli');
  await office.settled();
  if (platform === 'MESSENGER') su.edits(first, 'Doğru');
  // Messenger tells nobody of what was taken back.
  if (platform === 'INSTAGRAM') su.unsends(second);
  const [one, other] = await messagesOf(su);
  if (platform === 'MESSENGER') expect(one).toMatchObject({ text: 'Doğru', editedAt: expect.any(String), deletedAt: null });
  if (platform === 'INSTAGRAM') expect(other).toMatchObject({ text: '', deletedAt: expect.any(String) });
});

describe('kinds', () => {
  test('a place, cards, a button and what nobody can show are kept as what they are', async () => {
    const ali = office.person('WHATSAPP', { name: 'Ali Veli' });
    ali.sendsLocation({ latitude: 41.0082, longitude: 28.9784, name: 'Ayasofya', address: 'Fatih/İstanbul' });
    ali.sendsContacts([{ name: 'Ömer Çelik', phones: ['+905551112233'], emails: ['omer@example.com'], organisation: 'Kargo A.Ş.' }]);
    ali.presses({ kind: 'BUTTON', title: 'Evet', id: 'yes' });
    ali.sendsUnsupported();
    const messages = await messagesOf(ali);
    expect(messages).toMatchObject([
      { kind: 'LOCATION', location: { latitude: 41.0082, longitude: 28.9784, name: 'Ayasofya', address: 'Fatih/İstanbul' } },
      {
        kind: 'CONTACTS',
        contacts: [{ name: 'Ömer Çelik', phones: ['+905551112233'], emails: ['omer@example.com'], organisation: 'Kargo A.Ş.' }],
      },
      { kind: 'CHOICE', text: 'Evet', choice: { id: 'yes', title: 'Evet' } },
      { kind: 'UNSUPPORTED', unsupportedKind: expect.any(String) },
    ]);
  });

  test('U+0000 in a text loses nothing but itself', async () => {
    const nur = office.person('WHATSAPP', { name: 'Nur' });
    nur.writes('ön\u0000son');
    expect(await messagesOf(nur)).toMatchObject([{ text: 'önson' }]);
  });
});

describe('what is not believed', () => {
  const post = (body: string, headers: Record<string, string> = {}) =>
    fetch(`${office.desk.url}/webhooks/meta`, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
  const signed = (body: string, secret: string) => ({
    'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
  });
  const written = (accountId: string, mid: string) =>
    JSON.stringify({
      object: 'page',
      entry: [
        {
          id: accountId,
          time: 1,
          messaging: [{ sender: { id: '4242' }, recipient: { id: accountId }, timestamp: Date.now(), message: { mid, text: 'Sahte' } }],
        },
      ],
    });

  const strangers = async (): Promise<number> =>
    (await office.desk.sql<{ n: number }>(`select count(*)::int as n from customer where platform_id = '4242'`))[0]?.n ?? 0;

  test('a body without a signature, with another secret’s, or changed after signing', async () => {
    const { externalId, appSecret } = office.accounts.MESSENGER;
    const body = written(externalId, 'm_fake');
    expect((await post(body)).status).toBe(403);
    expect((await post(body, signed(body, 'another secret'))).status).toBe(403);
    expect((await post(body.replace('Sahte', 'Sahta'), signed(body, appSecret))).status).toBe(403);
    await office.settled();
    expect(await strangers()).toBe(0);
  });

  test('what is no webhook, or of an account that is not connected here, is let go: the platform is not to try again', async () => {
    const { appSecret } = office.accounts.MESSENGER;
    for (const body of ['not json', '', '[]', '{"object":"page"}', written('123456789', 'm_unknown')]) {
      expect((await post(body, signed(body, appSecret))).status).toBe(200);
    }
    expect(await office.desk.sql('select id from inbound_webhook')).toEqual([]);
    await office.settled();
    expect(await strangers()).toBe(0);
  });

  test('a company that signs with its own secret what it says of another’s account', async () => {
    const { seed } = office.desk;
    const elsewhere = await seed.workspace('Elsewhere');
    const channel = await seed.channel(await seed.product(elsewhere, 'Elsewhere'), 'MESSENGER' as never, { connected: false });
    const supervisor = await office.desk.as(await seed.agent(elsewhere, 'Someone', { role: 'SUPERVISOR' as never }));
    const account = office.standIn.account({ platform: 'MESSENGER' });
    const { connect } = await import('../support/platform-office.js');
    await connect(office.desk, office.standIn, supervisor, channel, account);
    const [own, foreign] = [
      JSON.parse(written(account.externalId, 'm_own')),
      JSON.parse(written(office.accounts.MESSENGER.externalId, 'm_foreign')),
    ];
    const body = JSON.stringify({ object: 'page', entry: [...own.entry, ...foreign.entry] });
    expect((await post(body, signed(body, account.appSecret))).status).toBe(200);
    await office.settled();
    expect(await strangers()).toBe(1);
    const names = await office.desk.sql<{ id: string }>(
      `select platform_id as id from platform_message where platform_id in ('m_own', 'm_foreign')`,
    );
    expect(names).toEqual([{ id: 'm_own' }]);
  });

  test('a verify token that was not made here', async () => {
    const ask = (token: string) =>
      fetch(`${office.desk.url}/webhooks/meta?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=${encodeURIComponent(token)}`);
    const good = office.desk.server.app.verifyTokens.of(office.channels.WHATSAPP.id);
    const answered = await ask(good);
    expect([answered.status, await answered.text()]).toEqual([200, '1158201444']);
    for (const bad of ['', 'x', good.slice(0, -1), `${good}x`]) expect((await ask(bad)).status).toBe(403);
  });
});

test('a name that was changed on the platform is changed at the desk, which hears of it', async () => {
  const kişi = office.person('WHATSAPP', { name: 'Eski Ad' });
  kişi.writes('Merhaba');
  const { id } = await office.conversationOf(kişi);
  const { events } = await office.agent.ask<{ events: { present: string } }>('{ events(first: 1) { present } }');
  const changes = office.agent.follow<{ conversationChanged: { change: string } }>(
    'subscription ($after: Cursor) { conversationChanged(after: $after) { ... on ConversationChanged { cursor change } } }',
    { after: events.present },
  );
  kişi.name = 'Yeni Ad';
  kişi.writes('Ben evlendim');
  await office.settled();
  expect((await office.conversation(id)).customer.name).toBe('Yeni Ad');
  await changes.next(({ conversationChanged }) => conversationChanged.change === 'CUSTOMER_UPDATED');
});
