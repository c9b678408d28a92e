import { invalid, refuse } from '../graph-error.js';

type Fields = Record<string, unknown>;

/** https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages */
const TYPES = [
  'text',
  'image',
  'audio',
  'video',
  'document',
  'sticker',
  'location',
  'contacts',
  'interactive',
  'template',
  'reaction',
] as const;
export type WhatsAppType = (typeof TYPES)[number];

const MEDIA_KEYS: Partial<Record<WhatsAppType, readonly string[]>> = {
  image: ['id', 'link', 'caption'],
  video: ['id', 'link', 'caption'],
  document: ['id', 'link', 'caption', 'filename'],
  audio: ['id', 'link', 'voice'],
  sticker: ['id', 'link'],
};
const MOST_CHARACTERS = 4096;
const MOST_CAPTION_CHARACTERS = 1024;
/** https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks/components#statuses-object */
const MOST_CALLBACK_DATA_CHARACTERS = 512;

export interface CheckedMessage {
  to: string;
  type: WhatsAppType;
  content: Fields;
  replyTo: string | null;
  callbackData: string | null;
}

export const isMedia = (type: WhatsAppType): boolean => type in MEDIA_KEYS;

const fieldsOf = (values: Fields, name: string): Fields => {
  const value = values[name];
  if (value === undefined) return invalid(`The parameter ${name} is required.`);
  if (typeof value !== 'object' || value === null) return invalid(`Param ${name} must be a JSON object.`);
  return value as Fields;
};

const checkLength = (where: string, value: unknown, most: number): void => {
  if (typeof value !== 'string') invalid(`Param ${where} must be a string.`);
  else if (value.length > most) invalid(`Param ${where} must be at most ${most} characters long.`);
};

const checkText = (text: Fields): void => {
  if (text.body === undefined || text.body === '') invalid("The parameter text['body'] is required.");
  checkLength("text['body']", text.body, MOST_CHARACTERS);
};

const checkMedia = (type: WhatsAppType, media: Fields): void => {
  const keys = MEDIA_KEYS[type] ?? [];
  const strange = Object.keys(media).find((key) => !keys.includes(key));
  if (strange) invalid(`Unexpected key "${strange}" on param "${type}".`);
  if ((media.id === undefined) === (media.link === undefined))
    invalid(`Exactly one of the parameters ${type}['id'] and ${type}['link'] is required.`);
  if (media.link !== undefined && !/^https?:\/\//.test(String(media.link))) invalid(`Param ${type}['link'] is not a valid URI.`);
  if (media.caption !== undefined) checkLength(`${type}['caption']`, media.caption, MOST_CAPTION_CHARACTERS);
};

const CHECKS: Partial<Record<WhatsAppType, (content: Fields) => void>> = {
  text: checkText,
  location: ({ latitude, longitude }) => {
    if (latitude === undefined || longitude === undefined)
      refuse(131008, { details: "Parameter 'latitude' and 'longitude' are mandatory for type 'location'" });
  },
  reaction: ({ message_id: messageId, emoji }) => {
    if (typeof messageId !== 'string' || typeof emoji !== 'string')
      refuse(131008, { details: "Parameter 'message_id' and 'emoji' are mandatory for type 'reaction'" });
  },
};

/** What every request of this endpoint must say. */
export const checkProduct = (values: Fields): void => {
  if (values.messaging_product === undefined) invalid('The parameter messaging_product is required.');
  if (values.messaging_product !== 'whatsapp') invalid('Param messaging_product must be one of {WHATSAPP}');
};

/** The message of a request, when its form is right. */
export const checkMessage = (values: Fields): CheckedMessage => {
  checkProduct(values);
  const { to, type = 'text', context, biz_opaque_callback_data: callbackData = null } = values;
  if (to === undefined || to === '') invalid('The parameter to is required.');
  if (typeof to !== 'string') return invalid('Param to must be a string.');
  if (!TYPES.includes(type as WhatsAppType)) invalid(`Param type must be one of {${TYPES.map((one) => one.toUpperCase()).join(', ')}}`);
  const known = type as WhatsAppType;
  const content = known === 'contacts' ? { cards: values.contacts } : fieldsOf(values, known);
  if (known === 'contacts' && !Array.isArray(values.contacts)) invalid('The parameter contacts is required.');
  if (isMedia(known)) checkMedia(known, content);
  CHECKS[known]?.(content);
  if (callbackData !== null) checkLength('biz_opaque_callback_data', callbackData, MOST_CALLBACK_DATA_CHARACTERS);
  const replyTo = (context as Fields | undefined)?.message_id;
  return {
    // Numbers are taken with a plus and with what people put between digits.
    to: to.replace(/\D/g, ''),
    type: known,
    content,
    replyTo: typeof replyTo === 'string' ? replyTo : null,
    callbackData: callbackData as string | null,
  };
};
