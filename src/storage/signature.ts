import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** What links of ours say: JSON under an HMAC-SHA256, so that whoever has one can read it and not change it. */
export class Signature {
  private readonly key: Buffer;

  /** What was signed for one purpose does not hold for another. */
  constructor(signingKey: Uint8Array, purpose: string) {
    this.key = Buffer.from(hkdfSync('sha256', signingKey, '', purpose, 32));
  }

  sign(content: unknown): string {
    const said = Buffer.from(JSON.stringify(content)).toString('base64url');
    return `${said}.${this.mac(said)}`;
  }

  /** Undefined when it was not signed here. */
  read(token: string): unknown {
    const [said = '', mac = ''] = token.split('.');
    const wanted = Buffer.from(this.mac(said));
    const given = Buffer.from(mac);
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined;
    return JSON.parse(Buffer.from(said, 'base64url').toString('utf8'));
  }

  private mac(said: string): string {
    return createHmac('sha256', this.key).update(said).digest('base64url');
  }
}
