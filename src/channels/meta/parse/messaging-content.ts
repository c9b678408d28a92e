import { MessageKind } from '../../../entities/enums.js';
import type { InboundContent, InboundLocation, InboundMedia, InboundOrigin } from '../inbound-event.js';
import { contentOf, mediaOf, unsupportedOf } from './content.js';
import { type Json, list, number, record, text } from './reading.js';

const FILE_KINDS: Record<string, MessageKind> = {
  image: MessageKind.IMAGE,
  audio: MessageKind.AUDIO,
  video: MessageKind.VIDEO,
  file: MessageKind.DOCUMENT,
  sticker: MessageKind.STICKER,
};

/** What is shared rather than sent (a reel, a post, a mention in a story), and whose address gives its picture or film. */
const SHARED = new Set(['share', 'story_mention', 'reel', 'ig_reel', 'post', 'ig_post', 'ig_story']);

interface Attachment {
  type: string;
  payload: Json;
  url: string | null;
  title: string | null;
  stickerId: string | null;
}

const attachmentsOf = (message: Json): Attachment[] => {
  const attachments = list(message.attachments).map((attachment): Attachment => {
    const payload = record(attachment.payload);
    return {
      type: text(attachment.type) ?? 'unknown',
      payload,
      url: text(payload.url) ?? text(attachment.url),
      title: text(payload.title) ?? text(attachment.title),
      stickerId: text(payload.sticker_id),
    };
  });
  // For a time a sticker comes twice, as itself and as the image that it was before.
  const stickers = new Set(attachments.filter(({ type }) => type === 'sticker').map(({ stickerId }) => stickerId));
  return attachments.filter(({ type, stickerId }) => type !== 'image' || stickerId === null || !stickers.has(stickerId));
};

const isFile = ({ type, url }: Attachment): boolean => Object.hasOwn(FILE_KINDS, type) && url !== null;

const kindOfFile = ({ type, stickerId }: Attachment): MessageKind =>
  type === 'image' && stickerId !== null ? MessageKind.STICKER : (FILE_KINDS[type] ?? MessageKind.DOCUMENT);

/** The platform does not say a file's name, but its address ends with it. */
const fileName = ({ type, url }: Attachment): string | null => {
  if (type !== 'file' || url === null || !URL.canParse(url)) return null;
  const last = new URL(url).pathname.split('/').at(-1) ?? '';
  try {
    return text(decodeURIComponent(last));
  } catch {
    return text(last);
  }
};

const mediaIn = (attachments: Attachment[]): InboundMedia[] =>
  attachments
    .filter((attachment) => isFile(attachment) || (SHARED.has(attachment.type) && attachment.url !== null))
    .map((attachment) => mediaOf({ url: attachment.url, name: fileName(attachment) }));

const locationIn = (attachments: Attachment[]): InboundLocation | null => {
  for (const { type, payload, title, url } of attachments) {
    const { lat, long } = record(payload.coordinates);
    const [latitude, longitude] = [number(lat), number(long)];
    if (type === 'location' && latitude !== null && longitude !== null) return { latitude, longitude, name: title, address: null, url };
  }
  return null;
};

/** A page that was linked to. It is no file: it is shown, and never fetched. */
const linkIn = (attachments: Attachment[]): string | null => {
  const link = attachments.find(({ type, url, title }) => type === 'fallback' && (url !== null || title !== null));
  return link ? [link.title, link.url].filter((part) => part !== null).join('\n') : null;
};

const titleOfProduct = (attachments: Attachment[]): string | null =>
  attachments.map(({ payload }) => text(list(record(payload.product).elements)[0]?.title)).find((title) => title !== null) ?? null;

/** https://developers.facebook.com/documentation/business-messaging/messenger-platform/webhooks/webhook-events/messaging_referrals */
const originOfReferral = (referral: Json): InboundOrigin | null => {
  const context = record(referral.ads_context_data);
  const ad = text(referral.ad_id);
  if (ad !== null)
    return { kind: 'ADVERTISEMENT', id: ad, url: text(context.photo_url) ?? text(context.video_url), title: text(context.ad_title) };
  const product = text(record(referral.product).id);
  return product === null ? null : { kind: 'PRODUCT', id: product, url: null, title: null };
};

const originOf = (message: Json): InboundOrigin | null => {
  const story = record(record(message.reply_to).story);
  const [id, url] = [text(story.id), text(story.url)];
  if (id !== null || url !== null) return { kind: 'STORY', id, url, title: null };
  return originOfReferral(record(message.referral));
};

const bodyOf = (message: Json): InboundContent => {
  const attachments = attachmentsOf(message);
  const [said, media, location, link] = [text(message.text), mediaIn(attachments), locationIn(attachments), linkIn(attachments)];
  const words = said ?? '';
  const payload = text(record(message.quick_reply).payload);
  if (payload !== null)
    return contentOf(MessageKind.CHOICE, { text: words, media, choice: { id: payload, title: said ?? payload, description: null } });
  if (message.is_unsupported === true) return unsupportedOf('unsupported', { text: words, media });
  if (location) return contentOf(MessageKind.LOCATION, { text: words, media, location });
  const file = attachments.find(isFile);
  const strange = attachments.find((attachment) => !isFile(attachment) && (attachment.type !== 'fallback' || (!said && !link)));
  if (strange && !file) return unsupportedOf(strange.type, { text: said ?? strange.title ?? titleOfProduct(attachments) ?? '', media });
  if (file) return contentOf(kindOfFile(file), { text: said ?? link ?? '', media });
  const shown = said ?? link;
  return shown === null ? unsupportedOf('empty') : contentOf(MessageKind.TEXT, { text: shown });
};

/** What a message of Messenger or Instagram says. Nothing is dropped: what is not known is UNSUPPORTED. */
export const messagingContent = (message: Json): InboundContent => {
  const origin = originOf(message);
  return { ...bodyOf(message), replyTo: text(record(message.reply_to).mid), ...(origin && { origin }) };
};

/** A button that was pressed, of a message, of the menu, or to begin. */
export const postbackContent = (postback: Json): InboundContent => {
  const [id, title] = [text(postback.payload), text(postback.title)];
  const shown = title ?? id ?? '';
  const origin = originOfReferral(record(postback.referral));
  return contentOf(MessageKind.CHOICE, { text: shown, choice: { id, title: shown, description: null }, ...(origin && { origin }) });
};
