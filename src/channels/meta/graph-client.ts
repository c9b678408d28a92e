import type { MetaAccount } from './account.js';
import { type Answer, GraphHttp, type GraphOptions } from './graph-http.js';
import type { InboundMedia } from './inbound-event.js';
import { download, type OpenedMedia } from './media-download.js';
import { type MultipartBody, multipart } from './multipart.js';
import { messagingBody, type Outbound, type OutboundMedia, whatsappBody } from './outbound.js';
import { GraphFailure, plainProblem } from './problems.js';

export interface PlatformTemplate {
  id: string;
  name: string;
  language: string;
  /** MARKETING, UTILITY or AUTHENTICATION. */
  category: string | null;
  /** APPROVED, PENDING, REJECTED, PAUSED, DISABLED and others. */
  status: string;
  components: unknown[];
}

export interface PlatformProfile {
  name: string | null;
  userName: string | null;
}

export interface AccountDescription extends PlatformProfile {
  name: string;
  phoneNumber: string | null;
}

const MEDIA_BYTES = 104_857_600;
const TEMPLATES_PER_PAGE = '100';
const MOST_TEMPLATE_PAGES = 100;
/** https://developers.facebook.com/documentation/business-messaging/messenger-platform/webhooks/webhook-events */
const PAGE_FIELDS = [
  'messages',
  'messaging_postbacks',
  'message_deliveries',
  'message_reads',
  'message_echoes',
  'message_reactions',
  'message_edits',
  'messaging_referrals',
].join(',');

const textIn = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const recordIn = (value: unknown): Answer => (typeof value === 'object' && value !== null ? (value as Answer) : {});
const listIn = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** Instagram is spoken to as the page that its token is of; `me` is that page. */
const speaker = ({ platform, externalId }: MetaAccount): string => (platform === 'INSTAGRAM' ? 'me' : encodeURIComponent(externalId));

/** The only place that speaks with Meta's Graph API. Everything that fails there is thrown as a GraphFailure. */
export class GraphClient {
  private readonly http: GraphHttp;
  private readonly mediaBytes: number;

  constructor(options: GraphOptions) {
    this.http = new GraphHttp(options);
    this.mediaBytes = options.mediaBytes ?? MEDIA_BYTES;
  }

  /** Sends one message; a file is uploaded before (WhatsApp) or with it (Messenger). */
  async send(account: MetaAccount, outbound: Outbound): Promise<{ platformMessageId: string }> {
    const answer =
      account.platform === 'WHATSAPP' ? await this.sendWhatsApp(account, outbound) : await this.sendMessaging(account, outbound);
    const platformMessageId = textIn(answer.message_id) ?? textIn(recordIn(listIn(answer.messages)[0]).id);
    if (platformMessageId) return { platformMessageId };
    throw new GraphFailure(plainProblem('UNKNOWN_OUTCOME', 'The platform took the message, but did not say under which id.'));
  }

  /** Begins to fetch a customer's file. Its content fails with a GraphFailure too, when it breaks off or is too large. */
  async openMedia(account: MetaAccount, media: InboundMedia): Promise<OpenedMedia> {
    if (!media.platformMediaId) {
      if (!media.url) throw new GraphFailure(plainProblem('PERMANENT', 'The platform did not say where the file is.'));
      return { ...(await download(this.http, account, media.url, false, this.mediaBytes)), name: media.name };
    }
    // The address is good for five minutes, so the one of the webhook is not relied on.
    const query = { phone_number_id: account.externalId };
    const found = await this.http.call(account, {
      method: 'GET',
      path: encodeURIComponent(media.platformMediaId),
      query,
      repeatable: true,
    });
    const url = textIn(found.url);
    if (!url) throw new GraphFailure(plainProblem('PERMANENT', 'The platform did not say where the file is.'));
    const opened = await download(this.http, account, url, true, this.mediaBytes);
    return { ...opened, contentType: textIn(found.mime_type) ?? opened.contentType, name: media.name };
  }

  /** What a platform tells of a customer. WhatsApp tells the profile's name with each message instead. */
  async profile(account: MetaAccount, customerId: string): Promise<PlatformProfile> {
    if (account.platform === 'WHATSAPP') return { name: null, userName: null };
    const fields = account.platform === 'MESSENGER' ? 'first_name,last_name' : 'name,username';
    const told = await this.get(account, encodeURIComponent(customerId), { fields });
    const names = [textIn(told.first_name), textIn(told.last_name)].filter((name) => name !== null).join(' ');
    return { name: textIn(told.name) ?? textIn(names), userName: textIn(told.username) };
  }

  /** Names the account; by that it tries the credentials. */
  async describe(account: MetaAccount): Promise<AccountDescription> {
    const fields = account.platform === 'WHATSAPP' ? 'verified_name,display_phone_number' : 'name,username';
    const told = await this.get(account, encodeURIComponent(account.externalId), { fields });
    const name = textIn(told.verified_name) ?? textIn(told.name) ?? textIn(told.username) ?? account.externalId;
    return { name, phoneNumber: textIn(told.display_phone_number), userName: textIn(told.username) };
  }

  /** Asks that the account's webhooks come to the company's app; asking again changes nothing. */
  async subscribe(account: MetaAccount): Promise<void> {
    const of = account.platform === 'WHATSAPP' ? this.businessAccount(account) : speaker(account);
    const query: Record<string, string> = account.platform === 'WHATSAPP' ? {} : { subscribed_fields: PAGE_FIELDS };
    await this.http.call(account, { method: 'POST', path: `${of}/subscribed_apps`, query, repeatable: true });
  }

  /** All message templates of the WhatsApp business account, whatever their status. */
  async templates(account: MetaAccount): Promise<PlatformTemplate[]> {
    const path = `${this.businessAccount(account)}/message_templates`;
    const fields = 'id,name,language,category,status,components';
    const templates: PlatformTemplate[] = [];
    let after: string | null = null;
    for (let page = 0; page < MOST_TEMPLATE_PAGES; page++) {
      const answer: Answer = await this.get(account, path, { fields, limit: TEMPLATES_PER_PAGE, ...(after && { after }) });
      templates.push(...listIn(answer.data).map((entry) => asTemplate(recordIn(entry))));
      const paging = recordIn(answer.paging);
      // The address of the next page is not followed: it has the token in it.
      after = paging.next ? textIn(recordIn(paging.cursors).after) : null;
      if (!after) break;
    }
    return templates;
  }

  private get(account: MetaAccount, path: string, query: Record<string, string>): Promise<Answer> {
    return this.http.call(account, { method: 'GET', path, query, repeatable: true });
  }

  private businessAccount({ businessAccountId }: MetaAccount): string {
    if (businessAccountId) return encodeURIComponent(businessAccountId);
    throw new GraphFailure(plainProblem('PERMANENT', 'The channel does not name its WhatsApp business account.'));
  }

  private async sendWhatsApp(account: MetaAccount, outbound: Outbound): Promise<Answer> {
    const { content } = outbound;
    const mediaId = content.type === 'media' ? (content.platformMediaId ?? (await this.upload(account, content))) : null;
    const body = whatsappBody(outbound, mediaId);
    return this.http.call(account, { method: 'POST', path: `${speaker(account)}/messages`, body, repeatable: false });
  }

  private async sendMessaging(account: MetaAccount, outbound: Outbound): Promise<Answer> {
    const body = messagingBody(account, outbound);
    const call = { method: 'POST', path: `${speaker(account)}/messages`, repeatable: false } as const;
    const { content } = outbound;
    if (content.type !== 'media' || content.url) return this.http.call(account, { ...call, body });
    const fields = Object.fromEntries(
      Object.entries(body).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
    );
    return this.withFile(content, fields, 'filedata', (form) => this.http.call(account, { ...call, body: form }));
  }

  /** An upload whose message is never sent is forgotten by the platform after 30 days. */
  private async upload(account: MetaAccount, media: OutboundMedia): Promise<string> {
    const fields = { messaging_product: 'whatsapp', type: media.contentType };
    const answer = await this.withFile(media, fields, 'file', (form) =>
      this.http.call(account, { method: 'POST', path: `${speaker(account)}/media`, body: form, repeatable: true }),
    );
    const id = textIn(answer.id);
    if (id) return id;
    throw new GraphFailure(plainProblem('TRANSIENT', 'The platform took the file, but did not say under which id; it is tried again.'));
  }

  private async withFile<T>(
    media: OutboundMedia,
    fields: Record<string, string>,
    field: string,
    send: (form: MultipartBody) => Promise<T>,
  ): Promise<T> {
    const content = await media.open();
    try {
      return await send(multipart(fields, { field, name: media.name, contentType: media.contentType, size: media.size, content }));
    } finally {
      content.destroy();
    }
  }
}

const asTemplate = (entry: Answer): PlatformTemplate => ({
  id: String(entry.id ?? ''),
  name: textIn(entry.name) ?? '',
  language: textIn(entry.language) ?? '',
  category: textIn(entry.category),
  status: textIn(entry.status) ?? 'UNKNOWN',
  components: listIn(entry.components),
});
