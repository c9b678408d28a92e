import { describe, expect, test } from '@jest/globals';
import { ChannelType, MessageKind } from '../../src/entities/enums.js';
import { isSendable, kindOfFile, mostBytesOf, platformRefusal, removedBefore } from '../../src/services/attachments/rules.js';

const { WEB_CHAT, IN_APP_IOS, IN_APP_ANDROID, WHATSAPP, MESSENGER, INSTAGRAM } = ChannelType;
const MB = 1_048_576;
const HOUR = 3_600_000;
const UPLOADED = new Date('2026-03-01T09:30:00.000Z');

test.each([
  ['image/png', MessageKind.IMAGE],
  ['audio/ogg', MessageKind.AUDIO],
  ['video/mp4', MessageKind.VIDEO],
  ['application/pdf', MessageKind.DOCUMENT],
  ['text/plain; charset=utf-8', MessageKind.DOCUMENT],
  ['application/octet-stream', MessageKind.DOCUMENT],
  [null, MessageKind.DOCUMENT],
])('a file of the type %s makes a message %s', (contentType, kind) => {
  expect(kindOfFile(contentType)).toBe(kind);
});

test.each([
  [0, true, false],
  [24 * HOUR - 1, true, false],
  [24 * HOUR, false, false],
  [25 * HOUR, false, false],
  [25 * HOUR + 1, false, true],
])('%i ms after its upload a file may be sent: %s, is removed: %s', (milliseconds, sendable, removed) => {
  const now = new Date(UPLOADED.getTime() + milliseconds);
  expect([isSendable(UPLOADED, now), UPLOADED < removedBefore(now)]).toEqual([sendable, removed]);
});

const png = { contentType: 'image/png', size: MB };
const voice = { contentType: 'audio/ogg', size: MB };
const bill = { contentType: 'application/pdf', size: MB };

describe('what a channel takes', () => {
  test.each([WEB_CHAT, IN_APP_IOS, IN_APP_ANDROID])('%s: everything', (type) => {
    expect(platformRefusal(type, [png, voice, bill], 'Merhaba')).toBeNull();
    expect(mostBytesOf(type, 500 * MB)).toBe(500 * MB);
  });

  test.each([
    [WHATSAPP, [png], 'Buyurun 👟'],
    [WHATSAPP, [bill], 'x'.repeat(1_024)],
    [WHATSAPP, [voice], ''],
    [WHATSAPP, [{ contentType: 'text/plain; charset=utf-8', size: 100 * MB }], ''],
    [MESSENGER, [png], ''],
    [MESSENGER, [{ contentType: 'application/zip', size: MB }], ''],
    [INSTAGRAM, [bill], ''],
    [INSTAGRAM, [], 'x'.repeat(4_000)],
  ])('%s takes %j', (type, files, text) => {
    expect(platformRefusal(type, files, text)).toBeNull();
  });

  test.each([
    [WHATSAPP, [png, png], '', ['attachmentIds'], /^WhatsApp takes one file a message: send each/],
    [MESSENGER, [png, voice], '', ['attachmentIds'], /one file a message/],
    [WHATSAPP, [voice], 'Dinleyin', ['text'], /no text beside such a file: send the text in a message of its own/],
    [WHATSAPP, [png], 'x'.repeat(1_025), ['text'], /at most 1024 characters beside a file/],
    [MESSENGER, [png], 'Buyurun', ['text'], /^Messenger takes no text beside/],
    [INSTAGRAM, [bill], 'Buyurun', ['text'], /^Instagram takes no text beside/],
    [
      WHATSAPP,
      [{ contentType: 'image/webp', size: 1 }],
      '',
      ['attachmentIds', 0],
      /no file of the type image\/webp, only image\/jpeg, image\/png,/,
    ],
    [WHATSAPP, [{ contentType: 'image/png', size: 5 * MB + 1 }], '', ['attachmentIds', 0], /at most 5 MB/],
    [WHATSAPP, [{ contentType: 'video/mp4', size: 16 * MB + 1 }], '', ['attachmentIds', 0], /at most 16 MB/],
    [MESSENGER, [{ contentType: 'video/mp4', size: 25 * MB + 1 }], '', ['attachmentIds', 0], /at most 25 MB/],
    [
      INSTAGRAM,
      [{ contentType: 'application/zip', size: 1 }],
      '',
      ['attachmentIds', 0],
      /no file of the type application\/zip, only .*application\/pdf/,
    ],
  ])('%s does not take %j', (type, files, text, path, words) => {
    const refusal = platformRefusal(type, files, text);
    expect(refusal?.path).toEqual(path);
    expect(refusal?.words).toMatch(words);
  });

  test('no file is larger than the server or the platform takes', () => {
    expect(mostBytesOf(WHATSAPP, 25 * MB)).toBe(25 * MB);
    expect(mostBytesOf(WHATSAPP, 500 * MB)).toBe(100 * MB);
    expect(mostBytesOf(INSTAGRAM, 500 * MB)).toBe(25 * MB);
  });
});
