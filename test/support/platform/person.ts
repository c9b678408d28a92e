import type { Account, Platform } from './account.js';
import { type MediaKind, type Sample, sampleOf } from './media-samples.js';
import type { StoredMedia } from './media-store.js';
import type { World } from './world.js';

/** Something the company's server sent, as the person has it on their phone. */
export interface Received {
  id: string;
  at: Date;
  type: 'text' | 'image' | 'audio' | 'video' | 'document' | 'sticker' | 'template' | 'location' | 'contacts' | 'interactive';
  /** The words, the caption, or a template with its parameters filled in. */
  text: string;
  media: Pick<StoredMedia, 'bytes' | 'contentType' | 'name'> | null;
  template: { name: string; language: string } | null;
  /** The message it answers, when that is one the person has. */
  replyTo: string | null;
  /** `biz_opaque_callback_data` or `metadata`, which no person ever sees. */
  reference: string | null;
  /** The message tag it came under. */
  tag: string | null;
}

export interface Receipts {
  /** Default true. */
  delivered?: boolean;
  /** Default true. False: only `reads()` tells it. */
  read?: boolean;
  /** How much later each of them comes. Default 0. */
  afterMilliseconds?: number;
}

export interface PersonOptions {
  /** Default: the platform's first account. */
  account?: Account;
  platform?: Platform;
  name?: string;
  userName?: string;
  receipts?: Receipts;
  /** False: not on the platform any more, or they have blocked the company. */
  isReachable?: boolean;
}

export interface FileOptions extends Partial<Sample> {
  caption?: string;
  replyTo?: string;
}

export interface Place {
  latitude: number;
  longitude: number;
  name?: string;
  address?: string;
  url?: string;
}

export interface ContactCard {
  name: string;
  phones?: string[];
  emails?: string[];
  organisation?: string;
}

export interface Press {
  /** TEMPLATE: a quick reply of a template. POSTBACK: of Messenger's and Instagram's templates and ice breakers. */
  kind: 'BUTTON' | 'LIST' | 'TEMPLATE' | 'QUICK_REPLY' | 'POSTBACK';
  title: string;
  id?: string;
  description?: string;
  /** The message that had it. */
  on?: string;
}

/** Somebody with the app in their hand. What they do is told to the company's server; what they are sent can be looked at. */
export abstract class Person {
  /** What our server sent, in order. */
  readonly receives: Received[] = [];
  /** Their own messages that the company marked as read. */
  readonly markedRead: string[] = [];
  /** The company's reactions to their messages, as they come. */
  readonly reactionsReceived: { messageId: string; emoji: string }[] = [];
  /** How often the company's side was shown typing. */
  typingShown = 0;
  userName: string;
  receipts: Required<Receipts>;
  isReachable: boolean;
  /** What the 24 hours are counted from. */
  lastWroteAt: Date | null = null;
  protected readonly wrote = new Set<string>();
  private readonly unread: Received[] = [];

  constructor(
    protected readonly world: World,
    readonly account: Account,
    /** wa_id, page-scoped or Instagram-scoped id. */
    readonly id: string,
    public name: string,
    { userName, receipts = {}, isReachable = true }: PersonOptions,
  ) {
    this.userName = userName ?? `kisi.${id.slice(-6)}`;
    this.receipts = { delivered: true, read: true, afterMilliseconds: 0, ...receipts };
    this.isReachable = isReachable;
  }

  /** Each gives the id of the message that was written. */
  abstract writes(text: string): string;
  abstract repliesTo(messageId: string, text: string): string;
  abstract sends(kind: MediaKind, options?: FileOptions): string;
  abstract sendsLocation(place: Place): string;
  abstract sendsContacts(cards: readonly ContactCard[]): string;
  /** A kind that the platform itself does not support. */
  abstract sendsUnsupported(): string;
  abstract presses(press: Press): string;
  /** Anything else, as a `message` of the platform's payload. */
  abstract sendsRaw(message: Record<string, unknown>): string;
  /** Null takes the reaction back. */
  abstract reacts(messageId: string, emoji: string | null): void;
  abstract edits(messageId: string, text: string): void;
  abstract unsends(messageId: string): void;

  protected abstract tellDelivered(received: Received): void;
  protected abstract tellRead(received: readonly Received[]): void;

  /** Opens the conversation: all that was received is read. */
  reads(): void {
    const seen = this.unread.splice(0);
    if (seen.length > 0) this.tellRead(seen);
  }

  /** The platform brings a message of the company. */
  bring(received: Received): void {
    this.receives.push(received);
    this.unread.push(received);
    this.world.brought(this, received);
    const { delivered, read, afterMilliseconds } = this.receipts;
    if (delivered || read)
      this.world.later(afterMilliseconds, () => {
        if (delivered) this.tellDelivered(received);
        if (read) this.world.later(afterMilliseconds, () => this.reads());
      });
  }

  /** All they wrote is marked as read. */
  seenByCompany(): void {
    this.markedRead.push(...[...this.wrote].filter((id) => !this.markedRead.includes(id)));
  }

  has(messageId: string): boolean {
    return this.wrote.has(messageId) || this.receives.some(({ id }) => id === messageId);
  }

  /** Notes what they wrote: it opens the window. */
  protected writing(messageId: string): string {
    this.wrote.add(messageId);
    this.lastWroteAt = this.world.now();
    return messageId;
  }

  protected keep(kind: MediaKind, { bytes, contentType, name }: FileOptions): StoredMedia {
    const sample = sampleOf(kind);
    return this.world.media.keep(this.account, 'PERSON', {
      bytes: bytes ?? sample.bytes,
      contentType: contentType ?? sample.contentType,
      name: name ?? sample.name,
    });
  }
}
