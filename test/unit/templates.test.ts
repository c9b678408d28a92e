import { describe, expect, test } from '@jest/globals';
import { readTemplate } from '../../src/services/templates/read-template.js';
import { type GivenVariable, type Rendered, renderTemplate } from '../../src/services/templates/rules.js';

// Shapes as https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/components gives them.

const BODY = { type: 'BODY', text: 'Merhaba {{1}}, {{2}} numaralı siparişiniz yola çıktı.', example: { body_text: [['Elif', '1024']] } };
const NAMED_BODY = {
  type: 'BODY',
  text: 'مرحبا {{first_name}}! 🎉 {{ order_id }} numaralı siparişin hazır, {{first_name}}.',
  example: {
    body_text_named_params: [
      { param_name: 'first_name', example: 'ليلى' },
      { param_name: 'order_id', example: '7' },
    ],
  },
};
const HEADER = { type: 'HEADER', format: 'TEXT', text: '{{1}} indirimi', example: { header_text: ['Yaz'] } };
const IMAGE = { type: 'HEADER', format: 'IMAGE', example: { header_handle: ['https://scontent.example/x.jpg'] } };
const PLACE = { type: 'HEADER', format: 'LOCATION' };
const FOOTER = { type: 'FOOTER', text: 'Karınca Ayakkabı' };
const URL_BUTTON = {
  type: 'URL',
  text: 'Kargom nerede',
  url: 'https://shop.example/track/{{1}}',
  example: ['https://shop.example/track/1024'],
};
const FIXED_URL = { type: 'URL', text: 'Mağaza', url: 'https://shop.example' };
const QUICK = { type: 'QUICK_REPLY', text: 'Tamam' };
const CALL = { type: 'PHONE_NUMBER', text: 'Ara', phone_number: '+902121234567' };
const COUPON = { type: 'COPY_CODE', example: '25OFF' };
const buttons = (...some: object[]) => ({ type: 'BUTTONS', buttons: some });

const given = (values: Record<string, string>): GivenVariable[] => Object.entries(values).map(([name, value]) => ({ name, value }));
const render = (components: object[], values: Record<string, string>) => renderTemplate(readTemplate(components), given(values));

describe('what a template asks for', () => {
  test.each<[string, object[], [string, string, string | null][]]>([
    ['nothing', [{ type: 'BODY', text: 'Merhaba' }], []],
    [
      'numbered values of the body',
      [BODY],
      [
        ['body.1', 'TEXT', 'Elif'],
        ['body.2', 'TEXT', '1024'],
      ],
    ],
    [
      'named values, each once',
      [NAMED_BODY],
      [
        ['body.first_name', 'TEXT', 'ليلى'],
        ['body.order_id', 'TEXT', '7'],
      ],
    ],
    [
      'numbers in their own order, not in that of the text',
      [{ type: 'BODY', text: '{{2}} {{10}} {{1}}' }],
      [
        ['body.1', 'TEXT', null],
        ['body.2', 'TEXT', null],
        ['body.10', 'TEXT', null],
      ],
    ],
    ['a header of text', [HEADER, { type: 'BODY', text: 'x' }], [['header.1', 'TEXT', 'Yaz']]],
    ['a header that is a picture', [IMAGE, { type: 'BODY', text: 'x' }], [['header.url', 'IMAGE_URL', 'https://scontent.example/x.jpg']]],
    [
      'a header that is a place',
      [PLACE, { type: 'BODY', text: 'x' }],
      [
        ['header.latitude', 'LATITUDE', null],
        ['header.longitude', 'LONGITUDE', null],
        ['header.name', 'TEXT', null],
        ['header.address', 'TEXT', null],
      ],
    ],
    [
      'buttons that vary, by their place',
      [{ type: 'BODY', text: 'x' }, buttons(QUICK, FIXED_URL, URL_BUTTON, CALL, COUPON)],
      [
        ['button.2', 'URL_PART', 'https://shop.example/track/1024'],
        ['button.4', 'CODE', '25OFF'],
      ],
    ],
  ])('%s', (_name, components, expected) => {
    expect(readTemplate(components).variables.map(({ name, kind, example }) => [name, kind, example])).toEqual(expected);
  });

  test('a shape that is no template has nothing, and breaks nothing', () => {
    for (const strange of [
      [],
      [null, 7, 'x'],
      [{}],
      [
        { type: 'BODY', text: 7, example: 'x' },
        { type: 'BUTTONS', buttons: 'x' },
      ],
    ]) {
      expect(readTemplate(strange).variables).toEqual([]);
    }
  });
});

describe('what is sent', () => {
  test.each<[string, object[], Record<string, string>, Rendered]>([
    [
      'a template without variables',
      [{ type: 'BODY', text: 'Merhaba 👋' }, FOOTER],
      {},
      { text: 'Merhaba 👋\n\nKarınca Ayakkabı', components: [] },
    ],
    [
      'numbered ones, in whatever order they are given',
      [BODY],
      { 'body.2': '1024', 'body.1': 'İpek Işık' },
      {
        text: 'Merhaba İpek Işık, 1024 numaralı siparişiniz yola çıktı.',
        components: [
          {
            type: 'body',
            parameters: [
              { type: 'text', text: 'İpek Işık' },
              { type: 'text', text: '1024' },
            ],
          },
        ],
      },
    ],
    [
      'named ones, right to left too',
      [NAMED_BODY],
      { 'body.first_name': 'ليلى', 'body.order_id': 'A-7' },
      {
        text: 'مرحبا ليلى! 🎉 A-7 numaralı siparişin hazır, ليلى.',
        components: [
          {
            type: 'body',
            parameters: [
              { type: 'text', parameter_name: 'first_name', text: 'ليلى' },
              { type: 'text', parameter_name: 'order_id', text: 'A-7' },
            ],
          },
        ],
      },
    ],
    [
      'a value that looks like a variable is not filled in again',
      [BODY],
      { 'body.1': '{{2}} $& $1', 'body.2': '1024' },
      {
        text: 'Merhaba {{2}} $& $1, 1024 numaralı siparişiniz yola çıktı.',
        components: [
          {
            type: 'body',
            parameters: [
              { type: 'text', text: '{{2}} $& $1' },
              { type: 'text', text: '1024' },
            ],
          },
        ],
      },
    ],
    [
      'header, body, footer and buttons',
      [HEADER, { type: 'BODY', text: 'Kodun: {{1}}' }, FOOTER, buttons(QUICK, URL_BUTTON, COUPON)],
      { 'header.1': 'Yaz', 'body.1': 'YAZ25', 'button.1': '1024?a=b', 'button.2': 'YAZ25' },
      {
        text: 'Yaz indirimi\n\nKodun: YAZ25\n\nKarınca Ayakkabı',
        components: [
          { type: 'header', parameters: [{ type: 'text', text: 'Yaz' }] },
          { type: 'body', parameters: [{ type: 'text', text: 'YAZ25' }] },
          { type: 'button', index: '1', sub_type: 'url', parameters: [{ type: 'text', text: '1024?a=b' }] },
          { type: 'button', index: '2', sub_type: 'copy_code', parameters: [{ type: 'coupon_code', coupon_code: 'YAZ25' }] },
        ],
      },
    ],
    [
      'a picture on top',
      [IMAGE, { type: 'BODY', text: 'Yeni sezon' }],
      { 'header.url': 'https://shop.example/yaz.jpg' },
      {
        text: 'Yeni sezon',
        components: [{ type: 'header', parameters: [{ type: 'image', image: { link: 'https://shop.example/yaz.jpg' } }] }],
      },
    ],
    [
      'a place on top',
      [PLACE, { type: 'BODY', text: 'Buradayız' }],
      { 'header.latitude': '41.0082', 'header.longitude': '28.9784', 'header.name': 'Mağaza', 'header.address': 'İstiklal Cd. 1' },
      {
        text: 'Buradayız',
        components: [
          {
            type: 'header',
            parameters: [
              { type: 'location', location: { latitude: '41.0082', longitude: '28.9784', name: 'Mağaza', address: 'İstiklal Cd. 1' } },
            ],
          },
        ],
      },
    ],
  ])('%s', (_name, components, values, expected) => {
    expect(render(components, values)).toEqual(expected);
  });
});

const BOTH = { 'body.1': 'Elif', 'body.2': '1024' };
const LONE = { type: 'BODY', text: '{{1}}' };

describe('what is refused, in words and by its place', () => {
  test.each<[string, object[], Record<string, string>, RegExp, number | null]>([
    ['a value that is missing', [BODY], { 'body.1': 'Elif' }, /^Not given: body\.2\. Its variables: body\.1, body\.2\.$/, null],
    ['all values missing', [BODY], {}, /^Not given: body\.1, body\.2\./, null],
    ['one too many', [BODY], { ...BOTH, 'body.3': 'x' }, /no variable body\.3\. Its variables: body\.1, body\.2\./, 2],
    ['any for a template without', [{ type: 'BODY', text: 'Merhaba' }], { 'body.1': 'x' }, /It has no variables/, 0],
    ['WhatsApp’s own name', [BODY], { '1': 'Elif', '2': '1024' }, /no variable 1\./, 0],
    ['an empty value', [BODY], { ...BOTH, 'body.2': ' ' }, /body\.2 must not be empty/, 1],
    ['a line break', [BODY], { ...BOTH, 'body.1': 'Elif\nKaya' }, /body\.1 must not have line breaks/, 0],
    ['a tab', [BODY], { ...BOTH, 'body.1': 'Elif\tKaya' }, /tabs/, 0],
    ['five spaces in a row', [BODY], { ...BOTH, 'body.1': 'Elif     Kaya' }, /four spaces/, 0],
    ['a picture by http', [IMAGE, LONE], { 'header.url': 'http://shop.example/x.jpg', 'body.1': 'x' }, /https address of an image/, 0],
    ['a picture that is no address', [IMAGE, LONE], { 'header.url': 'x.jpg', 'body.1': 'x' }, /https address of an image/, 0],
    [
      'degrees that are none',
      [PLACE, { type: 'BODY', text: 'x' }],
      { 'header.latitude': '91', 'header.longitude': '0', 'header.name': 'x', 'header.address': 'x' },
      /-90 to 90/,
      0,
    ],
    ['a code with a space', [{ type: 'BODY', text: 'x' }, buttons(COUPON)], { 'button.0': '25 OFF' }, /letters and digits/, 0],
    ['a code of 21', [{ type: 'BODY', text: 'x' }, buttons(COUPON)], { 'button.0': 'A'.repeat(21) }, /1 to 20/, 0],
    ['an address with a space', [{ type: 'BODY', text: 'x' }, buttons(URL_BUTTON)], { 'button.0': 'a b' }, /white space/, 0],
    [
      'a header that grows too long',
      [HEADER, { type: 'BODY', text: 'x' }],
      { 'header.1': 'ş'.repeat(52) },
      /header has 61 characters; WhatsApp takes 60/,
      null,
    ],
    [
      'a body that grows too long beside others',
      [LONE, FOOTER],
      { 'body.1': '🚚'.repeat(1_025) },
      /body has 1025 characters; WhatsApp takes 1024/,
      null,
    ],
    ['a button that is not known here', [LONE, buttons({ type: 'FLOW', text: 'x' })], { 'body.1': 'x' }, /a button of type FLOW/, null],
    [
      'a component that is not known here',
      [LONE, { type: 'CAROUSEL', cards: [] }],
      { 'body.1': 'x' },
      /a component of type CAROUSEL/,
      null,
    ],
    ['a header that is not known here', [{ type: 'HEADER', format: 'GIF' }, LONE], { 'body.1': 'x' }, /a header of type GIF/, null],
  ])('%s', (_name, components, values, words, index) => {
    expect(render(components, values)).toEqual({ fault: expect.objectContaining({ words: expect.stringMatching(words), index }) });
  });

  test('one that is given twice', () => {
    const twice = [...given(BOTH), { name: 'body.1', value: 'Ali' }];
    expect(renderTemplate(readTemplate([BODY]), twice)).toEqual({
      fault: { words: 'The variable body.1 is given twice.', index: 2, field: 'name' },
    });
  });

  test('the edges are taken', () => {
    expect(render([HEADER, { type: 'BODY', text: 'x' }], { 'header.1': 'ş'.repeat(51) })).toHaveProperty('components');
    expect(render([LONE, FOOTER], { 'body.1': '🚚'.repeat(1_024) })).toHaveProperty('components');
    expect(render([LONE], { 'body.1': 'x'.repeat(1_025) })).toHaveProperty('components');
    expect(render([BODY], { ...BOTH, 'body.1': 'Elif    Kaya' })).toHaveProperty('components');
    expect(render([{ type: 'BODY', text: 'x' }, buttons(COUPON)], { 'button.0': 'A'.repeat(20) })).toHaveProperty('components');
  });
});
