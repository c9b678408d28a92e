import { randomBytes } from 'node:crypto';
import { newId, newNumericId, newPhone, newToken } from './ids.js';
import type { Template } from './whatsapp/templates.js';

export type Platform = 'WHATSAPP' | 'MESSENGER' | 'INSTAGRAM';

/** A Meta app of a company: its secret signs, and its callback is where webhooks go. */
export interface App {
  id: string;
  secret: string;
  callbackUrl: string | null;
}

export interface AccountOptions {
  platform: Platform;
  name?: string;
  /** Several accounts may be one app's. */
  app?: App;
  /** Calls without `appsecret_proof` are refused. https://developers.facebook.com/docs/graph-api/guides/secure-requests */
  requiresProof?: boolean;
}

/** An account of a company: a WhatsApp phone number, a Facebook page, or an Instagram professional account with its page. */
export class Account {
  readonly platform: Platform;
  /** phone_number_id, page id, or id of the Instagram professional account. */
  readonly externalId = newId();
  /** Of the WhatsApp Business Account that the number belongs to; null elsewhere. */
  readonly businessAccountId: string | null;
  /** The page that messages are sent by; an Instagram account's is another one than itself. */
  readonly pageId: string;
  readonly phoneNumber: string | null;
  readonly userName: string;
  readonly app: App;
  readonly requiresProof: boolean;
  readonly templates: Template[] = [];
  name: string;
  accessToken = newToken();
  /** Tokens that were good once. */
  readonly expiredTokens = new Set<string>();
  /** The fields that webhooks are sent for; null before the company has subscribed its app. */
  subscribedFields: readonly string[] | null = null;

  constructor({ platform, name, app, requiresProof = false }: AccountOptions) {
    this.platform = platform;
    this.name = name ?? 'Karınca Ayakkabı';
    this.app = app ?? { id: newNumericId(), secret: randomBytes(16).toString('hex'), callbackUrl: null };
    this.requiresProof = requiresProof;
    this.businessAccountId = platform === 'WHATSAPP' ? newId() : null;
    this.pageId = platform === 'INSTAGRAM' ? newId() : this.externalId;
    this.phoneNumber = platform === 'WHATSAPP' ? newPhone() : null;
    this.userName = `karinca.ayakkabi.${this.externalId.slice(-4)}`;
  }

  get appSecret(): string {
    return this.app.secret;
  }

  /** The id that webhook entries carry. */
  get entryId(): string {
    return this.businessAccountId ?? this.externalId;
  }

  /** `+90 555 123 45 67`, as the platform shows it. */
  get displayPhoneNumber(): string {
    return (this.phoneNumber ?? '').replace(/^(\d\d)(\d{3})(\d{3})(\d\d)(\d\d)$/, '+$1 $2 $3 $4 $5');
  }

  owns(id: string): boolean {
    return id === this.externalId || id === this.pageId || id === this.businessAccountId;
  }

  /** The token holds no longer; gives the new one. */
  renewToken(): string {
    this.expiredTokens.add(this.accessToken);
    this.accessToken = newToken();
    return this.accessToken;
  }
}
