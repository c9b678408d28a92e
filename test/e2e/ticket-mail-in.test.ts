import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeId, encodeId } from '../../src/ids.js';
import { eventually } from '../support/eventually.js';
import { MailOffice } from '../support/mail-office.js';
import { post } from '../support/mail-provider.js';
import { mutate } from '../support/mutations.js';

let office: MailOffice;
beforeAll(async () => {
  office = await MailOffice.open({ INBOUND_SMTP_PER_MINUTE: '100000', INBOUND_SMTP_BYTES: '20000000' });
});
afterAll(() => office.close());

const messageId = (): string => `<${crypto.randomUUID()}@example.com>`;
const received = async (ticketId: string, count = 1) =>
  (await office.lookUntil(ticketId, ({ messages }) => messages.length >= count)).messages.at(-1);

/** Sends the lines as they are; gives what the server said to DATA. */
const raw = (port: number, to: string, lines: string | Buffer, from = 'ali@example.com'): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    const commands = ['EHLO test', `MAIL FROM:<${from}>`, `RCPT TO:<${to}>`, 'DATA'];
    let heard = '';
    let said = 0;
    socket.on('error', reject);
    socket.on('data', (data) => {
      heard += data.toString();
      const last = heard.trimEnd().split('\r\n').at(-1) ?? '';
      if (!/^\d{3} /.test(last)) return;
      heard = '';
      if (/^[45]/.test(last) || said > commands.length) {
        socket.end('QUIT\r\n');
        resolve(last);
      } else if (said < commands.length) socket.write(`${commands[said++]}\r\n`);
      else {
        said++;
        socket.write(lines);
        socket.write('\r\n.\r\n');
      }
    });
  });

describe('who may write', () => {
  test('no relaying: only signed addresses of our domain are mailboxes', async () => {
    const ticketId = await office.ticket();
    const address = office.replyAddress(ticketId);
    const other = office.replyAddress(await office.ticket());
    const [local = '', domain = ''] = address.split('@');
    // The id of one ticket with the signature of another.
    const forged = `reply+${local.slice(6, 32)}${other.slice(32, 58)}@${domain}`;
    const flipped = `${local.slice(0, -1)}${local.endsWith('a') ? 'b' : 'a'}@${domain}`;
    const strangers = ['ali@elsewhere.example', `info@${domain}`, `reply+@${domain}`, `${local}@elsewhere.example`, forged, flipped];
    for (const envelopeTo of strangers) {
      const { accepted, response } = await post(office.port, { envelopeTo, text: 'x' });
      expect([envelopeTo, accepted, response]).toEqual([envelopeTo, false, expect.stringMatching(/^550 /)]);
    }
    expect((await office.look(ticketId)).messages).toEqual([]);
    expect((await post(office.port, { envelopeTo: address.toUpperCase(), text: 'Merhaba' })).accepted).toBe(true);
    expect((await received(ticketId))?.text).toBe('Merhaba');
  });

  test('from another address: taken, and shown as such', async () => {
    const ticketId = await office.ticket();
    await post(office.port, { envelopeTo: office.replyAddress(ticketId), from: 'Eşi <ESI@example.org>', text: 'Ben yazıyorum' });
    expect(await received(ticketId)).toMatchObject({
      fromAddress: 'esi@example.org',
      fromName: 'Eşi',
      fromRequester: false,
      senderKind: 'CUSTOMER',
    });
  });

  test('a token opens its own ticket only, whatever the mail refers to', async () => {
    const [mine, theirs] = [await office.ticket(), await office.ticket()];
    const { desk } = office.offices;
    const [{ message_id: inReplyTo } = { message_id: '' }] = await desk.sql<{ message_id: string }>(
      'select message_id from ticket_mail where ticket_id = $1',
      [decodeId('ticket', theirs)],
    );
    await post(office.port, { envelopeTo: office.replyAddress(mine), inReplyTo, references: [inReplyTo], subject: 'Re: (#2)', text: 'x' });
    await received(mine);
    expect((await office.look(theirs)).messages).toEqual([]);
  });

  test('another workspace sees nothing of it', async () => {
    const ticketId = await office.ticket();
    await post(office.port, { envelopeTo: office.replyAddress(ticketId), text: 'x' });
    await received(ticketId);
    await expect(office.look(ticketId, office.offices.foreigner)).rejects.toThrow('no such ticket');
  });
});

describe('what comes in', () => {
  test('the same mail counts once, many at once too', async () => {
    const ticketId = await office.ticket();
    const mail = { envelopeTo: office.replyAddress(ticketId), messageId: messageId(), text: 'Bir kez' };
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(office.port, mail)));
    expect(answers.every(({ accepted }) => accepted)).toBe(true);
    await office.settled();
    expect((await office.look(ticketId)).messages).toHaveLength(1);
  });

  test('statuses: WAITING becomes UNRESOLVED, RESOLVED becomes REOPENED', async () => {
    const ticketId = await office.ticket();
    for (const [status, after] of [
      ['WAITING', 'UNRESOLVED'],
      ['RESOLVED', 'REOPENED'],
    ]) {
      const { messages } = await office.look(ticketId);
      await mutate(office.offices.ayse, 'changeTicketStatus', { ticketId, status });
      await post(office.port, { envelopeTo: office.replyAddress(ticketId), text: `${status}?` });
      await received(ticketId, messages.length + 1);
      expect((await office.look(ticketId)).status).toBe(after);
    }
  });

  test('files of 10 MB are kept, named and typed by what they are, and come back as they were', async () => {
    const ticketId = await office.ticket();
    const large = Buffer.alloc(10 * 1024 * 1024, 'ağ');
    const posted = await post(office.port, {
      envelopeTo: office.replyAddress(ticketId),
      text: 'Ekte',
      attachments: [
        { filename: '../../etc/büyük dosya.txt', content: large },
        { filename: 'resim.png', contentType: 'image/png', content: '<html><script>alert(1)</script></html>' },
        { filename: 'foto.bin', content: Buffer.from('89504e470d0a1a0a0000', 'hex') },
      ],
    });
    expect(posted.accepted).toBe(true);
    const { attachments = [] } = (await received(ticketId)) ?? {};
    expect(attachments).toMatchObject([
      { name: 'büyük dosya.txt', contentType: 'text/plain; charset=utf-8', size: large.length },
      { name: 'resim.png', contentType: 'application/octet-stream' },
      { name: 'foto.bin', contentType: 'image/png' },
    ]);
    const { url } = office.offices.desk;
    const answer = await fetch(`${url}${attachments[0]?.url}`);
    expect(Buffer.from(await answer.arrayBuffer()).equals(large)).toBe(true);
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="b_y_k dosya.txt"; filename\*=UTF-8''b%C3%BCy/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const broken = `${url}${attachments[0]?.url.slice(0, -1)}`;
    expect((await fetch(broken)).status).toBe(403);
    office.offices.desk.clock.advance(3_700_000);
    expect((await fetch(`${url}${attachments[0]?.url}`)).status).toBe(403);
    office.offices.desk.clock.advance(-3_700_000);
  });

  test('more than the limit is refused, and nothing of it is kept', async () => {
    const ticketId = await office.ticket();
    const before = (await readdir(`${office.filesDirectory}/inbound`).catch(() => [])).length;
    const lines = `Subject: x\r\n\r\n${'y'.repeat(70)}\r\n`;
    const said = await raw(office.port, office.replyAddress(ticketId), lines + `${'z'.repeat(998)}\r\n`.repeat(21_000));
    expect(said).toMatch(/^552 /);
    expect((await office.look(ticketId)).messages).toEqual([]);
    expect((await readdir(`${office.filesDirectory}/inbound`).catch(() => [])).length).toBeLessThanOrEqual(before);
  });

  test('HTML is cleaned before it is stored', async () => {
    const ticketId = await office.ticket();
    const html = `<p onclick="x()">Merhaba <b>İstanbul</b></p><script>alert(1)</script><img src="https://spy.example/p.gif"><iframe src="//x"></iframe>
      <a href="javascript:alert(1)">a</a><a href="https://example.com" target="_self">b</a><style>p{}</style><form action="/x"><input></form><svg onload="x()"></svg>`;
    await post(office.port, { envelopeTo: office.replyAddress(ticketId), html });
    const message = await received(ticketId);
    expect(message?.html).toContain('Merhaba <b>İstanbul</b>');
    expect(message?.html).toContain('<a href="https://example.com" target="_blank" rel="noopener noreferrer nofollow">');
    expect(message?.html).not.toMatch(/script|onclick|onload|img|iframe|javascript|style|form|input|svg|spy/i);
    expect(message?.text).toContain('Merhaba');
  });

  test('Turkish of old programs, emoji, right to left', async () => {
    const ticketId = await office.ticket();
    const head = 'From: =?iso-8859-9?Q?=DD=FEil?= <isil@example.com>\r\nMIME-Version: 1.0\r\n';
    const latin5 = Buffer.concat([
      Buffer.from(`${head}Content-Type: text/plain; charset=iso-8859-9\r\nContent-Transfer-Encoding: 8bit\r\n\r\n`),
      Buffer.from([0xdd, 0x73, 0x74, 0x61, 0x6e, 0x62, 0x75, 0x6c, 0x20, 0xfd, 0xf0, 0xfe]),
    ]);
    expect(await raw(office.port, office.replyAddress(ticketId), latin5)).toMatch(/^250 /);
    expect(await received(ticketId)).toMatchObject({ text: 'İstanbul ığş', fromName: 'İşil' });
    await post(office.port, { envelopeTo: office.replyAddress(ticketId), text: 'مرحبا 👩‍👩‍👧 שלום' });
    expect(await received(ticketId, 2)).toMatchObject({ text: 'مرحبا 👩‍👩‍👧 שלום' });
  });

  const address = async (): Promise<[string, string]> => {
    const ticketId = await office.ticket();
    return [ticketId, office.replyAddress(ticketId)];
  };
  test.each<[string, () => string | Buffer]>([
    ['nothing at all', () => ''],
    ['no head', () => '\r\n\r\nhello'],
    ['a head that never ends', () => `Subject: ${'x'.repeat(900_000)}\r\n\r\nhello`],
    ['a head beyond every measure', () => `X: ${'y\r\n '.repeat(700_000)}\r\n\r\nhello`],
    [
      'a boundary that is never closed',
      () => 'Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nhello',
    ],
    [
      'parts in parts in parts',
      () => `${Array.from({ length: 400 }, (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`).join('')}x`,
    ],
    ['thousands of parts', () => `Content-Type: multipart/mixed; boundary=x\r\n\r\n${'--x\r\n\r\ny\r\n'.repeat(5_000)}--x--`],
    ['a base64 that is none', () => 'Content-Transfer-Encoding: base64\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n%%%%####\u0000=='],
    ['a charset that is none', () => 'Content-Type: text/plain; charset="no-such-thing"\r\n\r\nMerhaba'],
    [
      'bytes of no meaning',
      () => Buffer.from(Array.from({ length: 5_000 }, (_, n) => (n * 7919) % 251).filter((byte) => byte !== 13 && byte !== 10)),
    ],
    ['HTML as deep as it gets', () => `Content-Type: text/html\r\n\r\n${'<div>'.repeat(20_000)}x`],
    ['an address list without end', () => `From: ${'a@b.example, '.repeat(20_000)}\r\nTo: ${'<'.repeat(50_000)}\r\n\r\nx`],
  ])('malformed: %s', async (_name, lines) => {
    const [ticketId, to] = await address();
    expect(await raw(office.port, to, lines())).toMatch(/^250 /);
    await office.settled();
    expect((await office.look(ticketId)).messages).toHaveLength(1);
    expect((await office.look(ticketId)).status).toBe('UNRESOLVED');
  });
});

describe('machines', () => {
  const sent = () => office.provider.delivered.length;

  test.each<[string, Record<string, string>, string | undefined]>([
    ['Auto-Submitted', { 'Auto-Submitted': 'auto-replied' }, undefined],
    ['Precedence', { Precedence: 'auto_reply' }, undefined],
    ['X-Auto-Response-Suppress', { 'X-Auto-Response-Suppress': 'All' }, undefined],
    ['an empty sender', {}, ''],
  ])('%s: kept, changes no status, is not answered', async (_name, headers, envelopeFrom) => {
    const ticketId = await office.ticket();
    await office.lookUntil(ticketId, ({ confirmation }) => confirmation?.state === 'SENT');
    await mutate(office.offices.ayse, 'changeTicketStatus', { ticketId, status: 'RESOLVED' });
    const before = sent();
    await post(office.port, { envelopeTo: office.replyAddress(ticketId), envelopeFrom, headers, text: 'Tatildeyim' });
    expect(await received(ticketId)).toMatchObject({ automatic: true, text: 'Tatildeyim' });
    expect((await office.look(ticketId)).status).toBe('RESOLVED');
    expect(sent()).toBe(before);
  });

  test('two machines that answer each other end soon', async () => {
    const ticketId = await office.ticket();
    await office.lookUntil(ticketId, ({ confirmation }) => confirmation?.state === 'SENT');
    const before = sent();
    // A machine that answers everything and says nothing of being one.
    const answers = [];
    for (let n = 0; n < 70; n++)
      answers.push(await post(office.port, { envelopeTo: office.replyAddress(ticketId), text: `Otomatik ${n}` }));
    expect(answers.filter(({ accepted }) => accepted)).toHaveLength(60);
    expect(answers.at(-1)?.response).toMatch(/^450 /);
    await office.settled();
    expect(sent()).toBe(before);
  });

  const bounce = (original: string, action = 'failed'): string =>
    [
      'From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
      'Subject: Delivery Status Notification (Failure)',
      'Auto-Submitted: auto-replied',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=r',
      '',
      '--r',
      'Content-Type: text/plain',
      '',
      'Address not found',
      '--r',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; googlemail.com',
      '',
      'Final-Recipient: rfc822; ali@example.com',
      `Action: ${action}`,
      'Status: 5.1.1',
      'Diagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach',
      ' does not exist.',
      '--r',
      'Content-Type: message/rfc822',
      '',
      `Message-ID: ${original}`,
      'Subject: x',
      '',
      'x',
      '--r--',
    ].join('\r\n');
  const idOf = async (ticketId: string): Promise<string> => {
    const rows = await office.offices.desk.sql<{ id: string }>(`select message_id as id from ticket_mail where ticket_id = $1`, [
      decodeId('ticket', ticketId),
    ]);
    return rows[0]?.id ?? '';
  };

  test('a bounce makes the mail FAILED, in the server’s words; it is no message, and is not answered', async () => {
    const ticketId = await office.ticket();
    await office.lookUntil(ticketId, ({ confirmation }) => confirmation?.state === 'SENT');
    const before = sent();
    expect(await raw(office.port, office.replyAddress(ticketId), bounce(await idOf(ticketId)), '')).toMatch(/^250 /);
    const ticket = await office.lookUntil(ticketId, ({ confirmation }) => confirmation?.state === 'FAILED');
    expect(ticket.confirmation?.reason).toBe(
      'The mail came back from ali@example.com: 550-5.1.1 The email account that you tried to reach does not exist.',
    );
    expect(ticket.messages).toEqual([]);
    expect(ticket.history.at(-1)).toMatchObject({
      field: 'mail',
      before: 'SENT',
      after: expect.stringMatching(/^FAILED: The mail came back/),
    });
    expect(sent()).toBe(before);
  });

  test('a mail that is merely late has not failed', async () => {
    const ticketId = await office.ticket();
    await office.lookUntil(ticketId, ({ confirmation }) => confirmation?.state === 'SENT');
    await raw(office.port, office.replyAddress(ticketId), bounce(await idOf(ticketId), 'delayed'), '');
    await office.settled();
    const ticket = await office.look(ticketId);
    expect(ticket.confirmation?.state).toBe('SENT');
    expect(ticket.messages).toMatchObject([{ automatic: true }]);
  });

  test('a bounce of another ticket’s mail changes nothing', async () => {
    const [mine, theirs] = [await office.ticket(), await office.ticket()];
    for (const id of [mine, theirs]) await office.lookUntil(id, ({ confirmation }) => confirmation?.state === 'SENT');
    await raw(office.port, office.replyAddress(mine), bounce(await idOf(theirs)), '');
    await office.settled();
    expect((await office.look(theirs)).confirmation?.state).toBe('SENT');
    expect((await office.look(mine)).confirmation?.state).toBe('SENT');
  });
});

describe('forwarded', () => {
  const forwarding = (productId: string): string => office.offices.desk.server.app.mailAddresses.forwardingTo(productId) ?? '';
  const unmatched = async (): Promise<{ subject: string; text: string; fromAddress: string }[]> => {
    const { suna, shoes } = office.offices;
    const QUERY =
      'query ($productId: ID!) { mailSettings(productId: $productId) { unmatchedMails { subject text fromAddress size receivedAt } } }';
    const { mailSettings } = await suna.ask<{ mailSettings: { unmatchedMails: { subject: string; text: string; fromAddress: string }[] } }>(
      QUERY,
      {
        productId: encodeId('product', shoes.id),
      },
    );
    return mailSettings.unmatchedMails;
  };

  test('by the company’s own address with the token, and by the Message-IDs it refers to', async () => {
    const { suna, shoes } = office.offices;
    await office.configure(suna, shoes, { replyAddress: 'destek@shoes.example' });
    const before = office.provider.delivered.length;
    const ticketId = await office.ticket();
    const { mail } = await office.provider.mail(before);
    const to = mail.replyTo?.value[0]?.address ?? '';
    expect(to).toMatch(/^destek\+[a-z0-9]{52}@shoes\.example$/);
    await post(office.port, { envelopeTo: forwarding(shoes.id), to, text: 'Adresle' });
    await received(ticketId);
    await post(office.port, { envelopeTo: forwarding(shoes.id), to: 'destek@shoes.example', inReplyTo: mail.messageId, text: 'Numarayla' });
    expect((await received(ticketId, 2))?.text).toBe('Numarayla');
    await office.configure(suna, shoes, { replyAddress: null });
  });

  test('what answers no ticket stays for supervisors to see; a subject alone opens nothing', async () => {
    const { shoes } = office.offices;
    const ticketId = await office.ticket();
    const { number } = await office.look(ticketId);
    await post(office.port, { envelopeTo: forwarding(shoes.id), subject: `Re: Delivery (#${number})`, text: 'Onay kodu: 123456' });
    const seen = await eventually(unmatched, (mails) => mails.length > 0, 30_000);
    expect(seen).toMatchObject([{ subject: `Re: Delivery (#${number})`, text: 'Onay kodu: 123456', fromAddress: 'ali@example.com' }]);
    expect((await office.look(ticketId)).messages).toEqual([]);
  });

  test('another product’s ticket is out of reach', async () => {
    const { bags, suna } = office.offices;
    await office.configure(suna, bags);
    const ticketId = await office.ticket();
    await post(office.port, { envelopeTo: forwarding(bags.id), to: office.replyAddress(ticketId), text: 'x' });
    await office.settled();
    expect((await office.look(ticketId)).messages).toEqual([]);
  });

  test('a mail of ours that a mailbox sends back is dropped', async () => {
    const before = office.provider.delivered.length;
    const ticketId = await office.ticket();
    const { raw: own } = await office.provider.mail(before);
    expect(await raw(office.port, office.replyAddress(ticketId), own)).toMatch(/^250 /);
    await office.settled();
    expect((await office.look(ticketId)).messages).toEqual([]);
  });
});

test('nothing is left of the mails that were read, but what tickets need', async () => {
  await office.settled();
  const left = await eventually(
    () => readdir(`${office.filesDirectory}/inbound`),
    (names) => names.length === 0,
    10_000,
  );
  expect(left).toEqual([]);
});
