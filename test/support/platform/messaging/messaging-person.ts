import type { Account } from '../account.js';
import { newId, newMid } from '../ids.js';
import type { MediaKind } from '../media-samples.js';
import { type ContactCard, type FileOptions, Person, type PersonOptions, type Place, type Press, type Received } from '../person.js';
import type { World } from '../world.js';
import { fromPerson, reactionOf } from './payloads.js';

type Fields = Record<string, unknown>;

const ATTACHMENT_TYPES: Record<MediaKind, string> = { image: 'image', audio: 'audio', video: 'video', document: 'file', sticker: 'image' };

/** What Messenger and Instagram have in common. */
abstract class MessagingPerson extends Person {
  private readonly edited = new Map<string, number>();

  constructor(world: World, account: Account, options: PersonOptions) {
    super(world, account, newId(), options.name ?? 'Mehmet Şükrü Öz', options);
  }

  writes(text: string): string {
    return this.message({ text });
  }

  repliesTo(messageId: string, text: string): string {
    return this.message({ text, reply_to: { mid: messageId } });
  }

  sends(kind: MediaKind, options: FileOptions = {}): string {
    const payload: Fields = { url: this.world.media.openUrl(this.keep(kind, options)) };
    if (kind === 'sticker') payload.sticker_id = 369239263222822;
    const { caption, replyTo } = options;
    return this.message({
      ...(caption !== undefined && { text: caption }),
      ...(replyTo && { reply_to: { mid: replyTo } }),
      attachments: [{ type: ATTACHMENT_TYPES[kind], payload }],
    });
  }

  sendsContacts(_cards: readonly ContactCard[]): string {
    throw new Error('Contacts can be sent on WhatsApp only');
  }

  /** https://developers.facebook.com/docs/messenger-platform/reference/webhook-events/messaging_postbacks */
  presses({ kind, id, title, on }: Press): string {
    if (kind === 'QUICK_REPLY')
      return this.message({ text: title, quick_reply: { payload: id ?? title }, ...(on && { reply_to: { mid: on } }) });
    if (kind !== 'POSTBACK') throw new Error(`${this.account.platform} has no ${kind}`);
    const mid = this.writing(newMid());
    this.tell('messaging_postbacks', { postback: { mid, title, payload: id ?? title } });
    return mid;
  }

  sendsRaw(message: Fields): string {
    return this.message(message);
  }

  /** A reaction opens the window too. https://developers.facebook.com/docs/messenger-platform/webhook/reply_and_reactions */
  reacts(messageId: string, emoji: string | null): void {
    this.lastWroteAt = this.world.now();
    this.tell('message_reactions', reactionOf(messageId, emoji));
  }

  /** https://developers.facebook.com/docs/messenger-platform/reference/webhook-events/message-edits */
  edits(messageId: string, text: string): void {
    const times = (this.edited.get(messageId) ?? 0) + 1;
    this.edited.set(messageId, times);
    this.tell('message_edits', { message_edit: { mid: messageId, text, num_edit: times } });
  }

  protected tell(field: string, content: Fields): void {
    this.world.webhooks.tell(this.account, field, fromPerson(this.account, this, this.world.now(), content));
  }

  protected message(content: Fields): string {
    const mid = this.writing(newMid());
    this.tell('messages', { message: { mid, ...content } });
    return mid;
  }
}

export class MessengerPerson extends MessagingPerson {
  sendsLocation({ latitude, longitude, name, url }: Place): string {
    const payload = { coordinates: { lat: latitude, long: longitude } };
    return this.message({ attachments: [{ type: 'location', title: name ?? 'Location', url: url ?? null, payload }] });
  }

  sendsUnsupported(): string {
    return this.message({ attachments: [{ type: 'fallback', title: 'Bir anket', url: null, payload: null }] });
  }

  unsends(_messageId: string): void {
    throw new Error('Messenger tells nobody that a message was taken back');
  }

  /** https://developers.facebook.com/docs/messenger-platform/reference/webhook-events/message-deliveries */
  protected tellDelivered({ id, at }: Received): void {
    this.tell('message_deliveries', { delivery: { mids: [id], watermark: at.getTime() } });
  }

  /** https://developers.facebook.com/docs/messenger-platform/reference/webhook-events/message-reads */
  protected tellRead(received: readonly Received[]): void {
    this.tell('message_reads', { read: { watermark: Math.max(...received.map(({ at }) => at.getTime())) } });
  }
}

/** https://developers.facebook.com/documentation/business-messaging/instagram-messaging/webhooks */
export class InstagramPerson extends MessagingPerson {
  /** Stickers and GIFs come as something that is not supported. */
  override sends(kind: MediaKind, options: FileOptions = {}): string {
    return kind === 'sticker' ? this.sendsUnsupported() : super.sends(kind, options);
  }

  sendsLocation(_place: Place): string {
    throw new Error('Instagram has no locations');
  }

  sendsUnsupported(): string {
    return this.message({ is_unsupported: true });
  }

  unsends(messageId: string): void {
    this.tell('messages', { message: { mid: messageId, is_deleted: true } });
  }

  /** Instagram has no delivery receipts. */
  protected tellDelivered(): void {}

  /** The last one read stands for those before it. */
  protected tellRead(received: readonly Received[]): void {
    this.tell('messaging_seen', { read: { mid: received.at(-1)?.id } });
  }
}
