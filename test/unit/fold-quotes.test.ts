import { expect, test } from '@jest/globals';
import { foldQuotes } from '../../src/mail/fold-quotes.js';

const QUOTED = '> Merhaba,\n>\n> Kargonuz yolda.';

test.each([
  ['Gmail, English', 'Thanks!\n\nOn Mon, Nov 23, 2026 at 10:15 AM Shoes <destek@shoes.example> wrote:\n\n', QUOTED],
  ['Gmail, broken over two lines', 'Thanks!\n\nOn Mon, Nov 23, 2026 at 10:15 AM Shoes Destek\n<destek@shoes.example> wrote:\n\n', QUOTED],
  ['Gmail, Turkish', 'Thanks!\n\nShoes <destek@shoes.example>, 23 Kas 2026 Pzt, 10:15 tarihinde şunu yazdı:\n\n', QUOTED],
  ['Gmail, Turkish, right below the words', 'Thanks!\n23 Kas 2026 Pzt 10:15 tarihinde Shoes <destek@shoes.example> şunu yazdı:\n', QUOTED],
  ['Apple Mail, Turkish', 'Thanks!\n\nShoes <destek@shoes.example> şunları yazdı (23 Kas 2026 10:15):\n\n', QUOTED],
  ['Yandex', 'Thanks!\n\n23.11.2026, 10:15, "Shoes" <destek@shoes.example>:\n', QUOTED],
  [
    'Outlook, English',
    'Thanks!\n\nFrom: Shoes <destek@shoes.example>\nSent: Monday, November 23, 2026 10:15 AM\nTo: Ali\nSubject: x\n\n',
    'Merhaba,',
  ],
  [
    'Outlook, Turkish',
    'Thanks!\n\nKimden: Shoes <destek@shoes.example>\nGönderildi: 23 Kasım 2026 Pazartesi 10:15\nKime: Ali\n\n',
    'Merhaba,',
  ],
  ['old Outlook', 'Thanks!\n\n-----Özgün İleti-----\nKimden: Shoes\n', 'Merhaba,'],
  ['a line', 'Thanks!\n\n________________________________\nFrom: Shoes\n', 'Merhaba,'],
  ['marks only', 'Thanks!\n\n', QUOTED],
  ['lines of Windows', 'Thanks!\r\n\r\nOn Mon, Nov 23, 2026, Shoes <a@b.example> wrote:\r\n', '> x'],
])('%s', (_program, own, quoted) => {
  const { text, quotedText } = foldQuotes(`${own}${quoted}\n`);
  expect(text).toBe('Thanks!');
  expect(quotedText?.endsWith(quoted)).toBe(true);
});

test('nothing quoted, nothing folded', () => {
  expect(foldQuotes('Merhaba\n\nKargom nerede?\n')).toEqual({ text: 'Merhaba\n\nKargom nerede?', quotedText: null });
  expect(foldQuotes('')).toEqual({ text: '', quotedText: null });
});

test('answers between the quoted lines stay where they are', () => {
  const mail = 'On Mon, Nov 23, 2026 at 10:15 AM Shoes <a@b.example> wrote:\n> Hangi numara?\n42\n> Hangi renk?\nSiyah';
  expect(foldQuotes(mail)).toEqual({ text: mail, quotedText: null });
});

test('only a quotation: nothing of their own', () => {
  expect(foldQuotes('> Merhaba')).toEqual({ text: '', quotedText: '> Merhaba' });
});

test('words that look like it are none', () => {
  const mail = 'From: where I stand it is fine\nOn Monday I wrote: nothing came\nsaat 10:15, dedi';
  expect(foldQuotes(mail).text).toBe(mail);
});

test('is quick on what never ends', () => {
  expect(foldQuotes('On '.repeat(100_000)).quotedText).toBeNull();
  expect(foldQuotes('a\n'.repeat(50_000)).quotedText).toBeNull();
  expect(foldQuotes('12:15, <'.repeat(30_000)).quotedText).toBeNull();
});
