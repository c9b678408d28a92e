import type { Platform } from '../account.js';
import { invalid } from '../graph-error.js';

type Fields = Record<string, unknown>;

/** https://developers.facebook.com/docs/messenger-platform/reference/send-api */
const MESSAGING_TYPES = ['RESPONSE', 'UPDATE', 'MESSAGE_TAG', 'UTILITY'];
const TAGS: Partial<Record<Platform, readonly string[]>> = {
  MESSENGER: ['ACCOUNT_UPDATE', 'CONFIRMED_EVENT_UPDATE', 'CUSTOMER_FEEDBACK', 'HUMAN_AGENT', 'POST_PURCHASE_UPDATE'],
  INSTAGRAM: ['HUMAN_AGENT'],
};
const ACTIONS = ['typing_on', 'typing_off', 'mark_seen', 'react', 'unreact'] as const;
const ATTACHMENTS = ['image', 'audio', 'video', 'file', 'template'];
const MOST_CHARACTERS = 2000;
/** https://developers.facebook.com/docs/messenger-platform/instagram/features/send-message */
const MOST_INSTAGRAM_BYTES = 1000;
const MOST_METADATA_CHARACTERS = 1000;

export interface SentAttachment {
  type: string;
  url: string | null;
  attachmentId: string | null;
}

export type CheckedSend =
  | { recipientId: string; action: (typeof ACTIONS)[number]; payload: Fields }
  | {
      recipientId: string;
      action: null;
      text: string;
      attachment: SentAttachment | null;
      metadata: string | null;
      tag: string | null;
      replyTo: string | null;
    };

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const checkText = (platform: Platform, text: string): void => {
  if (text === '') invalid('Param message[text] must be a non-empty UTF-8 encoded string');
  if (platform === 'INSTAGRAM' && Buffer.byteLength(text) > MOST_INSTAGRAM_BYTES)
    invalid(`Length of param message[text] must be less than or equal to ${MOST_INSTAGRAM_BYTES}`);
  if (text.length > MOST_CHARACTERS) invalid(`Length of param message[text] must be less than or equal to ${MOST_CHARACTERS}`);
};

const attachmentOf = ({ attachment }: Fields, hasFile: boolean): SentAttachment | null => {
  if (attachment === undefined) return null;
  if (!isFields(attachment)) return invalid('Param message[attachment] must be an object');
  const type = textOf(attachment.type)?.toLowerCase() ?? '';
  const payload = isFields(attachment.payload) ? attachment.payload : {};
  // An Instagram attachment that was uploaded before is sent as a share.
  const attachmentId = textOf(payload.attachment_id) ?? (type === 'media_share' ? textOf(payload.id) : null);
  if (![...ATTACHMENTS, 'media_share'].includes(type))
    return invalid(`Param message[attachment][type] must be one of {${ATTACHMENTS.map((one) => one.toUpperCase()).join(', ')}}`);
  const url = textOf(payload.url);
  if (!url && !attachmentId && !hasFile && type !== 'template')
    return invalid('Must upload exactly one file or specify url or attachment_id');
  return { type, url, attachmentId };
};

const checkTag = (platform: Platform, messagingType: unknown, tag: string | null): void => {
  if (messagingType === 'MESSAGE_TAG' && !tag) invalid('Param tag is required with messaging_type MESSAGE_TAG');
  const tags = TAGS[platform] ?? [];
  if (tag && !tags.includes(tag)) invalid(`Param tag must be one of {${tags.join(', ')}}`);
  if (tag && messagingType !== 'MESSAGE_TAG') invalid('Param tag is only for messaging_type MESSAGE_TAG');
};

/** The request of the Send API, when its form is right. */
export const checkSend = (platform: Platform, values: Fields, hasFile: boolean): CheckedSend => {
  const { recipient, message, sender_action: action, messaging_type: messagingType } = values;
  const recipientId = isFields(recipient) ? textOf(recipient.id) : null;
  if (!recipientId) return invalid('The parameter recipient is required');
  if (message !== undefined && action !== undefined) invalid('Cannot send both message and state at the same time.');
  if (action !== undefined) {
    const known = ACTIONS.find((one) => one === action);
    if (!known) return invalid(`Param sender_action must be one of {${ACTIONS.join(', ')}}`);
    return { recipientId, action: known, payload: isFields(values.payload) ? values.payload : {} };
  }
  if (!isFields(message)) return invalid('The parameter message is required');
  if (messagingType === undefined && platform === 'MESSENGER') invalid('The parameter messaging_type is required');
  if (messagingType !== undefined && !MESSAGING_TYPES.includes(String(messagingType)))
    invalid(`Param messaging_type must be one of {${MESSAGING_TYPES.join(', ')}}`);
  const tag = textOf(values.tag);
  checkTag(platform, messagingType, tag);
  const text = textOf(message.text);
  const attachment = attachmentOf(message, hasFile);
  if (text === null && attachment === null) invalid('Message cannot be empty, must provide valid attachment or text', { subcode: 2018034 });
  if (text !== null && attachment !== null) invalid('Exactly one of message[text] and message[attachment] must be set');
  if (text !== null) checkText(platform, text);
  const metadata = textOf(message.metadata);
  if (metadata && metadata.length >= MOST_METADATA_CHARACTERS) invalid('Param message[metadata] must be less than 1000 characters');
  const replyTo = isFields(values.reply_to) ? textOf(values.reply_to.mid) : null;
  return { recipientId, action: null, text: text ?? '', attachment, metadata, tag, replyTo };
};
