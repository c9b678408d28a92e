import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { decodeId, encodeId } from '../ids.js';

/**
 * What a company enters at the platform beside the address of our webhook, and the platform gives back when it verifies that
 * address: `<channel id>.<HMAC>`. Kept nowhere; whoever has one was shown it by us.
 */
export class VerifyTokens {
  private readonly key: Buffer;

  constructor(signingKey: Uint8Array) {
    this.key = Buffer.from(hkdfSync('sha256', signingKey, '', 'sohbet verify tokens', 32));
  }

  of(channelId: string): string {
    const typedId = encodeId('channel', channelId);
    return `${typedId}.${this.mac(typedId)}`;
  }

  /** The channel it was made for; null when it was not made here. */
  channelOf(token: string): string | null {
    const [typedId = '', mac = '', ...more] = token.split('.');
    const channelId = decodeId('channel', typedId);
    const [given, wanted] = [Buffer.from(mac), Buffer.from(this.mac(typedId))];
    const isOurs = more.length === 0 && given.length === wanted.length && timingSafeEqual(given, wanted);
    return isOurs ? channelId : null;
  }

  private mac(typedId: string): string {
    return createHmac('sha256', this.key).update(typedId).digest('base64url');
  }
}
