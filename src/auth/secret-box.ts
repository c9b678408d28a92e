import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A sealed secret cannot be opened; the message says what to do, and nothing of what was sealed. */
export class SealError extends Error {
  override readonly name = 'SealError';
}

interface SealingKey {
  /** Stands before each box; tells nothing of the key. */
  id: string;
  key: Buffer;
}

const derive = (bytes: Uint8Array, purpose: string, length: number): Buffer => Buffer.from(hkdfSync('sha256', bytes, '', purpose, length));

const sealingKey = (bytes: Uint8Array): SealingKey => ({
  id: derive(bytes, 'sohbet secret box id', 6).toString('base64url'),
  key: derive(bytes, 'sohbet secret box', 32),
});

/**
 * Seals secrets that must be read again (a channel's identity secret, a mail password, a platform's token): AES-256-GCM.
 * A box is `<key id>.<nonce, tag and secret in base64>`; those of before keys had ids lack the first part. The first key
 * seals, all open; the signing key, which stands for itself when ENCRYPTION_KEYS names none, is always the last of them.
 */
export class SecretBox {
  private readonly keys: ReadonlyMap<string, SealingKey>;
  private readonly first: SealingKey;

  constructor(signingKey: Uint8Array, encryptionKeys: readonly Uint8Array[] = []) {
    const keys = [...encryptionKeys, signingKey].map(sealingKey);
    this.keys = new Map(keys.map((each) => [each.id, each]));
    this.first = keys[0] as SealingKey;
  }

  /** The id of the key that seals now. */
  get sealsUnder(): string {
    return this.first.id;
  }

  /** The ids of the keys that open, the sealing one first. */
  get knownKeys(): string[] {
    return [...this.keys.keys()];
  }

  seal(secret: string): string {
    const { id, key } = this.first;
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(id));
    const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return `${id}.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64')}`;
  }

  /** Throws SealError for what another key sealed, and for what was changed since. */
  open(box: string): string {
    const dot = box.indexOf('.');
    if (dot < 0) return this.openEarly(box);
    const id = box.slice(0, dot);
    const known = this.keys.get(id);
    if (!known) {
      throw new SealError(
        `A secret is sealed under the key ${id}, which this server was not given. Put that key (it may have been a SIGNING_KEY) back at the end of ENCRYPTION_KEYS, and take it away only after "npm run rotate-keys"; if it is lost, enter the secret anew.`,
      );
    }
    try {
      return decipher(known.key, box.slice(dot + 1), id);
    } catch {
      throw new SealError(`A secret that the key ${id} sealed was changed or damaged since; enter it anew.`);
    }
  }

  private openEarly(box: string): string {
    for (const { key } of this.keys.values()) {
      try {
        return decipher(key, box);
      } catch {
        // Under another one, perhaps.
      }
    }
    throw new SealError(
      'A secret that was sealed before keys had ids is under another SIGNING_KEY than this server’s, or was damaged since. Put the SIGNING_KEY of that time at the end of ENCRYPTION_KEYS, and take it away only after "npm run rotate-keys"; if it is lost, enter the secret anew.',
    );
  }
}

/** A tag that was cut short would be easier to guess: all of it is asked for. */
const decipher = (key: Buffer, base64: string, id?: string): string => {
  const bytes = Buffer.from(base64, 'base64');
  const opening = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  opening.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  if (id !== undefined) opening.setAAD(Buffer.from(id));
  return Buffer.concat([opening.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), opening.final()]).toString('utf8');
};

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
