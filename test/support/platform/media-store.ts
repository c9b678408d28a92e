import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { Account } from './account.js';
import { newId } from './ids.js';

export interface StoredMedia {
  id: string;
  account: Account;
  bytes: Buffer;
  contentType: string;
  name: string;
  sha256: string;
  expiresAt: number;
}

const DAY = 24 * 60 * 60_000;
/** https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media: ids of uploads hold 30 days, ids in webhooks 7, urls 5 minutes. */
const UPLOADED = 30 * DAY;
const RECEIVED = 7 * DAY;
const URL_SECONDS = 5 * 60;
/** Attachments of Messenger and Instagram lie where everybody who has the whole address can read them, for a time. */
const OPEN_URL_SECONDS = 24 * 60 * 60;

/** The files of the platform, and the short-lived addresses they are fetched at. */
export class MediaStore {
  private readonly kept = new Map<string, StoredMedia>();
  private readonly key = randomBytes(32);

  constructor(
    private readonly now: () => Date,
    private readonly baseUrl: () => string,
  ) {}

  keep(account: Account, from: 'COMPANY' | 'PERSON', { bytes, contentType, name }: Pick<StoredMedia, 'bytes' | 'contentType' | 'name'>) {
    const expiresAt = this.now().getTime() + (from === 'COMPANY' ? UPLOADED : RECEIVED);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const media: StoredMedia = { id: newId(), account, bytes, contentType, name, sha256, expiresAt };
    this.kept.set(media.id, media);
    return media;
  }

  find(id: string): StoredMedia | undefined {
    const media = this.kept.get(id);
    return media && media.expiresAt > this.now().getTime() ? media : undefined;
  }

  forget(id: string): void {
    this.kept.delete(id);
  }

  /** Where WhatsApp media is fetched, with the access token. */
  url({ id }: StoredMedia): string {
    return this.signed(`/whatsapp_business/attachments/?mid=${id}`, URL_SECONDS);
  }

  /** Where an attachment of Messenger or Instagram is fetched by whoever knows it. */
  openUrl({ id, name }: StoredMedia): string {
    return this.signed(`/cdn/${encodeURIComponent(name)}?mid=${id}`, OPEN_URL_SECONDS);
  }

  /** The file of an address, unless it was altered or its time is over. */
  at(url: URL): StoredMedia | undefined {
    const hash = url.searchParams.get('hash');
    const signed = `${url.pathname}${url.search}`.replace(/&hash=.*$/, '');
    const isOver = Number(url.searchParams.get('ext')) * 1000 <= this.now().getTime();
    return hash === this.hash(signed) && !isOver ? this.find(url.searchParams.get('mid') ?? '') : undefined;
  }

  private signed(path: string, seconds: number): string {
    const expiring = `${path}&ext=${Math.floor(this.now().getTime() / 1000) + seconds}`;
    return `${this.baseUrl()}${expiring}&hash=${this.hash(expiring)}`;
  }

  private hash(text: string): string {
    return createHmac('sha256', this.key).update(text).digest('base64url');
  }
}
