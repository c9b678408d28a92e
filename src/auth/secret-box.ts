import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/** Seals secrets that must be read again (a channel's identity secret): AES-256-GCM under a key derived from the signing key. */
export class SecretBox {
  private readonly key: Buffer;

  constructor(signingKey: Uint8Array) {
    this.key = Buffer.from(hkdfSync('sha256', signingKey, '', 'sohbet secret box', 32));
  }

  seal(secret: string): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce);
    const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
  }

  open(box: string): string {
    const bytes = Buffer.from(box, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', this.key, bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  }
}

/** Whether `hash` (hex, as the company's server made it) is the HMAC-SHA256 of the id; compared in constant time. */
export const identityFits = (secret: string, externalId: string, hash: string): boolean => {
  const wanted = createHmac('sha256', secret).update(externalId).digest();
  const given = Buffer.from(hash, 'hex');
  return given.length === wanted.length && timingSafeEqual(given, wanted);
};

/** The same for what is told of a customer: of the id, then each key and value, with U+0000, which none of them has, between them. */
export const attributesFit = (
  secret: string,
  externalId: string,
  attributes: readonly { key: string; value: string }[],
  hash: string,
): boolean => identityFits(secret, [externalId, ...attributes.flatMap(({ key, value }) => [key, value])].join('\0'), hash);
