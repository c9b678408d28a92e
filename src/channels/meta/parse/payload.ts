import { PLATFORMS, type Platform } from '../account.js';
import type { InboundEvent } from '../inbound-event.js';
import { parseMessaging } from './messaging.js';
import { type Json, list, record, text } from './reading.js';
import { parseWhatsApp } from './whatsapp.js';

const OBJECT_OF: Record<Platform, string> = { WHATSAPP: 'whatsapp_business_account', MESSENGER: 'page', INSTAGRAM: 'instagram' };

const platformOf = ({ object }: Json): Platform | null => PLATFORMS.find((platform) => OBJECT_OF[platform] === object) ?? null;

/** The body as it came, or what was read of it. The platform's examples wrap it in a list at times. */
const payloadsOf = (body: unknown): Json[] | null => {
  const raw = body instanceof Uint8Array ? Buffer.from(body).toString('utf8') : body;
  try {
    const parsed: unknown = typeof raw === 'string' ? JSON.parse(raw) : raw;
    return Array.isArray(parsed) ? list(parsed) : [record(parsed)];
  } catch {
    return null;
  }
};

/**
 * Everything that a webhook's body tells, in its order. It never throws: what is malformed is `unknown` and the rest is read,
 * and whatever a customer wrote is a message, if only of kind UNSUPPORTED. `receivedAt` stands where no time is given.
 */
export const parsePayload = (body: unknown, receivedAt: Date): InboundEvent[] => {
  const strange = (what: string): InboundEvent => ({
    type: 'unknown',
    platform: null,
    accountId: null,
    senderId: null,
    what,
    at: receivedAt,
  });
  const payloads = payloadsOf(body);
  if (!payloads) return [strange('body that is not JSON')];
  return payloads.flatMap((payload) => {
    const platform = platformOf(payload);
    if (!platform) return [strange(`object ${text(payload.object) ?? 'nameless'}`)];
    return platform === 'WHATSAPP' ? parseWhatsApp(payload, receivedAt) : parseMessaging(platform, payload, receivedAt);
  });
};

/** An account that a body speaks of, by the id that its channel is known by. */
export type NamedAccount =
  | { platform: Platform; accountId: string; businessAccountId: null }
  | { platform: 'WHATSAPP'; accountId: null; businessAccountId: string };

const accountOf = (event: InboundEvent): NamedAccount | null => {
  if (event.type === 'template-status') return { platform: 'WHATSAPP', accountId: null, businessAccountId: event.businessAccountId };
  const { platform, accountId } = event;
  return platform === null || accountId === null ? null : { platform, accountId, businessAccountId: null };
};

/** What an entry concerns. Of WhatsApp's many fields most name no number: then it is the business account whose entry it is. */
const accountsOfEntry = (platform: Platform, entry: Json): NamedAccount[] => {
  const named = parsePayload({ object: OBJECT_OF[platform], entry: [entry] }, new Date(0))
    .map(accountOf)
    .filter((account) => account !== null);
  const owner = text(entry.id);
  if (named.length > 0 || platform !== 'WHATSAPP' || owner === null) return named;
  return [{ platform, accountId: null, businessAccountId: owner }];
};

/**
 * Whose a body is, to know by which apps' secrets it must be signed. Taken from what the body would do, so that nothing in it can
 * concern an account that is not named here. Each account once.
 */
export const accountsIn = (body: unknown): NamedAccount[] => {
  const named = (payloadsOf(body) ?? []).flatMap((payload) => {
    const platform = platformOf(payload);
    return platform ? list(payload.entry).flatMap((entry) => accountsOfEntry(platform, entry)) : [];
  });
  return [...new Map(named.map((account) => [JSON.stringify(account), account])).values()];
};
