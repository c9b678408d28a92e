import type { Account } from '../account.js';
import { newPhone, newWamid } from '../ids.js';
import type { MediaKind } from '../media-samples.js';
import { type ContactCard, type FileOptions, Person, type PersonOptions, type Place, type Press, type Received } from '../person.js';
import type { World } from '../world.js';
import { contactsOf, messageEntry, pressOf, seconds, statusEntry } from './payloads.js';

type Fields = Record<string, unknown>;

export class WhatsAppPerson extends Person {
  constructor(world: World, account: Account, options: PersonOptions & { phone?: string }) {
    super(world, account, options.phone ?? newPhone(), options.name ?? 'Elif Çağrı Işık 👟', options);
  }

  writes(text: string): string {
    return this.message({ type: 'text', text: { body: text } });
  }

  repliesTo(messageId: string, text: string): string {
    return this.message({ type: 'text', text: { body: text } }, messageId);
  }

  /** https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/image and its neighbours */
  sends(kind: MediaKind, options: FileOptions = {}): string {
    const media = this.keep(kind, options);
    const { id, contentType, sha256, name } = media;
    const file: Fields = { mime_type: contentType, sha256, id, url: this.world.media.url(media) };
    if (options.caption !== undefined) file.caption = options.caption;
    if (kind === 'document') file.filename = name;
    if (kind === 'audio') file.voice = contentType.includes('opus');
    if (kind === 'sticker') file.animated = false;
    return this.message({ type: kind, [kind]: file }, options.replyTo);
  }

  sendsLocation(place: Place): string {
    return this.message({ type: 'location', location: place });
  }

  sendsContacts(cards: readonly ContactCard[]): string {
    return this.message({ type: 'contacts', contacts: contactsOf(cards) });
  }

  /** https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/unsupported */
  sendsUnsupported(): string {
    const error = {
      code: 131051,
      title: 'Message type unknown',
      message: 'Message type unknown',
      error_data: { details: 'Message type is currently not supported.' },
    };
    return this.message({ type: 'unsupported', errors: [error], unsupported: { type: 'poll_creation' } });
  }

  presses(press: Press): string {
    return this.message(pressOf(press), press.on);
  }

  sendsRaw(message: Fields): string {
    return this.message(message);
  }

  /** A reaction is a message of its own, with an id of its own. */
  reacts(messageId: string, emoji: string | null): void {
    this.message({ type: 'reaction', reaction: { message_id: messageId, ...(emoji && { emoji }) } });
  }

  /** https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/edit */
  edits(messageId: string, text: string): void {
    this.message({ type: 'edit', edit: { original_message_id: messageId, message: { type: 'text', text: { body: text } } } });
  }

  /** https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/revoke */
  unsends(messageId: string): void {
    this.message({ type: 'revoke', revoke: { original_message_id: messageId } });
  }

  /** Another number: the platform tells it as a message of its own kind. https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/system */
  changesNumber(phone: string): void {
    const system = { body: `User ${this.name} changed from ${this.id} to ${phone}`, wa_id: phone, type: 'user_changed_number' };
    this.message({ type: 'system', system });
  }

  protected tellDelivered(received: Received): void {
    this.status(received, 'delivered');
  }

  protected tellRead(received: readonly Received[]): void {
    for (const one of received) this.status(one, 'read');
  }

  private status({ id, reference }: Received, status: 'delivered' | 'read'): void {
    const notice = { id, status, at: this.world.now(), recipientId: this.id, callbackData: reference };
    this.world.webhooks.tell(this.account, 'messages', statusEntry(this.account, notice));
  }

  private message(content: Fields, replyTo?: string): string {
    const id = this.writing(newWamid(this.id));
    // The message answered may be theirs or the company's.
    const from = replyTo && this.wrote.has(replyTo) ? this.id : this.account.phoneNumber;
    const message = {
      ...(replyTo && { context: { from, id: replyTo } }),
      from: this.id,
      id,
      timestamp: seconds(this.world.now()),
      ...content,
    };
    this.world.webhooks.tell(this.account, 'messages', messageEntry(this.account, this, message));
    return id;
  }
}
