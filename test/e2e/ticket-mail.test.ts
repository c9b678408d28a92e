import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { encodeId } from '../../src/ids.js';
import { startChat, succeed } from '../support/chats.js';
import { eventually } from '../support/eventually.js';
import { png, sendFiles, upload } from '../support/files.js';
import { type MailedTicket, MailOffice } from '../support/mail-office.js';
import { post } from '../support/mail-provider.js';
import { mutate } from '../support/mutations.js';
import { convert } from '../support/tickets.js';

let office: MailOffice;
beforeAll(async () => {
  office = await MailOffice.open();
});
afterAll(() => office.close());
afterEach(() => {
  office.provider.refuse = () => null;
});

const productId = (): string => encodeId('product', office.offices.shoes.id);

describe('mails to the requester', () => {
  test('a conversion sends number, what happens next and the transcript, without internal notes', async () => {
    const before = office.provider.delivered.length;
    const ticketId = await office.ticket({ subject: 'İade: IĞDIR’a kargo 🚚', name: 'Işıl Şahin', text: 'Kargom nerede? <b>x</b>' });
    const { envelopeFrom, recipients, mail, raw } = await office.provider.mail(before);
    const { number, confirmation } = await office.lookUntil(ticketId, (ticket) => ticket.confirmation?.state === 'SENT');
    expect(confirmation).toMatchObject({ state: 'SENT', purpose: 'CONFIRMATION', recipient: 'ali@example.com', attempts: 1, reason: null });
    expect([envelopeFrom, recipients]).toEqual(['destek@shoes.example', ['ali@example.com']]);
    expect(mail.subject).toBe(`İade: IĞDIR’a kargo 🚚 (#${number})`);
    expect(mail.from?.text).toBe('"Shoes Destek" <destek@shoes.example>');
    expect(mail.text).toContain('Merhaba Işıl Şahin');
    expect(mail.text).toContain(`numaranız: ${number}`);
    expect(mail.text).toContain('Kargom nerede? <b>x</b>');
    expect(mail.html).toContain('Kargom nerede? &lt;b&gt;x&lt;/b&gt;');
    expect(mail.replyTo?.value[0]?.address).toBe(office.replyAddress(ticketId));
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect(`${mail.text}${mail.html}${raw}`).not.toMatch(/Gizli|söz verme/);
  });

  test('the transcript names the files of its messages', async () => {
    const { desk, shoesWeb, ayse, delivery, workspace } = office.offices;
    const before = office.provider.delivered.length;
    const chat = await startChat(desk, shoesWeb, 'Işıl Şahin', 'Yırtık geldi');
    await desk.server.app.router.route(workspace.id);
    const sender = { client: chat.customer };
    const file = (name: string) => upload(sender, chat.conversationId, name, png());
    await sendFiles(sender, chat.conversationId, [await file('ön yüz 👟.png'), await file('arka.png')], { text: 'Bakın' });
    await sendFiles(sender, chat.conversationId, [await file('صورة.png')]);
    await succeed(ayse, 'resolveConversation', { conversationId: chat.conversationId, topicId: encodeId('topic', delivery.id) });
    await convert(ayse, { conversationId: chat.conversationId, email: 'isil@example.com' });
    const { mail } = await office.provider.mail(before);
    expect(mail.text).toContain('Işıl Şahin:\nBakın\n📎 ön yüz 👟.png\n📎 arka.png\n');
    expect(mail.text).toContain('Işıl Şahin:\n📎 صورة.png\n');
  });

  test('an answer goes out in the thread, in the order written', async () => {
    const before = office.provider.delivered.length;
    const ticketId = await office.ticket();
    await office.reply(ticketId, 'Birinci');
    await office.reply(ticketId, 'İkinci: مرحبا بالعالم 😀');
    const third = await office.provider.mail(before + 2);
    const [first, second] = office.provider.delivered.slice(before);
    expect(second?.mail.text).toContain('Birinci');
    expect(third.mail.text).toContain('İkinci: مرحبا بالعالم 😀');
    expect(third.mail.html).toContain('dir="auto"');
    expect(third.mail.text).toMatch(/Ayşe\nShoes/);
    expect(second?.mail.inReplyTo).toBe(first?.mail.messageId);
    expect([third.mail.references].flat()).toEqual([first?.mail.messageId, second?.mail.messageId]);
    expect(third.mail.headers.has('auto-submitted')).toBe(false);
    const sent = (ticket: MailedTicket) => ticket.history.filter(({ field }) => field === 'mail').map(({ after }) => after);
    const ticket = await office.lookUntil(ticketId, (looked) => sent(looked).length === 3);
    expect(sent(ticket)).toEqual(['SENT', 'SENT', 'SENT']);
    expect(ticket.messages.map(({ mail }) => mail?.state)).toEqual(['SENT', 'SENT']);
  });

  test('a refusal for good is told in words, and retried by hand', async () => {
    office.provider.refuse = (stage) => (stage === 'RCPT' ? { responseCode: 550, message: '5.1.1 no such user' } : null);
    const ticketId = await office.ticket();
    const { confirmation } = await office.lookUntil(ticketId, (ticket) => ticket.confirmation?.state === 'FAILED');
    expect(confirmation).toMatchObject({
      state: 'FAILED',
      attempts: 1,
      reason: expect.stringMatching(/refused the recipient.*5\.1\.1 no such user/),
    });
    office.provider.refuse = () => null;
    const before = office.provider.delivered.length;
    const input = { ticketMailId: confirmation?.id };
    expect((await mutate(office.offices.ayse, 'retryTicketMail', input)).codes).toEqual([]);
    await office.provider.mail(before);
    await office.lookUntil(ticketId, (ticket) => ticket.confirmation?.state === 'SENT');
    expect((await mutate(office.offices.ayse, 'retryTicketMail', input)).codes).toEqual(['INVALID_STATE']);
  });

  test('a refusal for now is tried again, and what was written after it waits for its turn', async () => {
    let refusals = 0;
    office.provider.refuse = (stage) => (stage === 'MAIL' && refusals++ < 1 ? { responseCode: 451, message: '4.3.0 busy' } : null);
    const before = office.provider.delivered.length;
    const ticketId = await office.ticket();
    await office.reply(ticketId, 'Sonra');
    const waiting = await office.lookUntil(ticketId, (ticket) => (ticket.confirmation?.attempts ?? 0) > 0);
    expect(waiting.confirmation?.attempts).toBeGreaterThan(0);
    await office.provider.mail(before + 1);
    expect(office.provider.delivered.slice(before).map(({ mail }) => mail.text?.includes('Sonra'))).toEqual([false, true]);
    const { confirmation } = await office.lookUntil(ticketId, (ticket) => ticket.confirmation?.state === 'SENT');
    expect(confirmation).toMatchObject({ attempts: 2, reason: null });
  });

  test('what a visitor left without a chat is confirmed, but none of their words go to the address they gave', async () => {
    const before = office.provider.delivered.length;
    const { desk, shoesWeb, suna } = office.offices;
    const left = {
      name: 'Kazandınız https://spam.example',
      text: 'Tıkla: https://spam.example',
      email: 'kurban@example.com',
      language: 'tr',
    };
    const input = { channelKey: shoesWeb.key, clientMessageId: 'left-1', ...left };
    expect((await mutate(desk.visitor(), 'leaveEmail', input)).codes).toEqual([]);
    const { mail, raw, recipients } = await office.provider.mail(before);
    expect(recipients).toEqual(['kurban@example.com']);
    expect(mail.subject).toMatch(/^Shoes \(#\d+\)$/);
    expect(mail.text).toContain('Merhaba değerli müşterimiz');
    expect(`${raw}${mail.text}${mail.html}`).not.toMatch(/spam|Kazand/);
    const { tickets } = await suna.ask<{ tickets: { nodes: { id: string }[] } }>(
      '{ tickets(filter: { requesterEmail: "kurban@example.com" }, first: 1) { nodes { id } } }',
    );
    const ticketId = tickets.nodes[0]?.id ?? '';
    await office.reply(ticketId, 'Bakıyoruz.');
    expect((await office.provider.mail(before + 1)).mail.text).toContain('Bakıyoruz.');
    for (let n = 2; n <= 7; n++) await mutate(desk.visitor(), 'leaveEmail', { ...input, clientMessageId: `left-${n}` });
    const states = () =>
      desk.sql<{ state: string; mails: number }>(
        `select state, count(*)::int as mails from ticket_mail where recipient = $1 and purpose = 'CONFIRMATION' group by 1 order by 1`,
        [left.email],
      );
    const settled = await eventually(states, (rows) => rows.every(({ state }) => state !== 'QUEUED'), 30_000);
    const sent = settled.find(({ state }) => state === 'SENT')?.mails ?? 0;
    // Several at once may pass the limit by as many as are sent at once.
    expect(sent).toBeGreaterThanOrEqual(5);
    expect(settled.reduce((sum, { mails }) => sum + mails, 0)).toBe(7);
    await mutate(desk.visitor(), 'leaveEmail', { ...input, clientMessageId: 'left-8' });
    const last = await eventually(
      states,
      (rows) => rows.reduce((sum, { mails }) => sum + mails, 0) === 8 && rows.every(({ state }) => state !== 'QUEUED'),
      30_000,
    );
    expect(last.find(({ state }) => state === 'SENT')?.mails).toBe(sent);
  });

  test('without mail settings it says so', async () => {
    await office.offices.desk.sql('delete from mail_settings where product_id = $1', [office.offices.shoes.id]);
    const ticketId = await office.ticket();
    const { confirmation } = await office.lookUntil(ticketId, (ticket) => ticket.confirmation?.state === 'FAILED');
    expect(confirmation?.reason).toMatch(/no mail settings/);
    await office.configure(office.offices.suna, office.offices.shoes);
  });

  test('the product’s own words, in the customer’s language', async () => {
    const { suna } = office.offices;
    const text = {
      purpose: 'REPLY',
      language: 'TR',
      subject: '[{{number}}] {{subject}}',
      body: 'Sayın {{customer}},\n\n{{reply}}\n\n{{product}}',
    };
    expect((await mutate(suna, 'setMailText', { productId: productId(), ...text })).codes).toEqual([]);
    const before = office.provider.delivered.length;
    const ticketId = await office.ticket({ name: 'İpek {{reply}}' });
    await office.reply(ticketId, 'Tamam.');
    const { mail } = await office.provider.mail(before + 1);
    const { number } = await office.look(ticketId);
    expect(mail.subject).toBe(`[${number}] Delivery`);
    expect(mail.text).toBe('Sayın İpek {{reply}},\n\nTamam.\n\nShoes\n');
    expect((await mutate(suna, 'setMailText', { productId: productId(), ...text, body: 'Merhaba {{reply}} {{secret}}' })).codes).toEqual([
      'INVALID_INPUT',
    ]);
    expect((await mutate(suna, 'setMailText', { productId: productId(), ...text, body: 'Merhaba' })).codes).toEqual(['INVALID_INPUT']);
    expect((await mutate(suna, 'removeMailText', { productId: productId(), purpose: 'REPLY', language: 'TR' })).codes).toEqual([]);
  });
});

describe('settings', () => {
  const tested = async (): Promise<{ works: boolean; explanation: string }> => {
    const { fields } = await mutate<{ works: boolean; explanation: string }>(
      office.offices.suna,
      'testMailSettings',
      { productId: productId() },
      'works explanation',
    );
    return fields;
  };

  test('a test says in words what is wrong', async () => {
    const { suna, shoes } = office.offices;
    expect(await tested()).toMatchObject({ works: true });
    await office.configure(suna, shoes, { password: 'falsch' });
    expect(await tested()).toMatchObject({ works: false, explanation: expect.stringMatching(/user name and password.*5\.7\.8/) });
    await office.configure(suna, shoes, { port: 1 });
    expect(await tested()).toMatchObject({ works: false, explanation: expect.stringMatching(/refuses connections/) });
    await office.configure(suna, shoes, { security: 'TLS' });
    expect((await tested()).works).toBe(false);
    await office.configure(suna, shoes, { security: 'STARTTLS' });
    expect(await tested()).toMatchObject({ works: false, explanation: expect.stringMatching(/encrypted|STARTTLS/i) });
    await office.configure(suna, shoes);
  });

  test('the password is kept sealed, and never told; another server does not get it', async () => {
    const { suna, desk } = office.offices;
    const QUERY = `query ($productId: ID!) { mailSettings(productId: $productId) { preset host port userName hasPassword forwardingAddress answersComeBack texts { purpose language isDefault } unmatchedMails { subject } } }`;
    const { mailSettings } = await suna.ask<{ mailSettings: Record<string, unknown> }>(QUERY, { productId: productId() });
    expect(mailSettings).toMatchObject({ hasPassword: true, answersComeBack: true });
    expect(mailSettings.texts).toHaveLength(4);
    const [row] = await desk.sql<{ text: string }>('select s::text as text from mail_settings s where product_id = $1', [
      office.offices.shoes.id,
    ]);
    expect(row?.text).not.toContain(office.provider.password);
    const { codes } = await mutate(suna, 'updateMailSettings', { productId: productId(), preset: 'GMAIL' });
    expect(codes).toEqual([]);
    const gmail = await suna.ask<{ mailSettings: object }>(QUERY, { productId: productId() });
    expect(gmail.mailSettings).toMatchObject({ preset: 'GMAIL', host: 'smtp.gmail.com', port: 465, hasPassword: false });
    await office.configure(suna, office.offices.shoes);
  });
});

test('the whole round: conversion, answer, the customer’s answer, and the answer to it', async () => {
  const before = office.provider.delivered.length;
  const ticketId = await office.ticket();
  const { ayse } = office.offices;
  await office.reply(ticketId, 'Yarın gelecek.');
  const { mail } = await office.provider.mail(before + 1);
  expect((await mutate(ayse, 'changeTicketStatus', { ticketId, status: 'RESOLVED' })).codes).toEqual([]);
  const posted = await post(office.port, {
    envelopeTo: mail.replyTo?.value[0]?.address ?? '',
    to: mail.replyTo?.value[0]?.address,
    subject: `Re: ${mail.subject}`,
    messageId: '<cevap-1@example.com>',
    inReplyTo: mail.messageId,
    references: [mail.messageId ?? ''],
    text: 'Gelmedi :( \n\n23 Kas 2026 Pzt, 10:15 tarihinde Shoes Destek <destek@shoes.example> şunu yazdı:\n> Yarın gelecek.\n',
  });
  expect(posted.accepted).toBe(true);
  const ticket = await office.lookUntil(ticketId, ({ messages }) => messages.length === 2);
  expect(ticket).toMatchObject({ status: 'REOPENED' });
  expect(ticket.messages[1]).toMatchObject({
    senderKind: 'CUSTOMER',
    text: 'Gelmedi :(',
    quotedText: expect.stringContaining('> Yarın gelecek.'),
    fromAddress: 'ali@example.com',
    fromName: 'Ali Veli',
    fromRequester: true,
    automatic: false,
    mail: null,
  });
  await office.reply(ticketId, 'Hemen bakıyoruz.');
  const answer = await office.provider.mail(before + 2);
  expect(answer.mail.inReplyTo).toBe('<cevap-1@example.com>');
  expect([answer.mail.references].flat()).toHaveLength(3);
  expect(ticket.history.map(({ field }) => field)).toEqual(expect.arrayContaining(['created', 'reply', 'mail', 'received', 'status']));
});
