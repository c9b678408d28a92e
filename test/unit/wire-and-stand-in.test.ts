import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { GraphClient } from '../../src/channels/meta/graph-client.js';
import type { InboundEvent } from '../../src/channels/meta/inbound-event.js';
import type { Outbound } from '../../src/channels/meta/outbound.js';
import { parsePayload } from '../../src/channels/meta/parse/payload.js';
import { GraphFailure, type GraphProblem } from '../../src/channels/meta/problems.js';
import { signatureFits } from '../../src/channels/meta/signature.js';
import type { Account, Platform } from '../support/platform/account.js';
import { Company } from '../support/platform/company.js';
import { png, sampleOf } from '../support/platform/media-samples.js';
import type { Person } from '../support/platform/person.js';
import { PlatformStandIn } from '../support/platform/stand-in.js';

// Both were made from the same documentation, by different hands: where they differ, one of them has misread it.

const DAY = 24 * 60 * 60_000;
const clock = { at: new Date('2026-11-28T09:00:00Z').getTime(), now: () => new Date(clock.at) };
let standIn: PlatformStandIn;
let company: Company;
let client: GraphClient;
let account: Account;
let person: Person;

beforeEach(async () => {
  standIn = await PlatformStandIn.start({ clock });
  company = await Company.start(standIn);
  client = new GraphClient({ baseUrl: standIn.url, version: 'v25.0', timeoutMilliseconds: 2_000 });
});
afterEach(async () => {
  await standIn.stop();
  await company.stop();
});

const open = async (platform: Platform): Promise<void> => {
  account = standIn.account({ platform, requiresProof: true });
  await standIn.connect(account, { url: company.callbackUrl, verifyToken: company.verifyToken });
  await client.subscribe(account);
  person = standIn.person({ account, name: 'Çağrı Şimşek' });
};

const outbound = (content: Outbound['content'], more: Partial<Outbound> = {}): Outbound => ({
  ...{ recipientId: person.id, reference: 'bizim-1', replyTo: null, humanAgentTag: false },
  ...{ content, ...more },
});
const text = (words: string): Outbound['content'] => ({ type: 'text', text: words });
const image = (more: object = {}): Outbound['content'] => ({
  ...{ type: 'media', kind: 'IMAGE', caption: null, name: 'çizim.png', contentType: 'image/png', size: png().length },
  ...{ open: async () => Readable.from(png()), ...more },
});
const problemOf = async (work: Promise<unknown>): Promise<GraphProblem> => {
  const failure = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (failure instanceof GraphFailure) return failure.problem;
  throw new Error(`no GraphFailure, but ${String(failure)}`);
};
/** All events that were told, each notification being signed by the account's app. */
const events = async (): Promise<InboundEvent[]> => {
  expect(await standIn.settled()).toBe(true);
  return company.told.flatMap(({ body, headers }) => {
    expect(signatureFits(Buffer.from(body), headers['x-hub-signature-256'] as string, account.appSecret)).toBe(true);
    return parsePayload(body, clock.now());
  });
};

describe.each(['WHATSAPP', 'MESSENGER', 'INSTAGRAM'] as const)('%s', (platform) => {
  beforeEach(() => open(platform));

  test('what is sent arrives, and what became of it is told', async () => {
    const asked = person.writes('Merhaba 👋');
    const { platformMessageId } = await client.send(account, outbound(text('Buyurun, dinliyorum 🎧'), { replyTo: asked }));
    expect(person.receives).toMatchObject([{ id: platformMessageId, type: 'text', text: 'Buyurun, dinliyorum 🎧', replyTo: asked }]);
    const told = await events();
    expect(told[0]).toMatchObject({ type: 'message', senderId: person.id, platformMessageId: asked, accountId: account.externalId });
    const states = told.flatMap((event) => (event.type === 'status' ? [event.state] : []));
    expect(states).toEqual({ WHATSAPP: ['SENT', 'DELIVERED', 'READ'], MESSENGER: ['DELIVERED', 'READ'], INSTAGRAM: ['READ'] }[platform]);
    const echoes = told.filter(({ type }) => type === 'echo');
    const references = told.flatMap((event) =>
      event.type === 'status' ? [event.callbackData] : event.type === 'echo' ? [event.metadata] : [],
    );
    expect(echoes).toHaveLength(platform === 'WHATSAPP' ? 0 : 1);
    if (platform !== 'INSTAGRAM') expect(references).toContain('bizim-1');
  });

  test('files go both ways', async () => {
    const mid = person.sends('image');
    const [event] = await events();
    if (event?.type !== 'message') throw new Error(`no message, but ${event?.type}`);
    expect(event).toMatchObject({ platformMessageId: mid, content: { kind: 'IMAGE' } });
    const opened = await client.openMedia(account, event.content.media[0]!);
    expect(await buffer(opened.content)).toEqual(png());
    expect(opened).toMatchObject({ contentType: 'image/png', size: png().length });
    const media = standIn.world.media.keep(account, 'PERSON', { bytes: png(), contentType: 'image/png', name: 'çizim.png' });
    await client.send(account, outbound(image(platform === 'INSTAGRAM' ? { url: standIn.world.media.openUrl(media) } : {})));
    expect(person.receives).toMatchObject([{ type: 'image', media: { bytes: png(), contentType: 'image/png' } }]);
  });

  test('the account is described, and its credentials are tried by it', async () => {
    const { name, phoneNumber, userName } = await client.describe(account);
    expect(name).toBe(account.name);
    expect([phoneNumber, userName]).toEqual(platform === 'WHATSAPP' ? [account.displayPhoneNumber, null] : [null, account.userName]);
    const old = { ...account, accessToken: account.accessToken, appSecret: account.appSecret } as Account;
    account.renewToken();
    expect((await problemOf(client.describe(old))).kind).toBe('BAD_TOKEN');
  });

  test('refusals mean what they are', async () => {
    person.writes('Merhaba');
    standIn.failNext({ code: platform === 'WHATSAPP' ? 130429 : 613, retryAfterSeconds: 9 });
    expect(await problemOf(client.send(account, outbound(text('a'))))).toMatchObject({ kind: 'RATE_LIMITED', retryAfterSeconds: 9 });
    standIn.failNext({ status: 503 });
    expect((await problemOf(client.send(account, outbound(text('a'))))).kind).toBe('TRANSIENT');
    standIn.failNext({ code: platform === 'WHATSAPP' ? 131026 : 551 });
    expect((await problemOf(client.send(account, outbound(text('a'))))).kind).toBe('PERMANENT');
    standIn.failNext({ code: 190 });
    expect((await problemOf(client.send(account, outbound(text('a'))))).kind).toBe('BAD_TOKEN');
    for (const drop of ['BEFORE', 'AFTER'] as const) {
      standIn.failNext({ drop });
      expect((await problemOf(client.send(account, outbound(text(drop))))).kind).toBe('UNKNOWN_OUTCOME');
    }
    standIn.failNext({ slowMilliseconds: 3_000 });
    expect((await problemOf(client.send(account, outbound(text('yavaş'))))).kind).toBe('UNKNOWN_OUTCOME');
    expect(person.receives.map(({ text: words }) => words)).toEqual(['AFTER', 'yavaş']);
  });

  test('a window that has closed is told as such', async () => {
    standIn.world.whatsAppRefuses = 'AT_ONCE';
    person.writes('Merhaba');
    clock.at += DAY;
    expect((await problemOf(client.send(account, outbound(text('Geç'))))).kind).toBe('WINDOW_CLOSED');
    if (platform === 'WHATSAPP') return;
    await client.send(account, outbound(text('İnsan eliyle'), { humanAgentTag: true }));
    clock.at += 6 * DAY;
    expect((await problemOf(client.send(account, outbound(text('Çok geç'), { humanAgentTag: true })))).kind).toBe('WINDOW_CLOSED');
  });

  test('profiles', async () => {
    person.writes('Merhaba');
    const names = { WHATSAPP: null, MESSENGER: 'Çağrı Şimşek', INSTAGRAM: 'Çağrı Şimşek' };
    expect((await client.profile(account, person.id)).name).toBe(names[platform]);
  });

  test('whatever a person does is understood', async () => {
    const first = person.writes('Merhaba');
    person.repliesTo(first, 'Orada mısınız?');
    for (const kind of ['image', 'audio', 'video', 'document', 'sticker'] as const) person.sends(kind, { caption: 'Bakın' });
    if (platform !== 'INSTAGRAM') person.sendsLocation({ latitude: 41.0082, longitude: 28.9784, name: 'Sultanahmet' });
    if (platform === 'WHATSAPP') person.sendsContacts([{ name: 'Ayşe Öz', phones: ['+905551112233'], emails: ['ayse@example.com'] }]);
    person.presses({ kind: platform === 'WHATSAPP' ? 'LIST' : 'POSTBACK', id: '42', title: 'Numara 42' });
    person.presses({ kind: platform === 'WHATSAPP' ? 'TEMPLATE' : 'QUICK_REPLY', id: 'EVET', title: 'Evet' });
    person.sendsUnsupported();
    person.reacts(first, '👍');
    person.reacts(first, null);
    person.edits(first, 'Merhabalar');
    if (platform !== 'MESSENGER') person.unsends(first);
    standIn.answersElsewhere(person, 'Telefondan');
    person.receipts = { delivered: false, read: false, afterMilliseconds: 0 };
    const told = await events();
    const kinds = told.flatMap((event) => (event.type === 'message' ? [event.content.kind] : []));
    const unsupported = platform === 'MESSENGER' ? 'TEXT' : 'UNSUPPORTED';
    expect(kinds).toEqual([
      ...['TEXT', 'TEXT', 'IMAGE', 'AUDIO', 'VIDEO', 'DOCUMENT', platform === 'INSTAGRAM' ? 'UNSUPPORTED' : 'STICKER'],
      ...(platform !== 'INSTAGRAM' ? ['LOCATION'] : []),
      ...(platform === 'WHATSAPP' ? ['CONTACTS'] : []),
      ...['CHOICE', 'CHOICE', unsupported],
    ]);
    expect(told.filter(({ type }) => type === 'unknown')).toEqual([]);
    const others = told.flatMap(({ type }) => (type === 'message' || type === 'status' ? [] : [type]));
    expect(others).toEqual(['reaction', 'reaction', 'edit', ...(platform === 'MESSENGER' ? [] : ['unsend']), 'echo']);
    const document = told.find((event) => event.type === 'message' && event.content.kind === 'DOCUMENT');
    expect(document).toMatchObject({ content: { media: [{ name: sampleOf('document').name }] } });
  });
});

describe('WhatsApp', () => {
  beforeEach(() => open('WHATSAPP'));

  test('templates are listed over all pages, sent with their parameters, and judged anew', async () => {
    const templates = Array.from({ length: 120 }, (_, n) => standIn.template(account, { name: `şablon_${n}` }));
    expect((await client.templates(account)).map(({ name }) => name)).toEqual(templates.map(({ name }) => name));
    person.writes('Merhaba');
    clock.at += 2 * DAY;
    const filled = (...words: string[]): Outbound['content'] => ({
      ...{ type: 'template', name: 'şablon_7', language: 'tr' },
      components: [{ type: 'body', parameters: words.map((one) => ({ type: 'text', text: one })) }],
    });
    await client.send(account, outbound(filled('Çağrı', '1024')));
    expect(person.receives).toMatchObject([{ text: 'Merhaba Çağrı, 1024 numaralı siparişiniz yola çıktı.' }]);
    expect((await problemOf(client.send(account, outbound(filled('Çağrı'))))).code).toBe(132000);
    standIn.judge(account, templates[7]!, 'PAUSED', 'ABUSIVE_CONTENT');
    const told = (await events()).find(({ type }) => type === 'template-status');
    expect(told).toMatchObject({
      templateId: templates[7]!.id,
      businessAccountId: account.businessAccountId,
      status: 'PAUSED',
      at: clock.now(),
    });
  });

  test('what it takes and does not bring is told as failed, with the reason', async () => {
    person.writes('Merhaba');
    clock.at += DAY;
    const { platformMessageId } = await client.send(account, outbound(text('Geç')));
    const failed = (await events()).find((event) => event.type === 'status');
    expect(failed).toMatchObject({
      ...{ state: 'FAILED', platformMessageIds: [platformMessageId], callbackData: 'bizim-1' },
      problem: { kind: 'WINDOW_CLOSED', code: 131047 },
    });
  });
});
