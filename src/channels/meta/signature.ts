import { createHmac, timingSafeEqual } from 'node:crypto';

const HEADER = /^sha256=([0-9a-f]{64})$/i;

/**
 * Whether `X-Hub-Signature-256` is the HMAC-SHA256 of the body as it came, byte for byte, under the app's secret; compared in
 * constant time. https://developers.facebook.com/docs/graph-api/webhooks/getting-started#validate-payloads
 */
export const signatureFits = (rawBody: Uint8Array, header: string | undefined, appSecret: string): boolean => {
  const given = HEADER.exec(header ?? '')?.[1];
  if (given === undefined) return false;
  return timingSafeEqual(Buffer.from(given, 'hex'), createHmac('sha256', appSecret).update(rawBody).digest());
};

/**
 * Proves to the platform that whoever holds the token knows the app's secret too, so that a stolen token alone is worth nothing.
 * https://developers.facebook.com/docs/graph-api/guides/secure-requests#appsecret_proof
 */
export const appSecretProof = (accessToken: string, appSecret: string): string =>
  createHmac('sha256', appSecret).update(accessToken).digest('hex');
