import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { v7 } from 'uuid';
import { MailAddresses } from '../../src/auth/mail-addresses.js';
import { MailLanguage, MailPurpose } from '../../src/entities/mail-enums.js';
import { compose, faultOf } from '../../src/mail/compose.js';
import { explainSmtp } from '../../src/mail/explain-smtp.js';
import { DEFAULT_TEXTS, mailLanguageOf } from '../../src/mail/texts.js';
import { contentTypeOf } from '../../src/storage/content-type.js';
import { cleanFileName } from '../../src/storage/file-name.js';

describe('addresses', () => {
  const addresses = new MailAddresses(randomBytes(32), 'mail.example.com');
  const [ticketId, productId, mailId] = [v7(), v7(), v7()];

  test('lead back to what they were made for, capitals aside', () => {
    const reply = addresses.replyTo(ticketId, null) ?? '';
    expect(reply).toMatch(/^reply\+[a-z0-9]{52}@mail\.example\.com$/);
    expect(reply.split('@')[0]?.length).toBeLessThanOrEqual(64);
    for (const address of [reply, reply.toUpperCase()]) expect(addresses.ofRecipient(address)).toEqual({ kind: 'ticket', id: ticketId });
    expect(addresses.ofRecipient(addresses.forwardingTo(productId) ?? '')).toEqual({ kind: 'product', id: productId });
    expect(addresses.mailIn(addresses.messageId(mailId, undefined))).toBe(mailId);
    expect(addresses.ticketIn(addresses.replyTo(ticketId, 'destek@shoes.example') ?? '')).toBe(ticketId);
  });

  test('one kind’s token is not another’s, another key’s is none, and neither is one with a letter changed', () => {
    const token = (addresses.replyTo(ticketId, null) ?? '').slice(6, 58);
    expect(addresses.ofRecipient(`inbox+${token}@mail.example.com`)).toBeNull();
    expect(addresses.mailIn(`<${token}@mail.example.com>`)).toBeNull();
    expect(new MailAddresses(randomBytes(32), 'mail.example.com').ofRecipient(`reply+${token}@mail.example.com`)).toBeNull();
    for (let at = 0; at < token.length; at++) {
      const changed = `${token.slice(0, at)}${token[at] === 'a' ? 'b' : 'a'}${token.slice(at + 1)}`;
      expect(addresses.ofRecipient(`reply+${changed}@mail.example.com`)).toBeNull();
    }
    for (const none of [
      '',
      '@',
      'reply+@mail.example.com',
      'reply@mail.example.com',
      `reply+${token}@mail.example.com.evil.example`,
      'x'.repeat(10_000),
    ]) {
      expect(addresses.ofRecipient(none)).toBeNull();
    }
  });

  test('a company’s address without room for the token is used as it is', () => {
    expect(addresses.replyTo(ticketId, 'musteri-hizmetleri-destek@shoes.example')).toBe('musteri-hizmetleri-destek@shoes.example');
    expect(addresses.replyTo(ticketId, 'destek+shoes@shoes.example')).toBe('destek+shoes@shoes.example');
    expect(new MailAddresses(randomBytes(32), undefined).replyTo(ticketId, null)).toBeNull();
  });
});

describe('texts', () => {
  test('what a person wrote is neither markup nor a variable nor a second header', () => {
    const mail = compose(
      { subject: '{{subject}}', body: '{{customer}}\n\n{{ reply }}' },
      { subject: 'a\r\nBcc: x@y.example', customer: '<i>{{reply}}</i>', reply: '&' },
    );
    expect(mail.subject).toBe('a Bcc: x@y.example');
    expect(mail.text).toBe('<i>{{reply}}</i>\n\n&\n');
    expect(mail.html).toContain('<p dir="auto">&lt;i&gt;{{reply}}&lt;/i&gt;</p>\n<p dir="auto">&amp;</p>');
  });

  test('the server’s own words follow its own rules', () => {
    for (const purpose of Object.values(MailPurpose))
      for (const language of Object.values(MailLanguage)) expect(faultOf(purpose, DEFAULT_TEXTS[purpose][language])).toBeNull();
  });

  test.each([
    ['unknown', 'REPLY', 'x', '{{reply}} {{password}}', 'body'],
    ['of the other purpose', 'CONFIRMATION', 'x', '{{number}} {{reply}}', 'body'],
    ['too long for a subject', 'REPLY', '{{reply}}', '{{reply}}', 'subject'],
    ['missing', 'REPLY', 'x', 'Merhaba', 'body'],
    ['empty', 'REPLY', 'x', '{{reply}} {{}}', 'body'],
  ])('a variable that is %s', (_what, purpose, subject, body, field) => {
    expect(faultOf(purpose as MailPurpose, { subject, body })).toMatchObject({ field, words: expect.stringMatching(/\.$/) });
  });

  test('the customer’s language, else the product’s', () => {
    const { TR, EN } = MailLanguage;
    expect(['tr', 'tr-TR', 'en-GB', 'de', null].map((tag) => mailLanguageOf(tag, TR))).toEqual([TR, TR, EN, TR, TR]);
    expect(mailLanguageOf('TR', EN)).toBe(TR);
  });
});

describe('what a mail server says, in words', () => {
  test.each([
    [
      { code: 'EENVELOPE', responseCode: 550, response: '550 no\r\nsuch user', command: 'RCPT TO' },
      true,
      /refused the recipient\. It said: 550 no such user/,
    ],
    [{ code: 'EENVELOPE', responseCode: 452, response: '452 full', command: 'RCPT TO' }, false, /452 full/],
    [{ code: 'EMESSAGE', responseCode: 554, response: '554 spam', command: 'DATA' }, true, /refused the mail/],
    [{ code: 'EAUTH', responseCode: 535, response: '535 bad' }, true, /user name and password/],
    [{ code: 'EAUTH', responseCode: 454, response: '454 later' }, false, /user name and password/],
    [{ code: 'ESOCKET', message: 'connect ECONNREFUSED 127.0.0.1:1' }, false, /refuses connections/],
    [{ code: 'EDNS', message: 'getaddrinfo ENOTFOUND x' }, false, /host name cannot be found/],
    [{ code: 'ETIMEDOUT', message: 'Greeting never received' }, false, /did not answer in time/],
    [{ code: 'ESOCKET', message: 'self-signed certificate' }, true, /certificate/],
    [{ code: 'ESOCKET', message: 'ssl3_get_record:wrong version number' }, true, /STARTTLS/],
    ['nonsense', false, /could not be sent: nonsense/],
  ])('%j', (error, permanent, words) => {
    expect(explainSmtp(error)).toEqual({ permanent, words: expect.stringMatching(words) });
  });
});

describe('files', () => {
  test.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Windows\\fatura.pdf', 'fatura.pdf'],
    ['Işıl’ın faturası 2026.pdf', 'Işıl’ın faturası 2026.pdf'],
    ['fatura\u202Egpj.exe', 'faturagpj.exe'],
    ['a\u0000b\n.txt', 'ab.txt'],
    ['CON.txt', '_CON.txt'],
    ['...', 'file'],
    ['', 'file'],
    [`${'x'.repeat(300)}.jpeg`, `${'x'.repeat(115)}.jpeg`],
  ])('the name %j becomes %j', (given, clean) => expect(cleanFileName(given)).toBe(clean));

  test.each<[string, string | Buffer]>([
    ['image/png', Buffer.from('89504e470d0a1a0a', 'hex')],
    ['image/webp', 'RIFF0000WEBPVP8 '],
    ['application/pdf', '%PDF-1.7 <html>'],
    ['text/plain; charset=utf-8', 'Merhaba dünya\n'],
    ['application/octet-stream', '<html><body>x'],
    ['application/octet-stream', '\ufeff <svg xmlns="x" onload="x"/>'],
    ['application/octet-stream', 'GI<script>alert(1)</script>'],
    ['application/octet-stream', Buffer.from([0, 1, 2, 3])],
    ['application/octet-stream', ''],
    ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'PK\x03\x04xxxx[Content_Types].xml word/document.xml'],
    ['application/zip', 'PK\x03\x04xxxx'],
  ])('is %s by its content', (type, content) => expect(contentTypeOf(Buffer.from(content))).toBe(type));
});
