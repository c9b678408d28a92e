import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { PLATFORMS } from '../../src/channels/meta/account.js';
import { KNOWN_PROBLEMS } from '../../src/channels/meta/known-problems.js';
import { mediaKindFor, mediaRefusal, textFits } from '../../src/channels/meta/limits.js';
import { explainNetworkError, explainPlatformError, type ProblemKind } from '../../src/channels/meta/problems.js';
import { retryAfterIn } from '../../src/channels/meta/retry-after.js';
import { appSecretProof, signatureFits } from '../../src/channels/meta/signature.js';

describe('signatures', () => {
  const secret = 'app secret';
  const body = Buffer.from('{"object":"page","entry":[{"text":"ığüşöç 🙂 \\u00e7"}]}');
  const sign = (bytes: Uint8Array, key = secret) => `sha256=${createHmac('sha256', key).update(bytes).digest('hex')}`;

  test('of the body as it came fit, in either case of hexadecimal', () => {
    expect(signatureFits(body, sign(body), secret)).toBe(true);
    expect(signatureFits(body, sign(body).toUpperCase().replace('SHA256', 'sha256'), secret)).toBe(true);
    expect(signatureFits(new Uint8Array(), sign(new Uint8Array()), secret)).toBe(true);
  });

  test('a known one (RFC 4231, test case 2)', () => {
    const known = 'sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';
    expect(signatureFits(Buffer.from('what do ya want for nothing?'), known, 'Jefe')).toBe(true);
    expect(appSecretProof('what do ya want for nothing?', 'Jefe')).toBe(known.slice('sha256='.length));
  });

  test('of anything else do not', () => {
    const whole = sign(body);
    const reserialised = Buffer.from(JSON.stringify(JSON.parse(body.toString())));
    expect(reserialised.equals(body)).toBe(false);
    expect(signatureFits(reserialised, whole, secret)).toBe(false);
    expect(signatureFits(body, sign(body, 'another secret'), secret)).toBe(false);
    for (const header of [
      undefined,
      '',
      'sha256=',
      whole.slice('sha256='.length),
      whole.slice(0, -2),
      `${whole}00`,
      `${whole}zz`,
      `${whole.slice(0, -2)}zz`,
      whole.replace('sha256', 'sha1'),
      `sha1=${createHmac('sha1', secret).update(body).digest('hex')}`,
      `sha256=${createHmac('sha256', secret).update(body).digest('base64')}`,
    ]) {
      expect(signatureFits(body, header, secret)).toBe(false);
    }
    for (let at = 'sha256='.length; at < whole.length; at++) {
      const changed = `${whole.slice(0, at)}${whole[at] === '0' ? '1' : '0'}${whole.slice(at + 1)}`;
      expect(signatureFits(body, changed, secret)).toBe(false);
    }
  });
});

describe('what the platforms’ errors mean', () => {
  test.each<[number, number | undefined, ProblemKind]>([
    [0, undefined, 'BAD_TOKEN'],
    [190, 463, 'BAD_TOKEN'],
    [10, undefined, 'BAD_TOKEN'],
    [10, 2018278, 'WINDOW_CLOSED'],
    [10, 2018065, 'WINDOW_CLOSED'],
    [10, 2534022, 'WINDOW_CLOSED'],
    [10, 2018108, 'PERMANENT'],
    [131047, undefined, 'WINDOW_CLOSED'],
    [470, undefined, 'WINDOW_CLOSED'],
    [131026, undefined, 'PERMANENT'],
    [131051, undefined, 'PERMANENT'],
    [132001, undefined, 'PERMANENT'],
    [551, 1545041, 'PERMANENT'],
    [200, 1545041, 'PERMANENT'],
    [200, undefined, 'PERMANENT'],
    [299, undefined, 'PERMANENT'],
    [100, 2018001, 'PERMANENT'],
    [100, 2534014, 'PERMANENT'],
    [130429, undefined, 'RATE_LIMITED'],
    [131056, undefined, 'RATE_LIMITED'],
    [80007, undefined, 'RATE_LIMITED'],
    [4, undefined, 'RATE_LIMITED'],
    [613, undefined, 'RATE_LIMITED'],
    [1, undefined, 'TRANSIENT'],
    [2, undefined, 'TRANSIENT'],
    [131000, undefined, 'TRANSIENT'],
    [1200, undefined, 'TRANSIENT'],
    [1, 1357046, 'UNKNOWN_OUTCOME'],
    [131047, 7, 'WINDOW_CLOSED'],
  ])('%i/%s is %s', (code, subcode, kind) => {
    expect(explainPlatformError({ code, error_subcode: subcode }, { httpStatus: 400 })).toMatchObject({
      code,
      subcode: subcode ?? null,
      kind,
    });
  });

  test('each is told in one line of whole sentences, and says when it is tried again', () => {
    for (const [code, { kind, words }] of KNOWN_PROBLEMS) {
      expect(words).toMatch(/^[A-Z][^\n]*\.$/);
      const says = /tried again/.test(words);
      expect([code, says]).toEqual([code, kind === 'TRANSIENT' || kind === 'RATE_LIMITED']);
    }
  });

  test('where the code leaves it open, the platform’s own words are added', () => {
    const error = {
      code: 131009,
      message: '(#131009) Parameter value is not valid',
      error_data: { details: 'Button title length invalid.' },
    };
    expect(explainPlatformError(error).words).toBe(
      'WhatsApp does not accept a value in this message. It said: Button title length invalid.',
    );
    expect(explainPlatformError({ code: 424242, title: 'New\n\u0007thing' }).words).toMatch(/not known here\. It said: New thing$/);
    expect(explainPlatformError({ code: 131026, title: 'Message undeliverable' }).words).not.toContain('It said');
  });

  test('codes written as texts count, other things do not', () => {
    expect(explainPlatformError({ code: '131047' })).toMatchObject({ code: 131047, kind: 'WINDOW_CLOSED' });
    expect(explainPlatformError({ code: {}, error_subcode: [], message: 7 })).toMatchObject({
      code: null,
      subcode: null,
      platformMessage: null,
    });
  });

  test('an error of the network within others is found', () => {
    const refused = Object.assign(new Error(), { code: 'ECONNREFUSED' });
    const nested = new TypeError('fetch failed', { cause: new AggregateError([refused, refused]) });
    expect(explainNetworkError(nested, false).kind).toBe('TRANSIENT');
    const reset = new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNRESET' }) });
    expect(explainNetworkError(reset, false).kind).toBe('UNKNOWN_OUTCOME');
    expect(explainNetworkError(reset, true).kind).toBe('TRANSIENT');
    expect(explainNetworkError('odd', false).kind).toBe('UNKNOWN_OUTCOME');
  });
});

describe('how long to wait', () => {
  const now = Date.parse('2026-11-28T12:00:00Z');
  test.each<[Record<string, string>, number | null]>([
    [{ 'retry-after': '120' }, 120],
    [{ 'retry-after': 'Sat, 28 Nov 2026 12:01:30 GMT' }, 90],
    [{ 'retry-after': 'Sat, 28 Nov 2026 11:00:00 GMT' }, 0],
    [{ 'retry-after': 'soon' }, null],
    [{}, null],
    [{ 'x-business-use-case-usage': '{"1":[{"estimated_time_to_regain_access":3},{"estimated_time_to_regain_access":5}]}' }, 300],
    [{ 'x-business-use-case-usage': '{"1":[{"estimated_time_to_regain_access":0}]}' }, null],
    [{ 'x-business-use-case-usage': '{"1":[null],"2":7}' }, null],
    [{ 'x-business-use-case-usage': 'broken' }, null],
    [{ 'retry-after': '1', 'x-business-use-case-usage': '{"1":[{"estimated_time_to_regain_access":3}]}' }, 1],
  ])('%j: %s', (headers, seconds) => {
    expect(retryAfterIn(new Headers(headers), now)).toBe(seconds);
  });
});

describe('what a platform takes', () => {
  test('texts: WhatsApp and Messenger count characters, Instagram bytes', () => {
    const at = (platform: (typeof PLATFORMS)[number], letter: string, count: number) => textFits(platform, letter.repeat(count));
    expect([at('WHATSAPP', 'ş', 4_096), at('WHATSAPP', 'ş', 4_097)]).toEqual([true, false]);
    expect([at('MESSENGER', 'ş', 2_000), at('MESSENGER', 'ş', 2_001)]).toEqual([true, false]);
    expect([at('INSTAGRAM', 'a', 1_000), at('INSTAGRAM', 'a', 1_001)]).toEqual([true, false]);
    expect([at('INSTAGRAM', 'ş', 500), at('INSTAGRAM', 'ş', 501)]).toEqual([true, false]);
    expect([at('INSTAGRAM', '🙂', 250), at('INSTAGRAM', '🙂', 251)]).toEqual([true, false]);
    expect([at('INSTAGRAM', 'ع', 500), at('INSTAGRAM', 'ع', 501)]).toEqual([true, false]);
  });

  test.each<[(typeof PLATFORMS)[number], string, string | null]>([
    ['WHATSAPP', 'image/jpeg', 'IMAGE'],
    ['WHATSAPP', 'IMAGE/JPG', 'IMAGE'],
    ['WHATSAPP', 'image/gif', null],
    ['WHATSAPP', 'audio/ogg; codecs=opus', 'AUDIO'],
    ['WHATSAPP', 'video/webm', null],
    ['WHATSAPP', 'application/pdf', 'DOCUMENT'],
    ['WHATSAPP', 'application/x-msdownload', null],
    ['MESSENGER', 'image/webp', 'DOCUMENT'],
    ['MESSENGER', 'video/webm', 'VIDEO'],
    ['MESSENGER', 'application/zip', 'DOCUMENT'],
    ['INSTAGRAM', 'video/quicktime', 'VIDEO'],
    ['INSTAGRAM', 'application/pdf', 'DOCUMENT'],
    ['INSTAGRAM', 'application/zip', null],
    ['INSTAGRAM', 'nonsense', null],
  ])('%s takes %s as %s', (platform, contentType, kind) => {
    expect(mediaKindFor(platform, contentType)).toBe(kind);
  });

  test('sizes, to the byte', () => {
    const MB = 1_048_576;
    expect(mediaRefusal('WHATSAPP', 'image/png', 5 * MB)).toBeNull();
    expect(mediaRefusal('WHATSAPP', 'image/png', 5 * MB + 1)).toEqual({ reason: 'SIZE', mostBytes: 5 * MB });
    expect(mediaRefusal('INSTAGRAM', 'image/png', 8 * MB + 1)).toEqual({ reason: 'SIZE', mostBytes: 8 * MB });
    expect(mediaRefusal('MESSENGER', 'application/zip', 25 * MB)).toBeNull();
    const refused = mediaRefusal('WHATSAPP', 'image/gif', 1);
    expect(refused).toMatchObject({ reason: 'TYPE', types: expect.arrayContaining(['image/png', 'application/pdf']) });
  });
});
