import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ChannelType } from '../../src/entities/enums.js';
import { decodeId } from '../../src/ids.js';
import type { AgentAtWork } from '../support/agent-at-work.js';
import { Company } from '../support/company.js';
import type { Customer } from '../support/customer.js';
import { Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import {
  FILES_OF_MESSAGE,
  type FilesSeen,
  ogg,
  pdf,
  png,
  put,
  type Requested,
  requestUpload,
  sendFiles,
  upload,
} from '../support/files.js';
import { seedPlatformChat } from '../support/platform-chat.js';

const MOST_BYTES = 300_000;
const PAGE = 'https://www.example.com';

let files: string;
let desk: Desk;
let company: Company;
let ayse: AgentAtWork;
let ali: Customer;
beforeAll(async () => {
  files = await mkdtemp(join(tmpdir(), 'sohbet-attachments-'));
  desk = await Desk.start({
    env: { FILES_DIR: files, UPLOAD_BYTES: String(MOST_BYTES), ALLOWED_ORIGINS: PAGE, LIMIT_UPLOADS_PER_MINUTE: '100000', JOBS: 'on' },
  });
});
afterAll(async () => {
  await desk.stop();
  await rm(files, { recursive: true, force: true });
});
beforeEach(async () => {
  company = await Company.open(desk);
  ayse = await company.onlineAgent('Ayşe');
  ali = await company.customerWithChat('Ali');
});

const here = (path: string): string => `${desk.url}${path}`;
const request = (size: number, name = 'foto.png', who: { client: Customer['client'] } = ali): Promise<Requested> =>
  requestUpload(who, ali.conversationId, name, size);
const rowOf = async (attachmentId: string) => {
  const [row] = await desk.sql<{ state: string; storage_key: string | null; message_id: string | null }>(
    'select state, storage_key, message_id from attachment where id = $1',
    [decodeId('attachment', attachmentId)],
  );
  return row;
};
/** Everything that is stored for this test's conversation, drafts included. */
const stored = async (): Promise<string[]> => {
  const folder = join(files, 'attachments', ali.conversationUuid);
  return readdir(folder).catch(() => []);
};
const messagesOf = async ({ client }: { client: Customer['client'] }, root: 'conversation' | 'myConversations'): Promise<FilesSeen[]> => {
  const messages = `messages(first: 100) { nodes { ${FILES_OF_MESSAGE} } }`;
  if (root === 'conversation') {
    const document = `query ($id: ID!) { conversation(id: $id) { ${messages} } }`;
    const { conversation } = await client.ask<{ conversation: { messages: { nodes: FilesSeen[] } } }>(document, { id: ali.conversationId });
    return conversation.messages.nodes;
  }
  const { myConversations } = await client.ask<{ myConversations: { messages: { nodes: FilesSeen[] } }[] }>(
    `{ myConversations { ${messages} } }`,
  );
  return myConversations.flatMap(({ messages: { nodes } }) => nodes);
};
const download = async (url: string | null | undefined) => {
  const response = await fetch(here(url ?? '/none'));
  return { status: response.status, headers: response.headers, content: Buffer.from(await response.arrayBuffer()) };
};

describe('a file goes both ways', () => {
  test('the customer’s to the agent and the agent’s to the customer, live, in the conversation and in the archive', async () => {
    const before = await company.now();
    const heard = { ayse: ayse.client, ali: ali.client };
    const document = `subscription ($id: ID!, $after: Cursor) { messageAdded(conversationId: $id, after: $after) {
      ... on MessageAdded { cursor message { ${FILES_OF_MESSAGE} } } } }`;
    const follow = (client: Customer['client']) =>
      client.follow<{ messageAdded: { message: FilesSeen } }>(document, { id: ali.conversationId, after: before });
    const [atDesk, atWidget] = [follow(heard.ayse), follow(heard.ali)];

    const picture = png();
    const sent = await sendFiles(ali, ali.conversationId, [await upload(ali, ali.conversationId, 'ayakkabı 👟.png', picture)], {
      text: 'Böyle geldi',
    });
    expect(sent.message).toMatchObject({
      kind: 'IMAGE',
      text: 'Böyle geldi',
      senderKind: 'CUSTOMER',
      attachments: [{ name: 'ayakkabı 👟.png', contentType: 'image/png', size: picture.length, state: 'READY', problem: null }],
    });
    const bill = pdf();
    const answer = await sendFiles(ayse, ali.conversationId, [await upload(ayse, ali.conversationId, 'فاتورة.pdf', bill)]);
    expect(answer.message).toMatchObject({
      kind: 'DOCUMENT',
      text: '',
      attachments: [{ name: 'فاتورة.pdf', contentType: 'application/pdf' }],
    });
    expect(answer.cursor).toMatch(/^e/);

    for (const stream of [atDesk, atWidget]) {
      const first = await stream.next(({ messageAdded: { message } }) => message.kind === 'IMAGE');
      expect(first.messageAdded.message.attachments).toMatchObject([{ name: 'ayakkabı 👟.png', state: 'READY' }]);
      expect((await download(first.messageAdded.message.attachments[0]?.url)).content).toEqual(picture);
      const second = await stream.next(({ messageAdded: { message } }) => message.kind === 'DOCUMENT');
      expect((await download(second.messageAdded.message.attachments[0]?.url)).content).toEqual(bill);
      stream.stop();
    }
    await ayse.resolves(ali, company.topic);
    for (const seen of [await messagesOf(ayse, 'conversation'), await messagesOf(ali, 'myConversations')]) {
      expect(seen.map(({ kind, attachments }) => [kind, attachments.map(({ name }) => name)])).toEqual([
        ['TEXT', []],
        ['IMAGE', ['ayakkabı 👟.png']],
        ['DOCUMENT', ['فاتورة.pdf']],
      ]);
      expect((await download(seen[2]?.attachments[0]?.url)).content).toEqual(bill);
    }
    expect(await ayse.archived({ search: 'AYAKKABI png' })).toEqual(['Ali']);
    expect(await ayse.archived({ search: 'فاتورة' })).toEqual(['Ali']);
  });

  test('ten in one message, in the order of the sender; an eleventh is refused', async () => {
    const ids: string[] = [];
    for (let n = 1; n <= 11; n++) ids.push(await upload(ali, ali.conversationId, `${n}.ogg`, n === 1 ? ogg() : png()));
    const wanted = [...ids.slice(0, 10)].reverse();
    await expect(sendFiles(ali, ali.conversationId, ids)).rejects.toThrow('INVALID_INPUT input.attachmentIds');
    const { message } = await sendFiles(ali, ali.conversationId, wanted);
    expect(message.attachments.map(({ id }) => id)).toEqual(wanted);
    // After the first of them.
    expect(message.kind).toBe('IMAGE');
    expect((await messagesOf(ayse, 'conversation')).at(-1)?.attachments.map(({ id }) => id)).toEqual(wanted);
  });

  test('to a chat that is over: the files go where the message goes', async () => {
    await ayse.resolves(ali, company.topic);
    await desk.sql(`update conversation set last_customer_message_at = now() - interval '3 days' where id = $1`, [ali.conversationUuid]);
    const { message } = await sendFiles(ali, ali.conversationId, [await upload(ali, ali.conversationId, 'foto.png', png())]);
    expect(message.conversationId).not.toBe(ali.conversationId);
    expect(message.attachments).toHaveLength(1);
  });

  test('a page of pictures asks for their files once', async () => {
    const statements: string[] = [];
    const other = await Desk.start({ database: desk.database, onStatement: (sql) => statements.push(sql) });
    try {
      for (let n = 1; n <= 5; n++) await sendFiles(ali, ali.conversationId, [await upload(ali, ali.conversationId, `${n}.png`, png())]);
      const client = await other.as(ayse.seeded);
      expect((await messagesOf({ client }, 'conversation')).filter(({ attachments }) => attachments.length === 1)).toHaveLength(5);
      expect(statements.filter((sql) => sql.includes('from attachment'))).toHaveLength(1);
    } finally {
      await other.stop();
    }
  });
});

describe('the upload', () => {
  test('by the same link again, at once or after its success, it is one file and the same answer', async () => {
    const content = png(100_000);
    const { attachment, uploadUrl } = await request(content.length);
    expect(attachment).toMatchObject({ state: 'UPLOADING', url: null, contentType: null, size: content.length });
    const first = await put(here(uploadUrl), content);
    const again = await put(here(uploadUrl), png(100_000));
    expect(first).toMatchObject({ status: 200, body: { attachmentId: attachment.id, contentType: 'image/png', size: content.length } });
    expect(again).toMatchObject({ status: 200, body: first.body });
    const { message } = await sendFiles(ali, ali.conversationId, [attachment.id]);
    expect((await download(message.attachments[0]?.url)).content).toEqual(content);
    expect(await stored()).toHaveLength(1);
  });

  test('by one link many times at once: one file, the others are told of it or that they came too late', async () => {
    const { attachment, uploadUrl } = await request(50_000);
    const answers = await Promise.all(Array.from({ length: 8 }, () => put(here(uploadUrl), png(50_000))));
    const statuses = answers.map(({ status }) => status);
    expect(statuses).toContain(200);
    expect(statuses.filter((status) => status !== 200 && status !== 409)).toEqual([]);
    expect(await rowOf(attachment.id)).toMatchObject({ state: 'READY' });
    expect(await stored()).toHaveLength(1);
  });

  test('twenty at once', async () => {
    const contents = Array.from({ length: 20 }, () => png(200_000));
    const ids = await Promise.all(contents.map((content, n) => upload(ali, ali.conversationId, `${n}.png`, content)));
    const { message } = await sendFiles(ali, ali.conversationId, ids.slice(10));
    const downloads = await Promise.all(message.attachments.map(({ url }) => download(url)));
    expect(downloads.map(({ content }, n) => content.equals(contents[n + 10] ?? Buffer.of()))).toEqual(Array(10).fill(true));
    expect(await stored()).toHaveLength(20);
  });

  test('fewer bytes than announced, or more, are refused, and leave nothing; the same link still takes the right ones', async () => {
    const { attachment, uploadUrl } = await request(1_000);
    /** Without a length: only when it has come one knows how much it was. */
    const streamed = (bytes: number) => new Blob([new Uint8Array(bytes)]).stream();
    const refusals = [
      [await put(here(uploadUrl), png(999)), 400, 'BAD_USER_INPUT'],
      [await put(here(uploadUrl), ''), 400, 'BAD_USER_INPUT'],
      [await put(here(uploadUrl), streamed(999)), 400, 'BAD_USER_INPUT'],
      [await put(here(uploadUrl), png(1_001)), 413, 'LIMIT_EXCEEDED'],
      [await put(here(uploadUrl), streamed(1_001)), 413, 'LIMIT_EXCEEDED'],
    ] as const;
    for (const [{ status, body }, expected, code] of refusals) {
      expect([status, body.errors?.[0]?.extensions.code]).toEqual([expected, code]);
      expect(body.errors?.[0]?.message).toMatch(/1000/);
    }
    expect(await stored()).toEqual([]);
    expect(await rowOf(attachment.id)).toMatchObject({ state: 'UPLOADING' });
    expect((await put(here(uploadUrl), png(1_000))).status).toBe(200);
  });

  test('an endless one is stopped at what was announced', async () => {
    const { uploadUrl } = await request(10_000);
    const socket = connect(Number(new URL(desk.url).port), '127.0.0.1');
    let said = '';
    socket.on('data', (data) => {
      said += data.toString();
    });
    const ended = new Promise<void>((resolve) => socket.on('close', () => resolve()));
    socket.on('error', () => undefined);
    socket.write(`PUT ${uploadUrl} HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n`);
    const chunk = `${(4_096).toString(16)}\r\n${'x'.repeat(4_096)}\r\n`;
    const flood = (): void => {
      while (!socket.destroyed && socket.write(chunk));
    };
    socket.on('drain', flood);
    flood();
    await ended;
    expect(said).toMatch(/^HTTP\/1\.1 413 /);
    expect(await stored()).toEqual([]);
  });

  test('broken off, it leaves nothing, and is begun again by the same link', async () => {
    const content = png(200_000);
    const { attachment, uploadUrl } = await request(content.length);
    const socket = connect(Number(new URL(desk.url).port), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(`PUT ${uploadUrl} HTTP/1.1\r\nhost: x\r\ncontent-length: ${content.length}\r\n\r\n`);
    socket.write(content.subarray(0, 120_000));
    expect(await eventually(stored, (names) => names.length === 1)).toEqual([expect.stringMatching(/\.part$/)]);
    socket.destroy();
    expect(await eventually(stored, (names) => names.length === 0)).toEqual([]);
    await expect(sendFiles(ali, ali.conversationId, [attachment.id])).rejects.toThrow('ATTACHMENT_NOT_READY input.attachmentIds.0');
    expect((await put(here(uploadUrl), content)).status).toBe(200);
    await sendFiles(ali, ali.conversationId, [attachment.id]);
  });

  test('more than is taken is refused when it is asked for', async () => {
    await expect(request(MOST_BYTES + 1)).rejects.toThrow('INVALID_INPUT input.size');
    await expect(request(0)).rejects.toThrow('INVALID_INPUT input.size');
    const { uploadUrl } = await request(MOST_BYTES);
    expect((await put(here(uploadUrl), png(MOST_BYTES))).status).toBe(200);
  });

  test('a link that was changed, or is older than 15 minutes, does not hold', async () => {
    const { uploadUrl } = await request(1_000);
    const [said = '', mac = ''] = uploadUrl.slice('/uploads/'.length).split('.');
    const content = JSON.parse(Buffer.from(said, 'base64url').toString()) as unknown[];
    const larger = Buffer.from(JSON.stringify([content[0], 1_000_000, content[2]])).toString('base64url');
    const file = (await sendFiles(ali, ali.conversationId, [await upload(ali, ali.conversationId, 'x.png', png())])).message.attachments[0];
    for (const path of [
      `/uploads/${larger}.${mac}`,
      `/uploads/${said}.${mac.slice(1)}`,
      '/uploads/',
      '/uploads/x',
      // Signed here, for something else.
      `/uploads/${file?.url?.slice('/files/'.length)}`,
    ]) {
      const { status, body } = await put(here(path), png(1_000));
      expect([path, status, body.errors?.[0]?.extensions.code]).toEqual([path, 403, 'FORBIDDEN']);
    }
    desk.clock.advance(15 * 60_000 + 1_000);
    expect((await put(here(uploadUrl), png(1_000))).status).toBe(403);
    expect((await rowOf(file?.id ?? ''))?.state).toBe('READY');
  });

  test('pages of allowed origins may upload, others may not', async () => {
    const { uploadUrl } = await request(1_000);
    const preflight = (origin: string) =>
      fetch(here(uploadUrl), {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'PUT', 'access-control-request-headers': 'content-type' },
      });
    const allowed = await preflight(PAGE);
    expect(allowed.status).toBeLessThan(300);
    expect(allowed.headers.get('access-control-allow-origin')).toBe(PAGE);
    expect(allowed.headers.get('access-control-allow-methods')).toContain('PUT');
    expect((await preflight('https://evil.example')).status).toBe(403);
    expect((await put(here(uploadUrl), png(1_000), { origin: 'https://evil.example' })).status).toBe(403);
    const taken = await put(here(uploadUrl), png(1_000), { origin: PAGE, 'content-type': 'image/png' });
    expect([taken.status, taken.headers.get('access-control-allow-origin')]).toEqual([200, PAGE]);
  });
});

describe('what a file is called and what it is', () => {
  test.each([
    ['Şikâyet dilekçesi (İĞÜŞÖÇ ığüşöç).pdf', 'Şikâyet dilekçesi (İĞÜŞÖÇ ığüşöç).pdf'],
    ['👟 ayakkabı 🇹🇷.png', '👟 ayakkabı 🇹🇷.png'],
    ['عقد الشراء.pdf', 'عقد الشراء.pdf'],
    ['fatura\u202egnp.exe', 'faturagnp.exe'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\Ali\\Resimler\\foto.jpg', 'foto.jpg'],
    ['satır\r\nSet-Cookie: a=b.txt', 'satırSet-Cookie a=b.txt'],
    ['..', 'file'],
    [`${'ş'.repeat(300)}.jpeg`, `${'ş'.repeat(115)}.jpeg`],
  ])('%j becomes %j, and so does a download', async (given, cleaned) => {
    const { message } = await sendFiles(ali, ali.conversationId, [await upload(ali, ali.conversationId, given, png())]);
    expect(message.attachments[0]?.name).toBe(cleaned);
    const { headers } = await download(message.attachments[0]?.url);
    const [, encoded = ''] = /filename\*=UTF-8''(.+)$/.exec(headers.get('content-disposition') ?? '') ?? [];
    expect(decodeURIComponent(encoded)).toBe(cleaned);
  });

  test.each([
    ['sayfa.html', '<!doctype html><script>alert(1)</script>'],
    ['resim.png', '<html><body onload="alert(1)">'],
    ['çizim.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['resim.svg', '<?xml version="1.0"?><svg/>'],
    ['betik.js', Buffer.from([0, 1, 2, 3])],
  ])('%s is bytes of no type, whatever it was said to be, and never opened in our name', async (name, content) => {
    const bytes = Buffer.from(content as string);
    const { attachment, uploadUrl } = await request(bytes.length, name);
    expect((await put(here(uploadUrl), bytes, { 'content-type': 'text/html' })).body.contentType).toBe('application/octet-stream');
    const { message } = await sendFiles(ali, ali.conversationId, [attachment.id]);
    expect(message).toMatchObject({ kind: 'DOCUMENT', attachments: [{ contentType: 'application/octet-stream' }] });
    const { status, headers, content: got } = await download(message.attachments[0]?.url);
    expect([status, got.equals(bytes)]).toEqual([200, true]);
    expect(headers.get('content-type')).toBe('application/octet-stream');
    expect(headers.get('content-disposition')).toMatch(/^attachment; /);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain('sandbox');
  });
});

describe('who may', () => {
  test('download: whoever has the link, for an hour; what was changed does not hold', async () => {
    const { message } = await sendFiles(ali, ali.conversationId, [await upload(ali, ali.conversationId, 'foto.png', png())]);
    const url = message.attachments[0]?.url ?? '';
    const [said = '', mac = ''] = url.slice('/files/'.length).split('.');
    const [key, ...rest] = JSON.parse(Buffer.from(said, 'base64url').toString()) as string[];
    const other = `${key?.slice(0, -1)}${key?.endsWith('0') ? '1' : '0'}`;
    const forged = Buffer.from(JSON.stringify([other, ...rest])).toString('base64url');
    expect((await download(`/files/${forged}.${mac}`)).status).toBe(403);
    expect((await download(url)).status).toBe(200);
    desk.clock.advance(3_600_000 + 1_000);
    expect((await download(url)).status).toBe(403);
  });

  test('ask: neither another customer nor another workspace comes to the messages that have links', async () => {
    await sendFiles(ali, ali.conversationId, [await upload(ali, ali.conversationId, 'foto.png', png())]);
    const veli = await company.customerWithChat('Veli');
    expect((await messagesOf(veli, 'myConversations')).flatMap(({ attachments }) => attachments)).toEqual([]);
    const stranger = await (await Company.open(desk)).supervisor();
    expect(await stranger.finds(ali)).toBeNull();
    const document = 'subscription ($id: ID!) { messageAdded(conversationId: $id) { ... on MessageAdded { cursor } } }';
    for (const client of [veli.client, stranger.client]) {
      expect(await client.follow(document, { id: ali.conversationId }).end()).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    }
  });

  test('send: nobody but who uploaded it, and only where', async () => {
    const id = await upload(ali, ali.conversationId, 'foto.png', png());
    const veli = await company.customerWithChat('Veli');
    await expect(sendFiles(veli, veli.conversationId, [id])).rejects.toThrow('NOT_FOUND input.attachmentIds.0');
    await expect(sendFiles(ayse, ali.conversationId, [id])).rejects.toThrow('NOT_FOUND input.attachmentIds.0');
    const hers = await upload(ayse, ali.conversationId, 'hers.png', png());
    await expect(sendFiles(ayse, veli.conversationId, [hers])).rejects.toThrow('NOT_FOUND input.attachmentIds.0');
    await expect(sendFiles(ali, ali.conversationId, [hers])).rejects.toThrow('NOT_FOUND input.attachmentIds.0');
    await expect(sendFiles(ali, ali.conversationId, [id, hers])).rejects.toThrow('NOT_FOUND input.attachmentIds.1');
    expect(await rowOf(id)).toMatchObject({ state: 'READY', message_id: null });
    await sendFiles(ali, ali.conversationId, [id]);
  });
});

describe('sending', () => {
  test('needs something to say or to show', async () => {
    await expect(sendFiles(ali, ali.conversationId, [])).rejects.toThrow('INVALID_INPUT input.text');
    await expect(sendFiles(ali, ali.conversationId, [], { text: '  ' })).rejects.toThrow('INVALID_INPUT input.text');
    const id = await upload(ali, ali.conversationId, 'foto.png', png());
    expect((await sendFiles(ali, ali.conversationId, [id], { text: '  ' })).message.text).toBe('');
  });

  test.each(['customer', 'agent'])('the retry of the %s gives the first message, with its files', async (who) => {
    const sender = who === 'customer' ? ali : ayse;
    const id = await upload(sender, ali.conversationId, 'foto.png', png());
    const clientMessageId = randomUUID();
    const first = await sendFiles(sender, ali.conversationId, [id], { clientMessageId, text: 'Bir' });
    const again = await sendFiles(sender, ali.conversationId, [id], { clientMessageId, text: 'Bir' });
    expect(again.cursor).toBeNull();
    expect(again.message).toMatchObject({ id: first.message.id, attachments: [{ id }] });
    await ayse.resolves(ali, company.topic);
    expect((await sendFiles(sender, ali.conversationId, [id], { clientMessageId })).message.id).toBe(first.message.id);
  });

  test('retries at once are one message', async () => {
    const id = await upload(ali, ali.conversationId, 'foto.png', png());
    const clientMessageId = randomUUID();
    const sent = await Promise.all(Array.from({ length: 6 }, () => sendFiles(ali, ali.conversationId, [id], { clientMessageId })));
    expect(new Set(sent.map(({ message }) => message.id)).size).toBe(1);
    expect(sent.every(({ message }) => message.attachments[0]?.id === id)).toBe(true);
  });

  test('of two messages that want one file at once, one has it and the other is refused, and written by nobody', async () => {
    const [id, other] = [await upload(ali, ali.conversationId, 'foto.png', png()), await upload(ali, ali.conversationId, 'b.png', png())];
    const tries = await Promise.allSettled([
      sendFiles(ali, ali.conversationId, [id]),
      sendFiles(ali, ali.conversationId, [other, id]),
      sendFiles(ali, ali.conversationId, [id]),
    ]);
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const tried of tries)
      if (tried.status === 'rejected') expect(String(tried.reason)).toMatch(/ATTACHMENT_ALREADY_SENT input\.attachmentIds\.\d/);
    const seen = await messagesOf(ayse, 'conversation');
    expect(seen.filter(({ kind }) => kind === 'IMAGE')).toHaveLength(1);
    expect(seen.map(({ sequence }) => sequence)).toEqual(seen.map((_message, index) => index + 1));
  });

  test('a message without files is the one statement that it was', async () => {
    const statements: string[] = [];
    const other = await Desk.start({ database: desk.database, onStatement: (sql) => statements.push(sql) });
    try {
      const client = await other.as(ayse.seeded);
      statements.length = 0;
      const { message } = await sendFiles({ client }, ali.conversationId, [], { text: 'Merhaba' });
      expect(message).toMatchObject({ kind: 'TEXT', text: 'Merhaba', attachments: [] });
      expect(statements.filter((sql) => sql === 'begin' || sql.includes('insert into message'))).toHaveLength(1);
      expect(statements.filter((sql) => sql.includes('attachment'))).toEqual([]);
    } finally {
      await other.stop();
    }
  });

  test('is limited an account and minute', async () => {
    const limited = await Desk.start({ env: { LIMIT_UPLOADS_PER_MINUTE: '3' } });
    try {
      const elsewhere = await Company.open(limited);
      const [veli, can] = [await elsewhere.customerWithChat('Veli'), await elsewhere.customerWithChat('Can')];
      const asked = ({ client, conversationId }: Customer) =>
        client.send('mutation ($input: RequestUploadInput!) { requestUpload(input: $input) { uploadUrl } }', {
          input: { conversationId, name: 'x', size: 1 },
        });
      for (let n = 0; n < 3; n++) expect((await asked(veli)).errors).toBeUndefined();
      expect((await asked(veli)).errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED', retryAfterSeconds: expect.any(Number) } }]);
      expect((await asked(can)).errors).toBeUndefined();
    } finally {
      await limited.stop();
    }
  });
});

describe('through a platform', () => {
  const chatOn = async (type: ChannelType): Promise<string> => {
    const channel = await desk.seed.channel(company.product, type);
    const { conversationId } = await seedPlatformChat(desk, channel, 'Zeynep');
    await desk.server.app.router.route(company.workspace.id);
    return conversationId;
  };

  test.each([
    [ChannelType.MESSENGER, 'a file with text', ['a.png'], 'Merhaba', 'PLATFORM_REFUSES input.text'],
    [ChannelType.INSTAGRAM, 'two files', ['a.png', 'b.png'], undefined, 'PLATFORM_REFUSES input.attachmentIds'],
    [ChannelType.WHATSAPP, 'a voice message with text', ['a.ogg'], 'Dinleyin', 'PLATFORM_REFUSES input.text'],
    [ChannelType.INSTAGRAM, 'a file of a type it does not take', ['a.txt'], undefined, 'PLATFORM_REFUSES input.attachmentIds.0'],
  ])('%s: %s is refused with the remedy', async (type, _what, names, text, expected) => {
    const conversationId = await chatOn(type);
    const ids: string[] = [];
    for (const name of names) {
      const content = name.endsWith('.png') ? png() : name.endsWith('.ogg') ? ogg() : 'Merhaba';
      ids.push(await upload(ayse, conversationId, name, content));
    }
    await expect(sendFiles(ayse, conversationId, ids, { text })).rejects.toThrow(expected);
  });

  test('what the platform takes is sent', async () => {
    const conversationId = await chatOn(ChannelType.WHATSAPP);
    const { message } = await sendFiles(ayse, conversationId, [await upload(ayse, conversationId, 'a.png', png())], { text: 'Buyurun' });
    expect(message).toMatchObject({ kind: 'IMAGE', text: 'Buyurun' });
  });
});

describe('what is never sent', () => {
  const work = async (): Promise<void> => {
    await desk.sql(`select graphile_worker.add_job('remove-unsent-attachments')`);
  };

  test('cannot be sent after 24 hours, and is removed with its file after another one; what was sent stays', async () => {
    const [sent, unsent] = [await upload(ali, ali.conversationId, 'a.png', png()), await upload(ali, ali.conversationId, 'b.png', png())];
    const { attachment: announced } = await request(1_000);
    const { message } = await sendFiles(ali, ali.conversationId, [sent]);
    desk.clock.advance(24 * 3_600_000 - 60_000);
    await ali.comesBack();
    await work();
    desk.clock.advance(60_000);
    await ali.comesBack();
    await expect(sendFiles(ali, ali.conversationId, [unsent])).rejects.toThrow('NOT_FOUND input.attachmentIds.0');
    expect(await rowOf(unsent)).toMatchObject({ state: 'READY' });
    expect(await stored()).toHaveLength(2);
    desk.clock.advance(3_600_000);
    await Promise.all([work(), work(), work()]);
    for (const id of [unsent, announced.id])
      expect(
        await eventually(
          () => rowOf(id),
          (row) => row === undefined,
        ),
      ).toBeUndefined();
    expect(await stored()).toHaveLength(1);
    await ali.comesBack();
    const again = (await messagesOf(ali, 'myConversations')).find(({ id }) => id === message.id);
    expect((await download(again?.attachments[0]?.url)).status).toBe(200);
  });

  test('is looked for by the clock', async () => {
    const known = () => desk.sql<{ identifier: string }>('select identifier from graphile_worker._private_known_crontabs');
    expect(await eventually(known, (rows) => rows.length > 0)).toContainEqual({ identifier: 'remove-unsent-attachments' });
  });

  test('a link to what was removed is answered so', async () => {
    const { attachment, uploadUrl } = await request(1_000);
    await desk.sql('delete from attachment where id = $1', [decodeId('attachment', attachment.id)]);
    const { status, body } = await put(here(uploadUrl), png(1_000));
    expect([status, body.errors?.[0]?.extensions.code]).toEqual([404, 'NOT_FOUND']);
    expect(await stored()).toEqual([]);
  });
});
