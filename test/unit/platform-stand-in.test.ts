import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Account, Platform } from '../support/platform/account.js';
import { Company } from '../support/platform/company.js';
import { png, sampleOf } from '../support/platform/media-samples.js';
import type { Person } from '../support/platform/person.js';
import { PlatformStandIn } from '../support/platform/stand-in.js';

const HOUR = 60 * 60_000;
const clock = { at: new Date('2026-11-28T09:00:00Z').getTime(), now: () => new Date(clock.at) };
let standIn: PlatformStandIn;
let company: Company;
let account: Account;
let person: Person;

const open = async (platform: Platform): Promise<void> => {
  account = standIn.account({ platform });
  await company.connect(account);
  person = standIn.person({ account, name: 'Çağrı Şimşek 🐜' });
};

beforeEach(async () => {
  standIn = await PlatformStandIn.start({ clock });
  company = await Company.start(standIn);
});
afterEach(async () => {
  await standIn.stop();
  await company.stop();
});

const toWhatsApp = (message: object) =>
  company.ask(account, 'POST', `/v25.0/${account.externalId}/messages`, { messaging_product: 'whatsapp', to: person.id, ...message });
const text = (body: string) => toWhatsApp({ type: 'text', text: { body } });
const toPage = (message: object, more: object = {}) =>
  company.ask(account, 'POST', '/v25.0/me/messages', { recipient: { id: person.id }, messaging_type: 'RESPONSE', message, ...more });
const refusedWith = ({ status, json }: Awaited<ReturnType<typeof toPage>>) => [status, json.error?.code, json.error?.error_subcode];
/** What statuses say, of one message. */
const statusesOf = (id: string): unknown[] => company.news.filter((one) => one.id === id).map(({ status }) => status);
const idIn = (json: Record<string, unknown>): string => (json.messages as { id: string }[])[0]!.id;

describe('the Graph API', () => {
  beforeEach(() => open('WHATSAPP'));

  test('knows its own tokens, and says of a wrong one what the real one says', async () => {
    const path = `/v25.0/${account.externalId}?fields=verified_name`;
    expect(await company.ask(account, 'GET', path)).toMatchObject({
      status: 200,
      json: { verified_name: account.name, id: account.externalId },
    });
    const inQuery = await fetch(`${standIn.url}${path}&access_token=${account.accessToken}`);
    expect(inQuery.status).toBe(200);
    const none = await fetch(`${standIn.url}${path}`);
    expect([none.status, ((await none.json()) as { error: { code: number } }).error.code]).toEqual([401, 104]);
    const old = { ...account, accessToken: account.accessToken } as Account;
    account.renewToken();
    const expired = await company.ask(old, 'GET', path);
    expect(refusedWith(expired)).toEqual([401, 190, 463]);
    expect(expired.json.error).toMatchObject({ type: 'OAuthException', fbtrace_id: expect.stringMatching(/^A/) });
    const wrong = await company.ask({ ...account, accessToken: 'EAAwrong' } as Account, 'GET', path);
    expect(refusedWith(wrong)).toEqual([401, 190, undefined]);
  });

  test('shows nothing of another company’s account', async () => {
    const other = standIn.account({ platform: 'WHATSAPP' });
    expect(refusedWith(await company.ask(other, 'GET', `/v25.0/${account.externalId}`))).toEqual([400, 100, 33]);
  });

  test('checks a proof that is given, and wants one where the app requires it', async () => {
    const ask = (proof: string) => company.ask(account, 'GET', `/v25.0/${account.externalId}?appsecret_proof=${proof}`);
    const right = createHmac('sha256', account.appSecret).update(account.accessToken).digest('hex');
    expect((await ask(right)).status).toBe(200);
    expect(refusedWith(await ask('0'.repeat(64)))).toEqual([400, 100, undefined]);
    const strict = standIn.account({ platform: 'WHATSAPP', requiresProof: true });
    expect(refusedWith(await company.ask(strict, 'GET', `/v25.0/${strict.externalId}`))).toEqual([400, 100, undefined]);
  });

  test.each([
    ['a field there is not', 'GET', '?fields=shoe_size', [400, 100]],
    ['a path too long', 'GET', '/messages/more', [400, 2500]],
    ['an edge there is not', 'POST', '/parties', [400, 100]],
  ])('refuses %s', async (_what, method, rest, expected) => {
    const { status, json } = await company.ask(account, method, `/v25.0/${account.externalId}${rest}`);
    expect([status, json.error?.code]).toEqual(expected);
  });
});

describe('WhatsApp', () => {
  beforeEach(() => open('WHATSAPP'));

  test('a message reaches the person, and its statuses come back with what was sent along', async () => {
    const asked = person.writes('Merhaba, 42 numara var mı? مرحبا 👟');
    const { status, json } = await toWhatsApp({
      text: { body: 'Var! 🎉' },
      context: { message_id: asked },
      biz_opaque_callback_data: 'bizim-1',
    });
    expect(status).toBe(200);
    expect(json).toEqual({
      messaging_product: 'whatsapp',
      contacts: [{ input: person.id, wa_id: person.id }],
      messages: [{ id: expect.stringMatching(/^wamid\./) }],
    });
    expect(person.receives).toMatchObject([{ id: idIn(json), type: 'text', text: 'Var! 🎉', replyTo: asked, reference: 'bizim-1' }]);
    expect(await standIn.settled()).toBe(true);
    expect(statusesOf(idIn(json))).toEqual(['sent', 'delivered', 'read']);
    expect(company.news.filter((one) => one.id === idIn(json)).every((one) => one.biz_opaque_callback_data === 'bizim-1')).toBe(true);
    expect(JSON.parse(company.told[0]!.body).entry[0].changes[0].value).toMatchObject({
      metadata: { phone_number_id: account.externalId },
      contacts: [{ profile: { name: 'Çağrı Şimşek 🐜' }, wa_id: person.id }],
      messages: [{ from: person.id, id: asked, type: 'text', text: { body: 'Merhaba, 42 numara var mı? مرحبا 👟' } }],
    });
  });

  test.each<[string, object, unknown[]]>([
    ['no product', { messaging_product: undefined }, [400, 100, /messaging_product is required/]],
    ['no recipient', { to: undefined, text: { body: 'a' } }, [400, 100, /to is required/]],
    ['a strange type', { type: 'poll' }, [400, 100, /type must be one of/]],
    ['no words', { text: { body: '' } }, [400, 100, /text\['body'\] is required/]],
    ['too many words', { text: { body: 'ş'.repeat(4097) } }, [400, 100, /at most 4096 characters/]],
    [
      'a caption on a sound',
      { type: 'audio', audio: { link: 'http://127.0.0.1/a', caption: 'a' } },
      [400, 100, /Unexpected key "caption"/],
    ],
    ['neither id nor link', { type: 'image', image: {} }, [400, 100, /Exactly one/]],
    ['a file there is not', { type: 'image', image: { id: '123' } }, [400, 100, /media attachment ID/]],
    ['too much data along', { text: { body: 'a' }, biz_opaque_callback_data: 'x'.repeat(513) }, [400, 100, /at most 512/]],
    ['a reaction to nothing', { type: 'reaction', reaction: { emoji: '👍' } }, [400, 131008, /Required parameter/]],
    ['itself', { to: 'SELF', text: { body: 'a' } }, [400, 131021, /sender/]],
  ])('refuses a message with %s', async (_what, message, [status, code, words]) => {
    person.writes('Merhaba');
    const to = (message as { to?: string }).to === 'SELF' ? { to: account.phoneNumber } : {};
    const refused = await toWhatsApp({ ...message, ...to });
    expect([refused.status, refused.json.error?.code]).toEqual([status, code]);
    expect(refused.json.error?.message).toMatch(words as RegExp);
    expect(person.receives).toEqual([]);
  });

  test('24 hours after the person’s last words only templates come through', async () => {
    const template = standIn.template(account, { name: 'siparis_yolda' });
    person.writes('Merhaba');
    clock.at += 24 * HOUR - 1;
    await text('Son anda');
    expect(person.receives).toHaveLength(1);
    clock.at += 1;
    const late = await toWhatsApp({ text: { body: 'Geç kaldık' }, biz_opaque_callback_data: 'geç' });
    expect(late.status).toBe(200);
    await standIn.settled();
    const failed = company.news.find((one) => one.status === 'failed');
    expect(failed).toMatchObject({
      id: idIn(late.json),
      biz_opaque_callback_data: 'geç',
      errors: [{ code: 131047, title: 'Re-engagement message' }],
    });
    standIn.world.whatsAppRefuses = 'AT_ONCE';
    const refused = await text('Geç kaldık');
    expect([refused.json.error?.code, refused.json.error?.error_data?.details]).toEqual([131047, expect.stringContaining('24 hours')]);
    const parameters = ['Çağrı', '1024'].map((value) => ({ type: 'text', text: value }));
    const sent = await toWhatsApp({
      type: 'template',
      template: { name: template.name, language: { code: 'tr' }, components: [{ type: 'body', parameters }] },
    });
    expect(sent.json.messages).toEqual([{ id: expect.any(String), message_status: 'accepted' }]);
    expect(person.receives.at(-1)).toMatchObject({ type: 'template', text: 'Merhaba Çağrı, 1024 numaralı siparişiniz yola çıktı.' });
  });

  test('a number without WhatsApp, or one that blocked the company, is told of as undeliverable', async () => {
    person.writes('Merhaba');
    person.isReachable = false;
    await text('Orada mısınız?');
    await toWhatsApp({ to: '905550000000', text: { body: 'Kimsiniz?' } });
    await standIn.settled();
    const failed = company.news.filter((one) => one.status === 'failed');
    expect(failed.map(({ recipient_id: id, errors }) => [id, (errors as { code: number }[])[0]?.code])).toEqual([
      [person.id, 131026],
      ['905550000000', 131026],
    ]);
  });

  test('templates: parameters are counted and looked at, and only approved ones are sent', async () => {
    const buttons = [{ type: 'URL' as const, text: 'Takip et', url: 'https://example.com/{{1}}' }];
    const header = { type: 'HEADER' as const, format: 'IMAGE' as const };
    standIn.template(account, { name: 'iki', components: [{ type: 'BODY', text: '{{1}} ve {{2}}' }] });
    standIn.template(account, { name: 'adli', parameter_format: 'NAMED', components: [{ type: 'BODY', text: 'Sayın {{musteri}}' }] });
    standIn.template(account, { name: 'resimli', components: [header, { type: 'BODY', text: 'Bakın' }, { type: 'BUTTONS', buttons }] });
    const paused = standIn.template(account, { name: 'bekleyen', components: [{ type: 'BODY', text: 'Merhaba' }] });
    const send = async (name: string, components: object[] = [], language = 'tr') => {
      const { status, json } = await toWhatsApp({ type: 'template', template: { name, language: { code: language }, components } });
      return [status, json.error?.code ?? null];
    };
    const body = (...texts: string[]) => ({ type: 'body', parameters: texts.map((value) => ({ type: 'text', text: value })) });
    expect(await send('iki', [body('bir', 'iki')])).toEqual([200, null]);
    expect(await send('iki', [body('bir')])).toEqual([400, 132000]);
    expect(await send('iki', [body('bir', 'iki', 'üç')])).toEqual([400, 132000]);
    expect(await send('iki', [body('bir', 'satır\nsonu')])).toEqual([400, 132018]);
    expect(await send('iki', [body('bir', 'iki')], 'en')).toEqual([404, 132001]);
    expect(await send('yok')).toEqual([404, 132001]);
    expect(await send('adli', [body('Elif')])).toEqual([400, 100]);
    expect(await send('adli', [{ type: 'body', parameters: [{ type: 'text', parameter_name: 'musteri', text: 'Elif' }] }])).toEqual([
      200,
      null,
    ]);
    expect(await send('resimli', [body()])).toEqual([400, 132000]);
    expect(await send('resimli', [{ type: 'header', parameters: [{ type: 'video' }] }])).toEqual([400, 132012]);
    expect(await send('resimli', [{ type: 'header', parameters: [{ type: 'image' }] }])).toEqual([400, 131008]);
    standIn.judge(account, paused, 'PAUSED');
    expect(await send('bekleyen')).toEqual([400, 132015]);
    await standIn.settled();
    expect(company.news.find((one) => one.event === 'PAUSED')).toMatchObject({ message_template_name: 'bekleyen' });
  });

  test('templates come in pages', async () => {
    for (let n = 0; n < 5; n++) standIn.template(account, { name: `şablon_${n}` });
    const names: string[] = [];
    let path: string | undefined = `/v25.0/${account.businessAccountId}/message_templates?limit=2&fields=name,status`;
    while (path) {
      const { json }: { json: Record<string, unknown> } = await company.ask(account, 'GET', path);
      names.push(...(json.data as { name: string }[]).map(({ name }) => name));
      const next = (json.paging as { next?: string }).next;
      path = next && `${new URL(next).pathname}${new URL(next).search}`;
    }
    expect(names).toEqual(['şablon_0', 'şablon_1', 'şablon_2', 'şablon_3', 'şablon_4']);
  });

  test('files: uploaded, sent by id, and looked at at an address that needs the token and does not last', async () => {
    person.writes('Merhaba');
    const form = new FormData();
    form.set('messaging_product', 'whatsapp');
    form.set('type', 'image/png');
    form.set('file', new Blob([new Uint8Array(png())], { type: 'image/png' }), 'çizim.png');
    const { json } = await company.ask(account, 'POST', `/v25.0/${account.externalId}/media`, form);
    await toWhatsApp({ type: 'image', image: { id: json.id, caption: 'Böyle mi?' } });
    expect(person.receives).toMatchObject([{ type: 'image', text: 'Böyle mi?', media: { bytes: png(), contentType: 'image/png' } }]);
    const found = await company.ask(account, 'GET', `/v25.0/${String(json.id)}`);
    const url = String(found.json.url);
    const headers = { authorization: `Bearer ${account.accessToken}` };
    expect(Buffer.from(await (await fetch(url, { headers })).arrayBuffer())).toEqual(png());
    expect((await fetch(url)).status).toBe(401);
    expect((await fetch(url.replace(/.$/, '~'), { headers })).status).toBe(404);
    clock.at += 5 * 60_000;
    expect((await fetch(url, { headers })).status).toBe(404);
    expect((await company.ask(account, 'GET', `/v25.0/${String(json.id)}`)).status).toBe(200);
    clock.at += 30 * 24 * HOUR;
    expect((await company.ask(account, 'GET', `/v25.0/${String(json.id)}`)).json.error?.error_subcode).toBe(33);
  });

  test('a file of a wrong type is refused when it is uploaded, and told of later when it is a link', async () => {
    person.writes('Merhaba');
    const form = new FormData();
    form.set('messaging_product', 'whatsapp');
    form.set('file', new Blob(['<html>'], { type: 'text/html' }), 'a.html');
    const refused = await company.ask(account, 'POST', `/v25.0/${account.externalId}/media`, form);
    expect(refused.json.error?.message).toContain('one of the following types');
    const page = standIn.account({ platform: 'MESSENGER' });
    const { media } = standIn.world;
    const link = media.openUrl(media.keep(page, 'PERSON', sampleOf('sticker')));
    await toWhatsApp({ type: 'image', image: { link } });
    await toWhatsApp({ type: 'document', document: { link: `${standIn.url}/cdn/none` } });
    await standIn.settled();
    const details = company.news.flatMap(({ errors }) => (errors as { code: number; error_data: { details: string } }[]) ?? []);
    expect(details.map(({ code }) => code)).toEqual([131053, 131053]);
    expect(details.map(({ error_data: data }) => data.details).sort()).toEqual([
      expect.stringContaining('Downloading media from weblink failed'),
      expect.stringContaining('Unsupported Image mime type image/webp'),
    ]);
  });

  test('reading and reacting, by the company', async () => {
    const asked = person.writes('Merhaba');
    const reading = { messaging_product: 'whatsapp', status: 'read', message_id: asked, typing_indicator: { type: 'text' } };
    expect((await company.ask(account, 'POST', `/v25.0/${account.externalId}/messages`, reading)).json).toEqual({ success: true });
    await toWhatsApp({ type: 'reaction', reaction: { message_id: asked, emoji: '❤️' } });
    expect([person.markedRead, person.typingShown, person.reactionsReceived]).toEqual([[asked], 1, [{ messageId: asked, emoji: '❤️' }]]);
    const strange = await company.ask(account, 'POST', `/v25.0/${account.externalId}/messages`, { ...reading, message_id: 'wamid.yok' });
    expect(strange.json.error?.code).toBe(131009);
  });

  test('whatever a person can do is told in the platform’s words', async () => {
    const first = person.writes('Merhaba');
    const at = { latitude: 41.0082, longitude: 28.9784, name: 'Sultanahmet' };
    const kinds = (['image', 'audio', 'video', 'document', 'sticker'] as const).map((kind) => person.sends(kind, { caption: 'Bakın' }));
    person.sendsLocation(at);
    person.sendsContacts([{ name: 'Ayşe Öz', phones: ['+90 555 111 22 33'], organisation: 'Karınca' }]);
    person.presses({ kind: 'BUTTON', id: 'evet', title: 'Evet' });
    person.presses({ kind: 'LIST', id: '42', title: 'Numara 42', description: 'Son çift' });
    person.presses({ kind: 'TEMPLATE', title: 'İptal et', on: first });
    person.sendsUnsupported();
    person.reacts(first, '👍');
    person.reacts(first, null);
    person.edits(first, 'Merhabalar');
    person.unsends(first);
    await standIn.settled();
    const types = [
      'text',
      'image',
      'audio',
      'video',
      'document',
      'sticker',
      'location',
      'contacts',
      'interactive',
      'interactive',
      'button',
    ];
    expect(company.news.map(({ type }) => type)).toEqual([...types, 'unsupported', 'reaction', 'reaction', 'edit', 'revoke']);
    expect(new Set(company.news.map(({ id }) => id)).size).toBe(16);
    expect(company.news[4]).toMatchObject({ document: { filename: 'fatura özeti.pdf', mime_type: 'application/pdf', caption: 'Bakın' } });
    expect(company.news[6]).toMatchObject({ location: at });
    expect(company.news[10]).toMatchObject({ context: { id: first }, button: { text: 'İptal et' } });
    expect(company.news.slice(12).map(({ reaction, edit, revoke }) => reaction ?? edit ?? revoke)).toEqual([
      { message_id: first, emoji: '👍' },
      { message_id: first },
      { original_message_id: first, message: { type: 'text', text: { body: 'Merhabalar' } } },
      { original_message_id: first },
    ]);
    const { json } = await company.ask(account, 'GET', `/v25.0/${(company.news[1]!.image as { id: string }).id}`);
    expect(json).toMatchObject({ mime_type: 'image/png', file_size: png().length });
    expect(kinds).toEqual(company.news.slice(1, 6).map(({ id }) => id));
  });
});

describe.each(['MESSENGER', 'INSTAGRAM'] as const)('%s', (platform) => {
  const ofInstagram = platform === 'INSTAGRAM';
  beforeEach(() => open(platform));

  test('a message reaches the person; its echo and its receipts come back', async () => {
    person.writes('Merhaba 👋');
    const { json } = await toPage({ text: 'Buyurun 🌷', metadata: 'bizim-1' });
    expect(json).toEqual({ recipient_id: person.id, message_id: expect.stringMatching(/^m_/) });
    await standIn.settled();
    const [written, echo, ...receipts] = company.news;
    expect(written).toMatchObject({ sender: { id: person.id }, recipient: { id: account.externalId }, message: { text: 'Merhaba 👋' } });
    expect(echo).toMatchObject({ sender: { id: account.externalId }, recipient: { id: person.id } });
    const own = { is_echo: true, mid: json.message_id, text: 'Buyurun 🌷' };
    expect(echo?.message).toEqual({ ...own, app_id: Number(account.app.id), ...(ofInstagram ? {} : { metadata: 'bizim-1' }) });
    if (ofInstagram) expect(receipts).toMatchObject([{ read: { mid: json.message_id } }]);
    else expect(receipts).toMatchObject([{ delivery: { mids: [json.message_id] } }, { read: { watermark: clock.at } }]);
  });

  test('24 hours are answered freely, seven days by people, and then nothing is', async () => {
    const closed = [400, 10, ofInstagram ? 2534022 : 2018278];
    const byHuman = { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' };
    person.writes('Merhaba');
    clock.at += 24 * HOUR - 1;
    expect((await toPage({ text: 'Son anda' })).status).toBe(200);
    clock.at += 1;
    expect(refusedWith(await toPage({ text: 'Geç' }))).toEqual(closed);
    expect((await toPage({ text: 'İnsan eliyle' }, byHuman)).status).toBe(200);
    expect(person.receives.at(-1)).toMatchObject({ tag: 'HUMAN_AGENT', text: 'İnsan eliyle' });
    clock.at += 6 * 24 * HOUR - 1;
    expect((await toPage({ text: 'Son anda' }, byHuman)).status).toBe(200);
    clock.at += 1;
    expect(refusedWith(await toPage({ text: 'Çok geç' }, byHuman))).toEqual(closed);
  });

  test('nobody is written to who has not written, or has gone', async () => {
    expect(refusedWith(await toPage({ text: 'Kimsiniz?' }))).toEqual([400, 100, ofInstagram ? 2534014 : 2018001]);
    person.writes('Merhaba');
    person.isReachable = false;
    expect(refusedWith(await toPage({ text: 'Orada mısınız?' }))).toEqual([400, 551, 1545041]);
  });

  test.each<[string, object, object, RegExp]>([
    ['no words', { text: '' }, {}, /non-empty/],
    ['nothing', {}, {}, /cannot be empty/],
    ['a tag of no kind', { text: 'a' }, { messaging_type: 'MESSAGE_TAG', tag: 'NEWS' }, /tag must be one of/],
    ['a tag without its type', { text: 'a' }, { tag: 'HUMAN_AGENT' }, /only for messaging_type/],
    ['words and an action', { text: 'a' }, { sender_action: 'typing_on' }, /at the same time/],
    ['an attachment of no kind', { attachment: { type: 'poll', payload: { url: 'http://127.0.0.1' } } }, {}, /must be one of/],
    ['a file that is not there', { attachment: { type: 'image', payload: { url: 'http://127.0.0.1:9/a.png' } } }, {}, /Failed to fetch/],
  ])('refuses a message with %s', async (_what, message, more, words) => {
    person.writes('Merhaba');
    const { status, json } = await toPage(message, more);
    expect([status, json.error?.code]).toEqual([400, 100]);
    expect(json.error?.message).toMatch(words);
  });

  test('words are counted: characters on Messenger, bytes on Instagram', async () => {
    person.writes('Merhaba');
    const most = ofInstagram ? 'ş'.repeat(500) : 'ş'.repeat(2000);
    expect((await toPage({ text: most })).status).toBe(200);
    expect(refusedWith(await toPage({ text: `${most}!` }))).toEqual([400, 100, undefined]);
  });

  test('a person is looked at once they have written', async () => {
    const ask = () => company.ask(account, 'GET', `/v25.0/${person.id}?fields=${ofInstagram ? 'name,username' : 'first_name,last_name'}`);
    expect((await ask()).json.error?.code).toBe(ofInstagram ? 230 : 100);
    person.writes('Merhaba');
    const known = ofInstagram ? { name: person.name, username: person.userName } : { first_name: 'Çağrı Şimşek', last_name: '🐜' };
    expect((await ask()).json).toEqual({ ...known, id: person.id });
    person.name = 'Çağrı Yılmaz';
    expect((await ask()).json).toMatchObject(ofInstagram ? { name: 'Çağrı Yılmaz' } : { last_name: 'Yılmaz' });
  });

  test('files come by their address and with the message, where the platform takes them so', async () => {
    const mid = person.sends('image');
    await standIn.settled();
    const written = company.news[0]?.message as { mid: string; attachments: { type: string; payload: { url: string } }[] };
    expect(written.mid).toBe(mid);
    const { url } = written.attachments[0]!.payload;
    expect(Buffer.from(await (await fetch(url)).arrayBuffer())).toEqual(png());
    expect((await toPage({ attachment: { type: 'image', payload: { url } } })).status).toBe(200);
    expect(person.receives).toMatchObject([{ type: 'image', media: { bytes: png(), contentType: 'image/png' } }]);
    const form = new FormData();
    form.set('recipient', JSON.stringify({ id: person.id }));
    form.set('messaging_type', 'RESPONSE');
    form.set('message', JSON.stringify({ attachment: { type: 'file', payload: { is_reusable: false } }, metadata: 'bizim-2' }));
    form.set('filedata', new Blob([new Uint8Array(sampleOf('document').bytes)], { type: 'application/pdf' }), 'özet.pdf');
    const sent = await company.ask(account, 'POST', '/v25.0/me/messages', form);
    expect(sent.status).toBe(ofInstagram ? 400 : 200);
    if (!ofInstagram)
      expect(person.receives.at(-1)).toMatchObject({
        type: 'document',
        reference: 'bizim-2',
        media: { name: 'özet.pdf', bytes: sampleOf('document').bytes },
      });
  });

  test('whatever a person can do is told in the platform’s words', async () => {
    const first = person.writes('Merhaba');
    person.repliesTo(first, 'Orada mısınız?');
    person.presses({ kind: 'POSTBACK', id: 'BASLA', title: 'Başla' });
    person.presses({ kind: 'QUICK_REPLY', id: 'EVET', title: 'Evet' });
    person.reacts(first, '❤️');
    person.reacts(first, null);
    person.edits(first, 'Merhabalar');
    person.sendsUnsupported();
    if (ofInstagram) person.unsends(first);
    else expect(() => person.unsends(first)).toThrow('tells nobody');
    await standIn.settled();
    expect(company.news.map((one) => one.message ?? one.postback ?? one.reaction ?? one.message_edit)).toMatchObject([
      { mid: first, text: 'Merhaba' },
      { text: 'Orada mısınız?', reply_to: { mid: first } },
      { title: 'Başla', payload: 'BASLA' },
      { text: 'Evet', quick_reply: { payload: 'EVET' } },
      { mid: first, action: 'react', reaction: 'love', emoji: '❤️' },
      { mid: first, action: 'unreact' },
      { mid: first, text: 'Merhabalar', num_edit: 1 },
      ofInstagram ? { is_unsupported: true } : { attachments: [{ type: 'fallback' }] },
      ...(ofInstagram ? [{ mid: first, is_deleted: true }] : []),
    ]);
  });

  test('what somebody answers in the platform’s own inbox is echoed, as another app’s', async () => {
    person.writes('Merhaba');
    const mid = standIn.answersElsewhere(person, 'Gelen kutusundan');
    await standIn.settled();
    expect(company.news[1]).toMatchObject({ message: { is_echo: true, mid, app_id: 26390203743090, text: 'Gelen kutusundan' } });
  });
});

describe('webhooks', () => {
  test('go nowhere before the callback was verified and the app subscribed', async () => {
    account = standIn.account({ platform: 'MESSENGER' });
    person = standIn.person({ platform: 'MESSENGER' });
    await expect(standIn.connect(account, { url: company.callbackUrl, verifyToken: 'yanlış' })).rejects.toThrow('couldn’t be validated');
    await standIn.connect(account, { url: company.callbackUrl, verifyToken: company.verifyToken });
    person.writes('Kimse duymaz');
    expect(refusedWith(await company.ask(account, 'POST', '/v25.0/me/subscribed_apps'))).toEqual([400, 100, undefined]);
    await company.ask(account, 'POST', `/v25.0/${account.pageId}/subscribed_apps`, { subscribed_fields: ['messages'] });
    person.writes('Duyulur');
    person.reacts('m_1', '👍');
    await standIn.settled();
    expect(company.news).toMatchObject([{ message: { text: 'Duyulur' } }]);
    expect(standIn.webhooks.untold).toHaveLength(2);
  });

  test('are signed over the very bytes that go out, which are ASCII', async () => {
    await open('INSTAGRAM');
    person.writes('Çok güzel / عربى 🎈');
    await standIn.settled();
    const { headers, body } = company.told[0]!;
    expect(body).toMatch(/^[\x20-\x7e]+$/);
    expect(body).toContain('\\u00c7ok g\\u00fczel \\/ ');
    expect(headers['x-hub-signature-256']).toBe(`sha256=${createHmac('sha256', account.appSecret).update(body).digest('hex')}`);
  });

  test('come again until they are taken, and what follows does not wait for them', async () => {
    await open('WHATSAPP');
    company.answers.push(500, 200, 503);
    const [first, second] = [person.writes('bir'), person.writes('iki')];
    await standIn.settled();
    expect(company.news.map(({ id }) => id)).toEqual([first, second, first, first]);
    expect(standIn.webhooks.posts.map(({ answers }) => answers)).toEqual([[500, 503, 200], [200]]);
  });

  test('repeat, turn around and come together when they are told to', async () => {
    await open('MESSENGER');
    standIn.webhooks.hold();
    const ids = ['bir', 'iki', 'üç'].map((words) => person.writes(words));
    standIn.webhooks.repeats = 2;
    standIn.webhooks.release({ order: 'REVERSED', batched: true });
    await standIn.settled();
    expect(company.told).toHaveLength(2);
    expect(company.news.map(({ message }) => (message as { mid: string }).mid)).toEqual([...ids.toReversed(), ...ids.toReversed()]);
  });
});

describe('faults', () => {
  beforeEach(async () => {
    await open('WHATSAPP');
    person.writes('Merhaba');
  });

  test('a limit is reached, and a server is ill, as often as was said', async () => {
    standIn.failNext({ code: 130429, retryAfterSeconds: 7, times: 2 });
    standIn.failNext({ status: 500 });
    const answers = [await text('a'), await text('a'), await text('a'), await text('a')];
    expect(answers.map(({ status, json, retryAfter }) => [status, json.error?.code, retryAfter])).toEqual([
      [429, 130429, '7'],
      [429, 130429, '7'],
      [500, 2, null],
      [200, undefined, null],
    ]);
    expect(person.receives).toHaveLength(1);
  });

  test('only what was meant fails', async () => {
    const other = standIn.person({ account });
    other.writes('Ben de buradayım');
    standIn.failNext({ to: other.id, code: 131056 });
    standIn.failNext({ on: 'describe', code: 190 });
    expect((await text('a')).status).toBe(200);
    expect((await toWhatsApp({ to: other.id, text: { body: 'a' } })).json.error?.code).toBe(131056);
    expect((await company.ask(account, 'GET', `/v25.0/${account.externalId}`)).status).toBe(401);
  });

  test('a connection ends before anything was done, or after everything was', async () => {
    standIn.failNext({ drop: 'BEFORE' });
    await expect(text('yok')).rejects.toThrow('fetch failed');
    expect(person.receives).toEqual([]);
    standIn.failNext({ drop: 'AFTER' });
    await expect(text('var')).rejects.toThrow('fetch failed');
    expect(person.receives).toMatchObject([{ text: 'var' }]);
    await standIn.settled();
    expect(statusesOf(person.receives[0]!.id)).toEqual(['sent', 'delivered', 'read']);
  });

  test('an answer may come after the statuses of what it answers', async () => {
    standIn.failNext({ slowMilliseconds: 300 });
    const sending = text('yavaş');
    let isAnswered = false;
    void sending.then(() => {
      isAnswered = true;
    });
    while (company.news.length < 4) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(isAnswered).toBe(false);
    expect((await sending).status).toBe(200);
  });

  test('receipts are kept back, and come by hand', async () => {
    person.receipts = { delivered: false, read: false, afterMilliseconds: 0 };
    const { json } = await text('Okudunuz mu?');
    await standIn.settled();
    expect(statusesOf(idIn(json))).toEqual(['sent']);
    person.reads();
    await standIn.settled();
    expect(statusesOf(idIn(json))).toEqual(['sent', 'read']);
  });
});
