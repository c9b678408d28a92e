import { createCipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { SealError, SecretBox } from '../../src/auth/secret-box.js';

const [signing, one, two] = [randomBytes(32), randomBytes(32), randomBytes(48)];
const SECRET = 'EAAG…şifre 🔑 سر';

/** A box as it was before keys had ids. */
const sealedEarly = (signingKey: Uint8Array, secret: string): string => {
  const key = Buffer.from(hkdfSync('sha256', signingKey, '', 'sohbet secret box', 32));
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
};

const refusalTo = (box: SecretBox, sealed: string): string => {
  try {
    box.open(sealed);
  } catch (error) {
    if (error instanceof SealError) return error.message;
    throw error;
  }
  throw new Error('it was opened');
};

describe('the first key seals, all open', () => {
  test.each([
    ['no keys of its own', new SecretBox(signing), new SecretBox(signing)],
    ['one key', new SecretBox(signing, [one]), new SecretBox(signing, [one])],
    ['a key that is the second now', new SecretBox(signing, [one]), new SecretBox(signing, [two, one])],
    ['the signing key, before there were others', new SecretBox(signing), new SecretBox(signing, [two, one])],
    ['a signing key of before, among the keys', new SecretBox(signing), new SecretBox(randomBytes(32), [two, signing])],
  ])('%s', (_name, sealing, opening) => {
    const sealed = sealing.seal(SECRET);
    expect(opening.open(sealed)).toBe(SECRET);
    expect(sealed.startsWith(`${sealing.sealsUnder}.`)).toBe(true);
    expect(sealed).not.toContain(SECRET);
  });

  test('what was sealed before keys had ids', () => {
    const early = sealedEarly(signing, SECRET);
    expect(new SecretBox(signing).open(early)).toBe(SECRET);
    expect(new SecretBox(signing, [two, one]).open(early)).toBe(SECRET);
    expect(new SecretBox(randomBytes(32), [one, signing]).open(early)).toBe(SECRET);
  });

  test('one secret is never sealed to the same box twice', () => {
    const box = new SecretBox(signing, [one]);
    expect(box.seal(SECRET)).not.toBe(box.seal(SECRET));
  });
});

describe('what cannot be opened', () => {
  test('a key that is gone is named, with what to do', () => {
    const sealing = new SecretBox(signing, [one]);
    const refusal = refusalTo(new SecretBox(signing, [two]), sealing.seal(SECRET));
    expect(refusal).toContain(`the key ${sealing.sealsUnder},`);
    expect(refusal).toMatch(/ENCRYPTION_KEYS.*rotate-keys/);
  });

  test('another signing key than that of before keys had ids', () => {
    expect(refusalTo(new SecretBox(randomBytes(32), [one]), sealedEarly(signing, SECRET))).toMatch(/another SIGNING_KEY.*ENCRYPTION_KEYS/);
  });

  test('a box that was changed anywhere, cut short, or moved under another key’s id', () => {
    const box = new SecretBox(signing, [one, two]);
    const sealed = box.seal(SECRET);
    const [id = '', base64 = ''] = sealed.split('.');
    const bytes = Buffer.from(base64, 'base64');
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(refusalTo(box, `${id}.${changed.toString('base64')}`)).toContain('changed or damaged');
    }
    for (const length of [0, 11, 12, 16, 27, bytes.length - 1]) {
      expect(refusalTo(box, `${id}.${bytes.subarray(0, length).toString('base64')}`)).toContain('changed or damaged');
    }
    const other = box.knownKeys[1];
    expect(refusalTo(box, `${other}.${base64}`)).toContain('changed or damaged');
    expect(refusalTo(box, base64)).toMatch(/before keys had ids/);
  });

  test('no refusal tells the secret or a key', () => {
    const sealing = new SecretBox(signing, [one]);
    const refusal = refusalTo(new SecretBox(two), sealing.seal(SECRET));
    expect(refusal).not.toContain(SECRET);
    expect(refusal).not.toContain(one.toString('base64'));
  });
});
