import { describe, expect, test } from '@jest/globals';
import type { InboundContent, InboundEvent, InboundMedia } from '../../src/channels/meta/inbound-event.js';
import { accountsIn, parsePayload } from '../../src/channels/meta/parse/payload.js';
import { MessageKind } from '../../src/entities/enums.js';
import { metaFixture, metaFixtures } from '../support/meta-fixtures.js';

const RECEIVED = new Date('2026-11-28T12:00:00.000Z');
const seconds = (at: number) => new Date(at * 1_000);

type Event<T extends InboundEvent['type']> = Extract<InboundEvent, { type: T }>;

const content = (kind: keyof typeof MessageKind, parts: Partial<InboundContent> = {}): InboundContent => ({
  kind: MessageKind[kind],
  text: '',
  media: [],
  location: null,
  contacts: [],
  choice: null,
  unsupported: null,
  replyTo: null,
  ...parts,
});
const media = (parts: Partial<InboundMedia>): InboundMedia => ({
  platformMediaId: null,
  url: null,
  contentType: null,
  name: null,
  ...parts,
});

/** WhatsApp. */
const wamid = (name: string) => `wamid.HBgMOTA1MzIxMjM0NTY3FQIAEhgU${name}`;
const phone = { platform: 'WHATSAPP', accountId: '106540352242922', at: seconds(1_749_416_383) } as const;
const ayse = (id: string, said: InboundContent, more: Partial<Event<'message'>> = {}): Event<'message'> => ({
  type: 'message',
  ...phone,
  senderId: '905321234567',
  platformMessageId: wamid(id),
  profileName: 'Ayşe Yıldız',
  phone: '+905321234567',
  content: said,
  ...more,
});
const about = { ...phone, senderId: '905321234567' };
const ours = { replyTo: wamid('OURS') };
const status = (state: Event<'status'>['state'], more: Partial<Event<'status'>> = {}): Event<'status'> => ({
  type: 'status',
  ...phone,
  at: seconds(1_749_416_390),
  recipientId: '905321234567',
  state,
  platformMessageIds: [wamid('OURS')],
  watermark: null,
  callbackData: null,
  problem: null,
  ...more,
});
const unknown = (what: string, more: Partial<Event<'unknown'>>): Event<'unknown'> => ({
  type: 'unknown',
  platform: null,
  accountId: null,
  senderId: null,
  what,
  at: RECEIVED,
  ...more,
});

const WHATSAPP: Record<string, InboundEvent[]> = {
  text: [ayse('TEXT', content('TEXT', { text: 'Merhaba, siparişim nerede? İğneli çıktı 😕' }))],
  'text-right-to-left': [
    ayse('RTL', content('TEXT', { text: 'أين طلبي؟ 👨‍👩‍👧‍👦' }), { senderId: '966501234567', phone: '+966501234567', profileName: 'ليلى' }),
  ],
  'text-without-a-number': [
    ayse('BSUID', content('TEXT', { text: 'Selam' }), { senderId: 'TR.99991208655302741918', phone: null, profileName: 'Deniz' }),
  ],
  'text-of-an-advertisement': [
    ayse(
      'AD',
      content('TEXT', {
        text: 'Bu ürün kaldı mı?',
        origin: { kind: 'ADVERTISEMENT', id: '120226305854810726', url: 'https://fb.me/3cr4Wqqkv', title: 'Çarşı' },
      }),
    ),
  ],
  'text-of-a-product': [
    ayse(
      'ASK',
      content('TEXT', {
        text: '42 numara var mı?',
        replyTo: wamid('PRODUCT'),
        origin: { kind: 'PRODUCT', id: 'bot-42', url: null, title: null },
      }),
    ),
  ],
  reply: [ayse('REPLY', content('TEXT', { text: 'Evet, bu', ...ours }))],
  image: [
    ayse(
      'IMAGE',
      content('IMAGE', {
        text: 'Yırtık burada 👆',
        media: [
          media({
            platformMediaId: '1003383421387256',
            url: 'https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1003383421387256',
            contentType: 'image/jpeg',
          }),
        ],
      }),
    ),
  ],
  audio: [
    ayse('AUDIO', content('AUDIO', { media: [media({ platformMediaId: '1908647269898587', contentType: 'audio/ogg; codecs=opus' })] })),
  ],
  video: [ayse('VIDEO', content('VIDEO', { media: [media({ platformMediaId: '723141147000000', contentType: 'video/mp4' })] }))],
  document: [
    ayse(
      'DOCUMENT',
      content('DOCUMENT', {
        media: [media({ platformMediaId: '1376223850470843', contentType: 'application/pdf', name: 'İade formu – çğş.pdf' })],
      }),
    ),
  ],
  sticker: [ayse('STICKER', content('STICKER', { media: [media({ platformMediaId: '1424233095400571', contentType: 'image/webp' })] }))],
  location: [
    ayse(
      'LOCATION',
      content('LOCATION', {
        location: {
          latitude: 41.0258,
          longitude: 28.9744,
          name: 'Mağaza',
          address: 'Kemeraltı Cd. No:5, İstanbul',
          url: 'https://foursquare.com/magaza',
        },
      }),
    ),
  ],
  contacts: [
    ayse(
      'CONTACTS',
      content('CONTACTS', {
        contacts: [
          { name: 'Gül Şahin', phones: ['+90 532 111 22 33', '905334445566'], emails: ['gul@sahin.example'], organisation: 'Şahin Ltd.' },
          { name: 'Öykü', phones: [], emails: [], organisation: null },
        ],
      }),
    ),
  ],
  reaction: [{ type: 'reaction', ...about, platformMessageId: wamid('OURS'), emoji: '👍🏽', byAccount: false }],
  'reaction-taken-back': [{ type: 'reaction', ...about, platformMessageId: wamid('OURS'), emoji: null, byAccount: false }],
  'button-reply': [
    ayse('BUTTON', content('CHOICE', { text: 'İade et', choice: { id: 'iade-et', title: 'İade et', description: null }, ...ours })),
  ],
  'list-reply': [
    ayse(
      'LIST',
      content('CHOICE', {
        text: 'Hızlı kargo',
        choice: { id: 'kargo-hizli', title: 'Hızlı kargo', description: 'Yarın kapınızda' },
        ...ours,
      }),
    ),
  ],
  'template-button': [
    ayse('TBUTTON', content('CHOICE', { text: 'Onayla', choice: { id: 'onayla', title: 'Onayla', description: null }, ...ours })),
  ],
  'flow-reply': [ayse('FLOW', content('UNSUPPORTED', { text: 'Sent', unsupported: 'interactive nfm_reply', ...ours }))],
  order: [ayse('ORDER', content('UNSUPPORTED', { text: 'Hediye paketi olsun', unsupported: 'order' }))],
  edit: [{ type: 'edit', ...about, platformMessageId: wamid('TEXT'), text: 'Merhaba, siparişim geldi 🙂' }],
  'edit-of-a-caption': [{ type: 'edit', ...about, platformMessageId: wamid('IMAGE'), text: 'Yırtık sağda' }],
  unsend: [{ type: 'unsend', ...about, platformMessageId: wamid('TEXT') }],
  unsupported: [ayse('UNSUPPORTED', content('UNSUPPORTED', { unsupported: 'poll_creation' }))],
  'unknown-kind': [ayse('NEW', content('UNSUPPORTED', { text: 'Bak!', unsupported: 'hologram' }))],
  system: [unknown(`system user_changed_number ${wamid('SYSTEM')}`, about)],
  'status-sent': [status('SENT', { callbackData: 'message_01jd' })],
  'status-delivered': [status('DELIVERED', { callbackData: 'message_01jd' })],
  'status-read': [status('READ')],
  'status-played': [status('READ')],
  'status-failed': [
    status('FAILED', {
      callbackData: 'message_01jd',
      problem: {
        code: 131047,
        subcode: null,
        kind: 'WINDOW_CLOSED',
        words: 'More than 24 hours have passed since the customer last wrote. Only an approved template may be sent.',
        platformMessage: 'Message failed to send because more than 24 hours have passed since the customer last replied to this number.',
        retryAfterSeconds: null,
        httpStatus: null,
        traceId: null,
      },
    }),
  ],
  errors: [
    unknown(
      'error 130429: Message failed to send because there were too many messages sent from this phone number in a short period of time',
      {
        platform: 'WHATSAPP',
        accountId: '106540352242922',
      },
    ),
  ],
  echo: [
    {
      type: 'echo',
      ...phone,
      recipientId: '905321234567',
      platformMessageId: wamid('ECHO'),
      metadata: null,
      appId: null,
      content: content('TEXT', { text: 'Hemen bakıyorum' }),
    },
  ],
  'echo-edit': [{ type: 'edit', ...phone, senderId: '106540352242922', platformMessageId: wamid('ECHO'), text: 'Yarın bakıyorum' }],
  'echo-unsend': [{ type: 'unsend', ...phone, senderId: '106540352242922', platformMessageId: wamid('ECHO') }],
  'template-approved': [
    {
      type: 'template-status',
      platform: 'WHATSAPP',
      businessAccountId: '102290129340398',
      templateId: '1689556908129832',
      name: 'siparis_hazir',
      language: 'tr',
      status: 'APPROVED',
      reason: null,
      at: seconds(1_751_247_548),
    },
  ],
  'template-rejected': [
    {
      type: 'template-status',
      platform: 'WHATSAPP',
      businessAccountId: '102290129340398',
      templateId: '1689556908129833',
      name: 'indirim',
      language: 'tr',
      status: 'REJECTED',
      reason: 'INVALID_FORMAT',
      at: seconds(1_751_247_548),
    },
  ],
  'unknown-field': [unknown('field account_update', { platform: 'WHATSAPP', at: seconds(1_751_247_548) })],
  many: [
    ayse('ONE', content('TEXT', { text: 'Bir' })),
    ayse('TWO', content('TEXT', { text: 'اثنان' }), {
      senderId: '966501234567',
      phone: '+966501234567',
      profileName: 'ليلى',
      at: seconds(1_749_416_384),
    }),
    status('DELIVERED'),
    ayse('THREE', content('TEXT', { text: 'Üç' }), { accountId: '206540352242922', at: seconds(1_749_416_385) }),
  ],
};

/** Messenger. */
const page = { platform: 'MESSENGER', accountId: '682498302938465', at: new Date(1_749_416_383_349) } as const;
const person = { ...page, senderId: '6254567890123456' };
const fromPerson = (mid: string, said: InboundContent, more: Partial<Event<'message'>> = {}): Event<'message'> => ({
  type: 'message',
  ...person,
  platformMessageId: mid,
  profileName: null,
  phone: null,
  content: said,
  ...more,
});
const cdn = (file: string) => media({ url: `https://scontent.xx.fbcdn.net/v/t1.15752-9/${file}` });
const receipt = (state: 'DELIVERED' | 'READ', mids: string[], more: Partial<Event<'status'>> = {}): Event<'status'> => ({
  type: 'status',
  ...page,
  recipientId: '6254567890123456',
  state,
  platformMessageIds: mids,
  watermark: new Date(1_749_416_383_253),
  callbackData: null,
  problem: null,
  ...more,
});
const advertisement = {
  kind: 'ADVERTISEMENT',
  id: '6045246247433',
  url: 'https://scontent.xx.fbcdn.net/v/t1.15752-9/ad.jpg',
  title: 'Yaz indirimi',
} as const;

const MESSENGER: Record<string, InboundEvent[]> = {
  text: [fromPerson('m_TEXT', content('TEXT', { text: 'Kolay gelsin, iade süreci nasıl? 🤔' }))],
  'text-right-to-left': [fromPerson('m_RTL', content('TEXT', { text: 'איפה ההזמנה 1234 שלי?' }))],
  image: [fromPerson('m_IMAGE', content('IMAGE', { media: [cdn('a.jpg?_nc_cat=1'), cdn('b.jpg?_nc_cat=1')] }))],
  audio: [fromPerson('m_AUDIO', content('AUDIO', { media: [media({ url: 'https://cdn.fbsbx.com/v/t59.3654-21/audioclip.mp4?x=1' })] }))],
  video: [fromPerson('m_VIDEO', content('VIDEO', { media: [media({ url: 'https://video.xx.fbcdn.net/v/t42.3356-2/film.mp4?x=1' })] }))],
  document: [
    fromPerson(
      'm_FILE',
      content('DOCUMENT', {
        text: 'Fatura ekte',
        media: [
          media({
            url: 'https://cdn.fbsbx.com/v/t59.2708-21/1_2_n.pdf/Fatura%20%C4%9E%C3%BCl.pdf?_nc_cat=1',
            name: 'Fatura Ğül.pdf',
          }),
        ],
      }),
    ),
  ],
  sticker: [fromPerson('m_STICKER', content('STICKER', { media: [cdn('like.png')] }))],
  'sticker-as-image': [fromPerson('m_STICKER2', content('STICKER', { media: [cdn('like.png')] }))],
  location: [
    fromPerson(
      'm_LOCATION',
      content('LOCATION', {
        location: {
          latitude: 41.0258,
          longitude: 28.9744,
          name: 'Ayşe’nin Konumu',
          address: null,
          url: 'https://www.facebook.com/l.php?u=https%3A%2F%2Fwww.bing.com',
        },
      }),
    ),
  ],
  link: [fromPerson('m_LINK', content('TEXT', { text: 'https://shop.example/bot bunu istiyorum' }))],
  'link-alone': [fromPerson('m_LINK2', content('TEXT', { text: 'Kışlık bot\nhttps://shop.example/bot' }))],
  'share-not-supported': [fromPerson('m_FALLBACK', content('UNSUPPORTED', { unsupported: 'fallback' }))],
  reel: [
    fromPerson(
      'm_REEL',
      content('UNSUPPORTED', {
        text: 'Bakım ipuçları',
        unsupported: 'reel',
        media: [media({ url: 'https://video.xx.fbcdn.net/reel.mp4' })],
      }),
    ),
  ],
  product: [fromPerson('m_PRODUCT', content('UNSUPPORTED', { text: 'Kışlık bot', unsupported: 'template' }))],
  reply: [fromPerson('m_REPLY', content('TEXT', { text: 'Bu olsun', replyTo: 'm_OURS' }))],
  'quick-reply': [
    fromPerson('m_QUICK', content('CHOICE', { text: 'Evet ✅', choice: { id: 'ONAY_EVET', title: 'Evet ✅', description: null } })),
  ],
  postback: [
    fromPerson(
      'm_POSTBACK',
      content('CHOICE', {
        text: 'Başlayalım',
        choice: { id: 'GET_STARTED', title: 'Başlayalım', description: null },
        origin: advertisement,
      }),
    ),
  ],
  'postback-without-an-id': [
    fromPerson(
      'postback:6254567890123456:1749416383349',
      content('CHOICE', { text: 'Menü', choice: { id: 'MENU', title: 'Menü', description: null } }),
    ),
  ],
  'text-of-an-advertisement': [fromPerson('m_AD', content('TEXT', { text: 'Bu hâlâ var mı?', origin: advertisement }))],
  reaction: [{ type: 'reaction', ...person, platformMessageId: 'm_OURS', emoji: '❤️', byAccount: false }],
  'reaction-taken-back': [{ type: 'reaction', ...person, platformMessageId: 'm_OURS', emoji: null, byAccount: false }],
  edit: [{ type: 'edit', ...person, platformMessageId: 'm_TEXT', text: 'Kolay gelsin, vazgeçtim 🙂' }],
  echo: [
    {
      type: 'echo',
      ...page,
      recipientId: '6254567890123456',
      platformMessageId: 'm_OURS',
      metadata: 'message_01jd',
      appId: '1517776481860111',
      content: content('TEXT', { text: 'Buyurun' }),
    },
  ],
  'echo-of-the-inbox': [
    {
      type: 'echo',
      ...page,
      recipientId: '6254567890123456',
      platformMessageId: 'm_INBOX',
      metadata: null,
      appId: '263902037430900',
      content: content('IMAGE', { media: [cdn('c.jpg')] }),
    },
  ],
  delivery: [receipt('DELIVERED', ['m_OURS', 'm_OURS2'], { at: RECEIVED })],
  'delivery-without-ids': [receipt('DELIVERED', [])],
  read: [receipt('READ', [])],
  referral: [unknown('referral', person)],
  standby: [fromPerson('m_STANDBY', content('TEXT', { text: 'Kimse yok mu?' }))],
  changes: [fromPerson('m_TEST', content('TEXT', { text: 'Deneme' }), { at: seconds(1_749_416_383) })],
  'unknown-field': [unknown('field feed', { platform: 'MESSENGER', accountId: '682498302938465', at: seconds(1_749_416_383) })],
  'unknown-kind': [fromPerson('m_NEW', content('UNSUPPORTED', { text: 'Bak!', unsupported: 'hologram' }))],
  many: [
    fromPerson('m_ONE', content('TEXT', { text: 'Bir' })),
    fromPerson('m_TWO', content('TEXT', { text: 'İki' }), { senderId: '7254567890123456', at: new Date(1_749_416_384_349) }),
    fromPerson('m_THREE', content('TEXT', { text: 'Üç' }), {
      accountId: '782498302938465',
      senderId: '8254567890123456',
      at: new Date(1_749_416_385_349),
    }),
  ],
};

/** Instagram. */
const account = { platform: 'INSTAGRAM', accountId: '17841405822304914', at: new Date(1_749_416_383_349) } as const;
const follower = { ...account, senderId: '1254459154682919' };
const fromFollower = (mid: string, said: InboundContent, more: Partial<Event<'message'>> = {}): Event<'message'> => ({
  type: 'message',
  ...follower,
  platformMessageId: mid,
  profileName: null,
  phone: null,
  content: said,
  ...more,
});
const asset = 'https://lookaside.fbsbx.com/ig_messaging_cdn/?asset_id=17946233&signature=Aby';
const held = [media({ url: asset })];

const INSTAGRAM: Record<string, InboundEvent[]> = {
  text: [fromFollower('aWdfTEXT', content('TEXT', { text: 'Çok güzelmiş 😍 fiyatı?' }))],
  'text-right-to-left': [fromFollower('aWdfRTL', content('TEXT', { text: 'كم السعر؟' }))],
  image: [fromFollower('aWdfIMAGE', content('IMAGE', { media: held }))],
  audio: [fromFollower('aWdfAUDIO', content('AUDIO', { media: held }))],
  video: [fromFollower('aWdfVIDEO', content('VIDEO', { media: held }))],
  document: [fromFollower('aWdfFILE', content('DOCUMENT', { media: held }))],
  share: [fromFollower('aWdfSHARE', content('UNSUPPORTED', { unsupported: 'share', media: held }))],
  reel: [fromFollower('aWdfREEL', content('UNSUPPORTED', { text: 'Yeni sezon 🧥', unsupported: 'ig_reel', media: held }))],
  'story-mention': [fromFollower('aWdfMENTION', content('UNSUPPORTED', { unsupported: 'story_mention', media: held }))],
  'story-reply': [
    fromFollower('aWdfSTORY', content('TEXT', { text: 'Bundan var mı?', origin: { kind: 'STORY', id: '17999', url: asset, title: null } })),
  ],
  reply: [fromFollower('aWdfREPLY', content('TEXT', { text: 'Bu', replyTo: 'aWdfOURS' }))],
  'quick-reply': [
    fromFollower('aWdfQUICK', content('CHOICE', { text: 'Kargo', choice: { id: 'KARGO', title: 'Kargo', description: null } })),
  ],
  postback: [
    fromFollower(
      'aWdfPOSTBACK',
      content('CHOICE', { text: 'Kargom nerede?', choice: { id: 'KARGO_NEREDE', title: 'Kargom nerede?', description: null } }),
    ),
  ],
  reaction: [{ type: 'reaction', ...follower, platformMessageId: 'aWdfOURS', emoji: '🔥', byAccount: false }],
  'reaction-without-an-emoji': [{ type: 'reaction', ...follower, platformMessageId: 'aWdfOURS', emoji: '❤️', byAccount: false }],
  'reaction-taken-back': [{ type: 'reaction', ...follower, platformMessageId: 'aWdfOURS', emoji: null, byAccount: false }],
  unsend: [{ type: 'unsend', ...follower, platformMessageId: 'aWdfTEXT' }],
  unsupported: [fromFollower('aWdfUNSUPPORTED', content('UNSUPPORTED', { unsupported: 'unsupported' }))],
  echo: [
    {
      type: 'echo',
      ...account,
      recipientId: '1254459154682919',
      platformMessageId: 'aWdfOURS',
      metadata: null,
      appId: null,
      content: content('TEXT', { text: 'Buyurun' }),
    },
  ],
  read: [
    {
      type: 'status',
      ...account,
      recipientId: '1254459154682919',
      state: 'READ',
      platformMessageIds: ['aWdfOURS'],
      watermark: null,
      callbackData: null,
      problem: null,
    },
  ],
  edit: [{ type: 'edit', ...follower, platformMessageId: 'aWdfTEXT', text: 'Çok güzelmiş, bedeni?' }],
  'text-of-a-product': [
    fromFollower('aWdfPRODUCT', content('TEXT', { text: 'Stokta mı?', origin: { kind: 'PRODUCT', id: '4242', url: null, title: null } })),
  ],
  referral: [unknown('referral', follower)],
  changes: [fromFollower('aWdfCHANGE', content('TEXT', { text: 'Deneme' }), { at: seconds(1_749_416_383) })],
  'unknown-field': [unknown('field comments', { platform: 'INSTAGRAM', accountId: '17841405822304914', at: seconds(1_749_416_383) })],
};

const expected = new Map(
  Object.entries({ whatsapp: WHATSAPP, messenger: MESSENGER, instagram: INSTAGRAM }).flatMap(([platform, events]) =>
    Object.entries(events).map(([kind, said]): [string, InboundEvent[]] => [`${platform}/${kind}`, said]),
  ),
);

describe('the fixtures', () => {
  test('are all in the table, and name the public page whose form they follow', () => {
    expect(metaFixtures().map(({ name }) => name)).toEqual([...expected.keys()].sort());
    for (const { source, note } of metaFixtures()) {
      expect(source).toMatch(/^https:\/\/developers\.facebook\.com\/\S+$/);
      expect(note).not.toBe('');
    }
  });

  test.each(metaFixtures())('$name is read', ({ name, payload }) => {
    expect(parsePayload(payload, RECEIVED)).toEqual(expected.get(name));
  });

  test('are read alike as text, as bytes, and in the list that the examples stand in', () => {
    for (const { payload } of metaFixtures()) {
      const events = parsePayload(payload, RECEIVED);
      for (const body of [JSON.stringify(payload), Buffer.from(JSON.stringify(payload)), [payload]]) {
        expect(parsePayload(body, RECEIVED)).toEqual(events);
      }
    }
  });
});

describe('a body of another form', () => {
  test.each<[string, unknown, string]>([
    ['not JSON', '{"object":', 'body that is not JSON'],
    ['nothing', '', 'body that is not JSON'],
    ['a number', 7, 'object nameless'],
    ['another product', { object: 'user', entry: [] }, 'object user'],
    ['a name that every object has', { object: 'constructor' }, 'object constructor'],
  ])('%s is unknown', (_name, body, what) => {
    expect(parsePayload(body, RECEIVED)).toEqual([unknown(what, {})]);
  });

  test('what is malformed does not take the rest with it', () => {
    const { payload } = metaFixture('whatsapp/many');
    const broken = structuredClone(payload) as { entry: { changes: { value: { messages: unknown[] } }[] }[] };
    broken.entry[0]?.changes[0]?.value.messages.unshift(null, 'text', { type: 'text' }, { from: {}, id: 7, type: ['text'] });
    const events = parsePayload(broken, RECEIVED);
    expect(events.slice(0, 4).map(({ type }) => type)).toEqual(['unknown', 'unknown', 'unknown', 'unknown']);
    expect(events.slice(4)).toEqual(expected.get('whatsapp/many'));
  });

  test('what PostgreSQL cannot store is not in the result', () => {
    const { payload } = metaFixture('messenger/text');
    const body = JSON.stringify(payload).replace('Kolay gelsin', 'Kolay\\u0000 gelsin \\ud83d');
    expect(parsePayload(body, RECEIVED)).toMatchObject([{ content: { text: 'Kolay gelsin \ufffd, iade süreci nasıl? 🤔' } }]);
  });

  test.each([0, -1, 1e300, 'soon', null, {}])('a moment of %p is the one of receiving', (timestamp) => {
    const body = {
      object: 'page',
      entry: [{ id: '1', messaging: [{ sender: { id: '2' }, timestamp, message: { mid: 'm', text: 'x' } }] }],
    };
    expect(parsePayload(body, RECEIVED)).toMatchObject([{ type: 'message', at: RECEIVED }]);
  });
});

describe('whose a body is', () => {
  test('every account that anything in it concerns', () => {
    expect(accountsIn(metaFixture('whatsapp/many').payload)).toEqual([
      { platform: 'WHATSAPP', accountId: '106540352242922', businessAccountId: null },
      { platform: 'WHATSAPP', accountId: '206540352242922', businessAccountId: null },
    ]);
    expect(accountsIn(metaFixture('whatsapp/template-approved').payload)).toEqual([
      { platform: 'WHATSAPP', accountId: null, businessAccountId: '102290129340398' },
    ]);
    expect(accountsIn(metaFixture('messenger/many').payload).map(({ accountId }) => accountId)).toEqual([
      '682498302938465',
      '782498302938465',
    ]);
    const wholeAccount = { platform: 'WHATSAPP', accountId: null, businessAccountId: '102290129340398' };
    expect(accountsIn(metaFixture('whatsapp/unknown-field').payload)).toEqual([wholeAccount]);
    expect(accountsIn('{')).toEqual([]);
  });

  test('nobody speaks for an account by naming another one beside it', () => {
    const smuggled = {
      object: 'page',
      entry: [
        { id: '1', messaging: [] },
        { messaging: [{ sender: { id: '2' }, recipient: { id: '682498302938465' }, message: { mid: 'm', text: 'x' } }] },
      ],
    };
    expect(parsePayload(smuggled, RECEIVED).map(({ type }) => type)).toEqual(['unknown']);
    const template = {
      object: 'whatsapp_business_account',
      entry: [
        {
          id: '102290129340398',
          changes: [
            {
              field: 'message_template_status_update',
              value: { metadata: { phone_number_id: '1' }, event: 'DISABLED', message_template_id: 7 },
            },
          ],
        },
      ],
    };
    expect(accountsIn(template)).toEqual([{ platform: 'WHATSAPP', accountId: null, businessAccountId: '102290129340398' }]);
  });
});
