import { createHmac } from 'node:crypto';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { MetaAccount, Platform } from '../../src/channels/meta/account.js';
import { GraphClient } from '../../src/channels/meta/graph-client.js';
import { mayFetch } from '../../src/channels/meta/media-download.js';
import type { Outbound } from '../../src/channels/meta/outbound.js';
import { GraphFailure, type GraphProblem } from '../../src/channels/meta/problems.js';
import { eventually } from '../support/eventually.js';
import { json, type Reply, type ScriptedHttp, scriptedHttp } from '../support/scripted-http.js';

const TOKEN = 'EAAGm0PX4ZCpsBAJverySecretToken';
const SECRET = 'an-app-secret-nobody-may-see';
const PROOF = createHmac('sha256', SECRET).update(TOKEN).digest('hex');

const account = (platform: Platform): MetaAccount => ({
  platform,
  externalId: { WHATSAPP: '106540352242922', MESSENGER: '682498302938465', INSTAGRAM: '17841405822304914' }[platform],
  businessAccountId: platform === 'WHATSAPP' ? '102290129340398' : null,
  accessToken: TOKEN,
  appSecret: SECRET,
});

const outbound = (content: Outbound['content'], more: Partial<Outbound> = {}): Outbound => ({
  recipientId: '905321234567',
  reference: 'message_01jd',
  replyTo: null,
  humanAgentTag: false,
  content,
  ...more,
});
const words = (said: string) => ({ type: 'text' as const, text: said });
const file = (content: string, more: Partial<Extract<Outbound['content'], { type: 'media' }>> = {}) => ({
  type: 'media' as const,
  kind: 'DOCUMENT' as const,
  caption: null,
  name: 'fatura “ağustos”.pdf',
  contentType: 'application/pdf',
  size: Buffer.byteLength(content),
  open: async () => Readable.from([Buffer.from(content)]),
  ...more,
});

let platform: ScriptedHttp;
let client: GraphClient;
beforeAll(async () => {
  platform = await scriptedHttp();
  client = new GraphClient({ baseUrl: platform.url, version: 'v26.0', timeoutMilliseconds: 2_000, mediaBytes: 1_000 });
});
afterAll(() => platform.stop());

const problemOf = async (attempt: Promise<unknown>): Promise<GraphProblem> => {
  const failure = await attempt.then(
    () => null,
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(GraphFailure);
  const { problem, message, stack } = failure as GraphFailure;
  for (const told of [JSON.stringify(problem), message, stack ?? '']) {
    for (const secret of [TOKEN, SECRET, PROOF]) expect(told).not.toContain(secret);
  }
  return problem;
};

const sent = {
  messaging_product: 'whatsapp',
  contacts: [{ input: '905321234567', wa_id: '905321234567' }],
  messages: [{ id: 'wamid.SENT' }],
};
const sentByPage = { recipient_id: '905321234567', message_id: 'm_SENT' };

describe('sending', () => {
  const cases: [string, Platform, Outbound, string, unknown][] = [
    [
      'a text with a link, as an answer',
      'WHATSAPP',
      outbound(words('Sepetiniz: https://shop.example/ş 🛒'), { replyTo: 'wamid.THEIRS' }),
      '/v26.0/106540352242922/messages',
      {
        messaging_product: 'whatsapp',
        recipient_type: 'individual',
        to: '905321234567',
        context: { message_id: 'wamid.THEIRS' },
        biz_opaque_callback_data: 'message_01jd',
        type: 'text',
        text: { body: 'Sepetiniz: https://shop.example/ş 🛒', preview_url: true },
      },
    ],
    [
      'to a customer who shows no number',
      'WHATSAPP',
      outbound(words('مرحبا'), { recipientId: 'TR.13491208655302741918' }),
      '/v26.0/106540352242922/messages',
      {
        messaging_product: 'whatsapp',
        recipient_type: 'individual',
        recipient: 'TR.13491208655302741918',
        biz_opaque_callback_data: 'message_01jd',
        type: 'text',
        text: { body: 'مرحبا', preview_url: false },
      },
    ],
    [
      'a template',
      'WHATSAPP',
      outbound({
        type: 'template',
        name: 'siparis_hazir',
        language: 'tr',
        components: [{ type: 'body', parameters: [{ type: 'text', text: 'Ayşe' }] }],
      }),
      '/v26.0/106540352242922/messages',
      {
        messaging_product: 'whatsapp',
        recipient_type: 'individual',
        to: '905321234567',
        biz_opaque_callback_data: 'message_01jd',
        type: 'template',
        template: {
          name: 'siparis_hazir',
          language: { code: 'tr' },
          components: [{ type: 'body', parameters: [{ type: 'text', text: 'Ayşe' }] }],
        },
      },
    ],
    [
      'a file that was uploaded before',
      'WHATSAPP',
      outbound(file('', { kind: 'IMAGE', caption: 'İşte bu', contentType: 'image/png', platformMediaId: '4490709327384033' })),
      '/v26.0/106540352242922/messages',
      {
        messaging_product: 'whatsapp',
        recipient_type: 'individual',
        to: '905321234567',
        biz_opaque_callback_data: 'message_01jd',
        type: 'image',
        image: { id: '4490709327384033', caption: 'İşte bu' },
      },
    ],
    [
      'a text within the window',
      'MESSENGER',
      outbound(words('Buyurun'), { replyTo: 'm_THEIRS' }),
      '/v26.0/682498302938465/messages',
      {
        recipient: { id: '905321234567' },
        messaging_type: 'RESPONSE',
        reply_to: { mid: 'm_THEIRS' },
        message: { text: 'Buyurun', metadata: 'message_01jd' },
      },
    ],
    [
      'a text of a person after the window',
      'MESSENGER',
      outbound(words('Buyurun'), { humanAgentTag: true }),
      '/v26.0/682498302938465/messages',
      {
        recipient: { id: '905321234567' },
        messaging_type: 'MESSAGE_TAG',
        tag: 'HUMAN_AGENT',
        message: { text: 'Buyurun', metadata: 'message_01jd' },
      },
    ],
    [
      'a text of a person after the window',
      'INSTAGRAM',
      outbound(words('Buyurun 😊'), { humanAgentTag: true }),
      '/v26.0/me/messages',
      { recipient: { id: '905321234567' }, messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT', message: { text: 'Buyurun 😊' } },
    ],
    [
      'a film by its address',
      'INSTAGRAM',
      outbound(file('', { kind: 'VIDEO', url: 'https://files.example/v.mp4' })),
      '/v26.0/me/messages',
      {
        recipient: { id: '905321234567' },
        messaging_type: 'RESPONSE',
        message: { attachment: { type: 'video', payload: { url: 'https://files.example/v.mp4', is_reusable: false } } },
      },
    ],
  ];
  test.each(cases)('%s (%s)', async (_name, on, message, path, body) => {
    platform.script(json(200, on === 'WHATSAPP' ? sent : sentByPage));
    await expect(client.send(account(on), message)).resolves.toEqual({ platformMessageId: on === 'WHATSAPP' ? 'wamid.SENT' : 'm_SENT' });
    expect(platform.seen).toHaveLength(1);
    const [request] = platform.seen;
    expect([request?.method, request?.path]).toEqual(['POST', path]);
    expect(JSON.parse(request?.body ?? '')).toEqual(body);
    expect(request?.headers.authorization).toBe(`Bearer ${TOKEN}`);
    expect(Object.fromEntries(request?.query ?? [])).toEqual({ appsecret_proof: PROOF });
  });

  test('a file goes up first on WhatsApp, as it is read, with its length said before', async () => {
    platform.script(json(200, { id: '4490709327384033' }), json(200, sent));
    await client.send(account('WHATSAPP'), outbound(file('%PDF-1.7 çığ'.repeat(1_000), { caption: 'Faturanız' })));
    const [upload, message] = platform.seen;
    expect(upload?.path).toBe('/v26.0/106540352242922/media');
    expect(upload?.headers['content-length']).toBe(String(Buffer.byteLength(upload?.body ?? '')));
    expect(upload?.headers['transfer-encoding']).toBeUndefined();
    const form = await new Response(upload?.body, { headers: { 'content-type': upload?.headers['content-type'] ?? '' } }).formData();
    expect(form.get('messaging_product')).toBe('whatsapp');
    expect(form.get('type')).toBe('application/pdf');
    const uploaded = form.get('file') as File;
    expect([uploaded.name, uploaded.type, await uploaded.text()]).toEqual([
      'fatura “ağustos”.pdf',
      'application/pdf',
      '%PDF-1.7 çığ'.repeat(1_000),
    ]);
    expect(JSON.parse(message?.body ?? '')).toMatchObject({
      type: 'document',
      document: { id: '4490709327384033', caption: 'Faturanız', filename: 'fatura “ağustos”.pdf' },
    });
  });

  test('a file goes with its message on Messenger; its name cannot forge a field', async () => {
    platform.script(json(200, sentByPage));
    const name = 'a"\r\ncontent-disposition: form-data; name="tag"\r\n\r\nX.pdf';
    await client.send(account('MESSENGER'), outbound(file('içerik', { name })));
    const [request] = platform.seen;
    const form = await new Response(request?.body, { headers: { 'content-type': request?.headers['content-type'] ?? '' } }).formData();
    expect([...form.keys()]).toEqual(['recipient', 'messaging_type', 'message', 'filedata']);
    expect(JSON.parse(String(form.get('recipient')))).toEqual({ id: '905321234567' });
    expect(form.get('messaging_type')).toBe('RESPONSE');
    expect(JSON.parse(String(form.get('message')))).toEqual({
      attachment: { type: 'file', payload: { is_reusable: false } },
      metadata: 'message_01jd',
    });
    expect(await (form.get('filedata') as File).text()).toBe('içerik');
  });

  test.each<[string, Platform, Outbound]>([
    ['a template on Messenger', 'MESSENGER', outbound({ type: 'template', name: 'a', language: 'tr', components: [] })],
    ['a caption on Messenger', 'MESSENGER', outbound(file('x', { caption: 'c' }))],
    ['a caption on Instagram', 'INSTAGRAM', outbound(file('x', { caption: 'c', url: 'https://files.example/x' }))],
    ['a file without an address on Instagram', 'INSTAGRAM', outbound(file('x'))],
    ['a sound with a caption on WhatsApp', 'WHATSAPP', outbound(file('x', { kind: 'AUDIO', caption: 'c', platformMediaId: '1' }))],
  ])('%s is refused without a request', async (_name, on, message) => {
    platform.script();
    expect((await problemOf(client.send(account(on), message))).kind).toBe('PERMANENT');
    expect(platform.seen).toEqual([]);
  });
});

const error = (code: number, more: Record<string, unknown> = {}) => ({
  error: { message: `(#${code}) as Meta says`, type: 'OAuthException', code, fbtrace_id: 'AbCdEf', ...more },
});
const plain =
  (status: number, body = ''): Reply =>
  (_request, response) => {
    response.writeHead(status).end(body);
  };
const hangUp: Reply = (request, response) => void (request && response.destroy());
const breakOff: Reply = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
  response.write('{"messages":', () => response.destroy());
};
const silence: Reply = () => undefined;
const closed = { error_subcode: 2018278 };

describe('what goes wrong with a message', () => {
  test.each<[string, Reply, Partial<GraphProblem>]>([
    [
      'bad token',
      json(401, error(190, { error_subcode: 463 })),
      { kind: 'BAD_TOKEN', code: 190, subcode: 463, httpStatus: 401, traceId: 'AbCdEf' },
    ],
    ['401 in another form', plain(401, 'no'), { kind: 'BAD_TOKEN', code: null }],
    ['window closed, WhatsApp', json(400, error(131047)), { kind: 'WINDOW_CLOSED' }],
    ['window closed, Messenger', json(403, error(10, closed)), { kind: 'WINDOW_CLOSED' }],
    ['window closed, Instagram', json(403, error(10, { error_subcode: 2534022 })), { kind: 'WINDOW_CLOSED' }],
    ['permission lost', json(403, error(10)), { kind: 'BAD_TOKEN' }],
    ['unknown recipient', json(400, error(131026)), { kind: 'PERMANENT' }],
    ['rate limit with Retry-After', json(429, error(130429), { 'retry-after': '30' }), { kind: 'RATE_LIMITED', retryAfterSeconds: 30 }],
    [
      'rate limit with usage',
      json(400, error(80007), {
        'x-business-use-case-usage': '{"102290129340398":[{"type":"messenger","call_count":100,"estimated_time_to_regain_access":19}]}',
      }),
      { kind: 'RATE_LIMITED', retryAfterSeconds: 1_140 },
    ],
    ['429 without a body', plain(429), { kind: 'RATE_LIMITED', retryAfterSeconds: null }],
    ['500 with an error', json(500, error(2, { is_transient: true })), { kind: 'TRANSIENT' }],
    ['502 of a proxy', plain(502, '<html>'), { kind: 'TRANSIENT', httpStatus: 502 }],
    ['503 with Retry-After', json(503, {}, { 'retry-after': '7' }), { kind: 'TRANSIENT', retryAfterSeconds: 7 }],
    ['504 of a proxy', plain(504), { kind: 'UNKNOWN_OUTCOME' }],
    ['a broken answer, as Meta calls it', json(400, error(1, { error_subcode: 1357046 })), { kind: 'UNKNOWN_OUTCOME' }],
    ['an error with 200', json(200, error(131000)), { kind: 'TRANSIENT' }],
    ['an unknown code', json(400, error(987654)), { kind: 'PERMANENT', code: 987654 }],
    ['an unknown code that passes', json(400, error(987654, { is_transient: true })), { kind: 'TRANSIENT' }],
    ['a redirection', json(302, {}, { location: 'https://elsewhere.example/' }), { kind: 'PERMANENT', httpStatus: 302 }],
    ['hung up without an answer', hangUp, { kind: 'UNKNOWN_OUTCOME' }],
    ['broken off in the answer', breakOff, { kind: 'UNKNOWN_OUTCOME' }],
    ['taken, but unreadable', plain(200, 'taken'), { kind: 'UNKNOWN_OUTCOME' }],
    ['taken, but without an id', json(200, { messages: [] }), { kind: 'UNKNOWN_OUTCOME' }],
  ])('%s', async (_name, reply, expected) => {
    platform.script(reply);
    const problem = await problemOf(client.send(account('WHATSAPP'), outbound(words('Selam'))));
    expect(problem).toMatchObject(expected);
    expect(problem.words).toMatch(/^[A-Z].*\S$/);
    expect(platform.seen).toHaveLength(1);
  });

  test('no answer in time: it may have been sent', async () => {
    const hasty = new GraphClient({ baseUrl: platform.url, version: 'v26.0', timeoutMilliseconds: 50 });
    platform.script(silence);
    expect((await problemOf(hasty.send(account('WHATSAPP'), outbound(words('Selam'))))).kind).toBe('UNKNOWN_OUTCOME');
  });

  test('a refused connection: nothing was sent', async () => {
    const gone = await scriptedHttp();
    await gone.stop();
    const nowhere = new GraphClient({ baseUrl: gone.url, version: 'v26.0' });
    const problem = await problemOf(nowhere.send(account('WHATSAPP'), outbound(words('Selam'))));
    expect(problem).toMatchObject({ kind: 'TRANSIENT', httpStatus: null });
    expect(problem.words).toContain('ECONNREFUSED');
  });

  test('a host without an address: nothing was sent', async () => {
    const nowhere = new GraphClient({ baseUrl: 'https://graph.invalid', version: 'v26.0' });
    expect((await problemOf(nowhere.send(account('MESSENGER'), outbound(words('Selam'))))).kind).toBe('TRANSIENT');
  });

  test('a fault in the upload never leaves the message in doubt', async () => {
    for (const reply of [hangUp, breakOff, plain(504), plain(200, 'taken')]) {
      platform.script(reply);
      expect((await problemOf(client.send(account('WHATSAPP'), outbound(file('x'))))).kind).toBe('TRANSIENT');
      expect(platform.seen).toHaveLength(1);
    }
  });

  test('a file that goes with its message does', async () => {
    platform.script(hangUp);
    expect((await problemOf(client.send(account('MESSENGER'), outbound(file('x'))))).kind).toBe('UNKNOWN_OUTCOME');
  });

  test('the source of a file is closed, whatever happens', async () => {
    const source = Readable.from([Buffer.from('x')]);
    platform.script(json(400, error(100)));
    await problemOf(client.send(account('WHATSAPP'), outbound(file('x', { open: async () => source }))));
    expect(source.destroyed).toBe(true);
  });

  test('the platform’s own words are kept, without the secrets that it repeats', async () => {
    const unusual = { ...account('WHATSAPP'), accessToken: 'token+of/another.form' };
    platform.script(json(400, error(190, { message: `Malformed access token ${unusual.accessToken}!, not ${TOKEN}, ${SECRET}` })));
    const { platformMessage } = await problemOf(client.send(unusual, outbound(words('Selam'))));
    expect(platformMessage).toBe('Malformed access token …!, not …, …');
  });
});

describe('files of customers', () => {
  const media = { platformMediaId: '1003383421387256', url: null, contentType: null, name: 'poliçe.pdf' };
  const bytes =
    (content: string, headers: Record<string, string> = {}): Reply =>
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/pdf', ...headers }).end(content);
    };
  const found = () => json(200, { url: `${platform.url}/file/1`, mime_type: 'application/pdf', file_size: 4, id: media.platformMediaId });

  test('WhatsApp: by the id, then from the address, which wants the token', async () => {
    platform.script(found(), bytes('%PDF', { 'content-length': '4' }));
    const opened = await client.openMedia(account('WHATSAPP'), media);
    expect(opened).toMatchObject({ contentType: 'application/pdf', size: 4, name: 'poliçe.pdf' });
    expect(await text(opened.content)).toBe('%PDF');
    expect(platform.seen.map(({ path }) => path)).toEqual(['/v26.0/1003383421387256', '/file/1']);
    expect(platform.seen[0]?.query.get('phone_number_id')).toBe('106540352242922');
    expect(platform.seen[1]?.headers.authorization).toBe(`Bearer ${TOKEN}`);
    expect([...(platform.seen[1]?.query ?? [])]).toEqual([]);
  });

  test('Messenger: from the address, without a token', async () => {
    platform.script(bytes('GIF8'));
    const opened = await client.openMedia(account('MESSENGER'), { ...media, platformMediaId: null, url: `${platform.url}/v/a.gif` });
    expect(await text(opened.content)).toBe('GIF8');
    expect(platform.seen[0]?.headers.authorization).toBeUndefined();
  });

  test('a redirection within the host is followed, one that leads elsewhere is not', async () => {
    platform.script(json(302, {}, { location: '/other' }), bytes('GIF8'));
    expect(
      await text((await client.openMedia(account('MESSENGER'), { ...media, platformMediaId: null, url: `${platform.url}/a` })).content),
    ).toBe('GIF8');
    for (const location of [
      'http://169.254.169.254/latest/meta-data',
      'https://intranet.example/',
      'file:///etc/passwd',
      'http://127.0.0.1:1/',
    ]) {
      platform.script(json(302, {}, { location }));
      const problem = await problemOf(
        client.openMedia(account('MESSENGER'), { ...media, platformMediaId: null, url: `${platform.url}/a` }),
      );
      expect(problem).toMatchObject({ kind: 'PERMANENT' });
      expect(platform.seen).toHaveLength(1);
    }
    platform.script(...Array.from({ length: 9 }, () => json(302, {}, { location: '/a' })));
    expect(
      (await problemOf(client.openMedia(account('MESSENGER'), { ...media, platformMediaId: null, url: `${platform.url}/a` }))).kind,
    ).toBe('PERMANENT');
    expect(platform.seen).toHaveLength(4);
  });

  test('one that says it is too large is not begun; one that is ends', async () => {
    platform.script(found(), bytes('', { 'content-length': '1001' }));
    expect(await problemOf(client.openMedia(account('WHATSAPP'), media))).toMatchObject({
      kind: 'PERMANENT',
      words: expect.stringContaining('1000 bytes'),
    });
    platform.script(found(), (_request, response) => {
      response.write('x'.repeat(900));
      response.end('x'.repeat(101));
    });
    const { content, size } = await client.openMedia(account('WHATSAPP'), media);
    expect(size).toBeNull();
    expect((await problemOf(text(content))).kind).toBe('PERMANENT');
  });

  test('one that breaks off is to be tried again; one that is gone is not', async () => {
    platform.script(found(), (_request, response) => {
      response.writeHead(200, { 'content-length': '900' });
      response.write('x', () => response.destroy());
    });
    const { content } = await client.openMedia(account('WHATSAPP'), media);
    expect((await problemOf(text(content))).kind).toBe('TRANSIENT');
    platform.script(found(), (_request, response) => {
      response.writeHead(200, { 'content-length': '900' });
      response.write('x', () => response.destroy());
    });
    const late = await client.openMedia(account('WHATSAPP'), media);
    expect(
      await eventually(
        () => late.content.errored,
        (error) => error !== null,
      ),
    ).toBeInstanceOf(GraphFailure);
    expect((await problemOf(text(late.content))).kind).toBe('TRANSIENT');
    platform.script(found(), plain(404));
    expect((await problemOf(client.openMedia(account('WHATSAPP'), media))).kind).toBe('PERMANENT');
  });

  test.each<[string, string, boolean]>([
    ['https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1', 'https://graph.facebook.com', true],
    ['https://scontent.xx.fbcdn.net/v/t1/a.jpg', 'https://graph.facebook.com', true],
    ['https://lookaside.fbsbx.com.evil.example/', 'https://graph.facebook.com', false],
    ['https://evilfbcdn.net/', 'https://graph.facebook.com', false],
    ['https://127.0.0.1/', 'https://graph.facebook.com', false],
    ['http://scontent.xx.fbcdn.net/v/t1/a.jpg', 'https://graph.facebook.com', false],
    ['http://127.0.0.1:4100/file', 'http://127.0.0.1:4100', true],
    ['http://127.0.0.1:4101/file', 'http://127.0.0.1:4100', false],
    ['http://gateway.example/file', 'http://gateway.example', false],
    ['https://gateway.example/file', 'https://gateway.example', true],
    ['ftp://scontent.xx.fbcdn.net/', 'https://graph.facebook.com', false],
  ])('%s under %s may be fetched: %s', (url, base, may) => {
    expect(mayFetch(new URL(url), new URL(base))).toBe(may);
  });
});

describe('accounts and customers', () => {
  test('a profile: names on Messenger, name and user name on Instagram, nothing to ask on WhatsApp', async () => {
    platform.script(json(200, { first_name: 'Şule', last_name: 'Öztürk', id: '1' }));
    await expect(client.profile(account('MESSENGER'), '7')).resolves.toEqual({ name: 'Şule Öztürk', userName: null });
    expect([platform.seen[0]?.path, platform.seen[0]?.query.get('fields')]).toEqual(['/v26.0/7', 'first_name,last_name']);
    platform.script(json(200, { name: 'دانا', username: 'dana', id: '1' }));
    await expect(client.profile(account('INSTAGRAM'), '8')).resolves.toEqual({ name: 'دانا', userName: 'dana' });
    platform.script();
    await expect(client.profile(account('WHATSAPP'), '9')).resolves.toEqual({ name: null, userName: null });
    expect(platform.seen).toEqual([]);
  });

  test('an account is described', async () => {
    platform.script(json(200, { verified_name: 'Ayakkabı A.Ş.', display_phone_number: '+90 532 123 45 67', id: '106540352242922' }));
    await expect(client.describe(account('WHATSAPP'))).resolves.toEqual({
      name: 'Ayakkabı A.Ş.',
      phoneNumber: '+90 532 123 45 67',
      userName: null,
    });
    platform.script(json(200, { name: 'Ayakkabı', username: 'ayakkabi', id: '1' }));
    await expect(client.describe(account('INSTAGRAM'))).resolves.toEqual({ name: 'Ayakkabı', phoneNumber: null, userName: 'ayakkabi' });
    expect(platform.seen[0]?.path).toBe('/v26.0/17841405822304914');
    platform.script(json(400, error(190)));
    expect((await problemOf(client.describe(account('MESSENGER')))).kind).toBe('BAD_TOKEN');
  });

  test('webhooks are subscribed to where each platform has them', async () => {
    platform.script(json(200, { success: true }), json(200, { success: true }), json(200, { success: true }));
    for (const on of ['WHATSAPP', 'MESSENGER', 'INSTAGRAM'] as const) await client.subscribe(account(on));
    expect(platform.seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /v26.0/102290129340398/subscribed_apps',
      'POST /v26.0/682498302938465/subscribed_apps',
      'POST /v26.0/me/subscribed_apps',
    ]);
    expect(platform.seen.map(({ query }) => query.get('subscribed_fields')?.split(',').includes('message_echoes'))).toEqual([
      undefined,
      true,
      true,
    ]);
  });

  test('templates of all pages, each page asked with the token in the head only', async () => {
    const template = (id: string) => ({
      id,
      name: `n${id}`,
      language: 'tr',
      category: 'UTILITY',
      status: 'APPROVED',
      components: [{ type: 'BODY', text: '{{1}}' }],
    });
    platform.script(
      json(200, {
        data: [template('1')],
        paging: { cursors: { after: 'QVF' }, next: `https://graph.facebook.com/next?access_token=${TOKEN}` },
      }),
      json(200, { data: [template('2')], paging: { cursors: { after: 'QVG' } } }),
    );
    const templates = await client.templates(account('WHATSAPP'));
    expect(templates).toEqual(['1', '2'].map(template));
    expect(platform.seen.map(({ path, query }) => [path, query.get('after')])).toEqual([
      ['/v26.0/102290129340398/message_templates', null],
      ['/v26.0/102290129340398/message_templates', 'QVF'],
    ]);
    for (const { query } of platform.seen) expect(query.has('access_token')).toBe(false);
  });

  test('what only WhatsApp’s business account has is not asked for without one', async () => {
    platform.script();
    const lacking = { ...account('WHATSAPP'), businessAccountId: null };
    expect((await problemOf(client.templates(lacking))).kind).toBe('PERMANENT');
    expect((await problemOf(client.subscribe(lacking))).kind).toBe('PERMANENT');
    expect(platform.seen).toEqual([]);
  });
});
