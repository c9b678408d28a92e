import { MessageKind } from '../../../entities/enums.js';
import type { InboundContact, InboundContent, InboundOrigin } from '../inbound-event.js';
import { contentOf, mediaOf, unsupportedOf } from './content.js';
import { type Json, list, number, record, text } from './reading.js';

const MEDIA_KINDS: Record<string, MessageKind> = {
  image: MessageKind.IMAGE,
  audio: MessageKind.AUDIO,
  voice: MessageKind.AUDIO,
  video: MessageKind.VIDEO,
  document: MessageKind.DOCUMENT,
  sticker: MessageKind.STICKER,
};

type Reader = (message: Json) => InboundContent | null;

const readText: Reader = ({ text: said }) => {
  const body = text(record(said).body);
  return body === null ? null : contentOf(MessageKind.TEXT, { text: body });
};

const readMedia =
  (type: string, kind: MessageKind): Reader =>
  (message) => {
    const { id, url, mime_type, filename, caption } = record(message[type]);
    const [platformMediaId, address] = [text(id), text(url)];
    if (platformMediaId === null && address === null) return null;
    const media = mediaOf({ platformMediaId, url: address, contentType: text(mime_type), name: text(filename) });
    return contentOf(kind, { text: text(caption) ?? '', media: [media] });
  };

const readLocation: Reader = (message) => {
  const { latitude, longitude, name, address, url } = record(message.location);
  const [north, east] = [number(latitude), number(longitude)];
  if (north === null || east === null) return null;
  const location = { latitude: north, longitude: east, name: text(name), address: text(address), url: text(url) };
  return contentOf(MessageKind.LOCATION, { location });
};

const present = (values: (string | null)[]): string[] => values.filter((value) => value !== null);

const contact = ({ name, phones, emails, org }: Json): InboundContact => {
  const { formatted_name, first_name, last_name } = record(name);
  return {
    name: text(formatted_name) ?? present([text(first_name), text(last_name)]).join(' '),
    phones: present(list(phones).map(({ phone, wa_id }) => text(phone) ?? text(wa_id))),
    emails: present(list(emails).map(({ email }) => text(email))),
    organisation: text(record(org).company),
  };
};

const readContacts: Reader = (message) => {
  const contacts = list(message.contacts).map(contact);
  return contacts.length === 0 ? null : contentOf(MessageKind.CONTACTS, { contacts });
};

const choose = (id: string | null, title: string | null, description: string | null): InboundContent | null => {
  const shown = title ?? id;
  return shown === null ? null : contentOf(MessageKind.CHOICE, { text: shown, choice: { id, title: shown, description } });
};

const readInteractive: Reader = (message) => {
  const interactive = record(message.interactive);
  const type = text(interactive.type) ?? 'unknown';
  const { id, title, description, body } = record(interactive[type]);
  const isReply = type === 'button_reply' || type === 'list_reply';
  return (isReply && choose(text(id), text(title), text(description))) || unsupportedOf(`interactive ${type}`, { text: text(body) ?? '' });
};

/** The button of a template, which is of an older form. */
const readButton: Reader = (message) => {
  const { payload, text: title } = record(message.button);
  return choose(text(payload), text(title), null);
};

/** A basket. Its words are kept; the articles are not known here. */
const readOrder: Reader = (message) => unsupportedOf('order', { text: text(record(message.order).text) ?? '' });

/** What the platform itself cannot pass on; newer payloads say what it was. */
const readUnsupported: Reader = (message) => {
  const named = text(record(message.unsupported).type);
  const [error] = list(message.errors);
  return unsupportedOf(named ?? text(error?.title) ?? 'unsupported');
};

const READERS: Record<string, Reader> = {
  text: readText,
  ...Object.fromEntries(Object.entries(MEDIA_KINDS).map(([type, kind]) => [type, readMedia(type, kind)])),
  location: readLocation,
  contacts: readContacts,
  interactive: readInteractive,
  button: readButton,
  order: readOrder,
  unsupported: readUnsupported,
};

const originOf = (message: Json): InboundOrigin | null => {
  const { source_id, source_url, headline } = record(message.referral);
  const [id, url, title] = [text(source_id), text(source_url), text(headline)];
  if (id !== null || url !== null) return { kind: 'ADVERTISEMENT', id, url, title };
  const product = text(record(record(message.context).referred_product).product_retailer_id);
  return product === null ? null : { kind: 'PRODUCT', id: product, url: null, title: null };
};

/** What a message of WhatsApp says. Nothing is dropped: a kind that is not known, or lacks what it needs, is UNSUPPORTED. */
export const whatsappContent = (message: Json): InboundContent => {
  const type = text(message.type) ?? 'unknown';
  const read = Object.hasOwn(READERS, type) ? READERS[type]?.(message) : null;
  const content = read ?? unsupportedOf(type, { text: text(record(message.text).body) ?? text(record(message[type]).caption) ?? '' });
  const origin = originOf(message);
  return { ...content, replyTo: text(record(message.context).id), ...(origin && { origin }) };
};

/** The new words of an edited message: its text, or its file's caption; empty when the caption was taken away. */
export const editedText = (message: Json): string => {
  const type = text(message.type) ?? 'text';
  return text(record(message.text).body) ?? text(record(message[type]).caption) ?? '';
};
