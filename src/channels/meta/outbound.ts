import type { Readable } from 'node:stream';
import type { MetaAccount } from './account.js';
import type { OutboundMediaKind } from './limits.js';
import { GraphFailure, plainProblem } from './problems.js';

export interface OutboundText {
  type: 'text';
  text: string;
}

export interface OutboundMedia {
  type: 'media';
  kind: OutboundMediaKind;
  /** WhatsApp alone has captions, and not for AUDIO. */
  caption: string | null;
  name: string;
  contentType: string;
  /** Bytes. */
  size: number;
  /** What an earlier upload gave (WhatsApp): then nothing is uploaded. */
  platformMediaId?: string;
  /** Where the platform fetches the file itself. Instagram knows no other way. */
  url?: string;
  open(): Promise<Readable>;
}

export interface OutboundTemplate {
  type: 'template';
  name: string;
  /** As the platform lists it: `tr`, `en_US`. */
  language: string;
  components: unknown[];
}

export interface Outbound {
  recipientId: string;
  /** Our id of the message; comes back in statuses (WhatsApp) and echoes (Messenger). */
  reference: string;
  /** The platform's id of the message that this one answers. */
  replyTo: string | null;
  /** Messenger and Instagram: a person answers after the 24 hours, within seven days. */
  humanAgentTag: boolean;
  content: OutboundText | OutboundMedia | OutboundTemplate;
}

const refuse = (words: string): never => {
  throw new GraphFailure(plainProblem('PERMANENT', words));
};

/** A customer who shows a user name instead of a number has such an id; it goes under another name than a number. */
const BUSINESS_SCOPED_USER = /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]+$/;

const whatsappRecipient = (recipientId: string): Record<string, string> =>
  BUSINESS_SCOPED_USER.test(recipientId) ? { recipient: recipientId } : { to: recipientId };

const whatsappMedia = ({ kind, caption, name }: OutboundMedia, mediaId: string | null): Record<string, unknown> => ({
  id: mediaId,
  ...(caption && kind !== 'AUDIO' && { caption }),
  ...(kind === 'DOCUMENT' && { filename: name }),
});

const whatsappContent = ({ content }: Outbound, mediaId: string | null): Record<string, unknown> => {
  switch (content.type) {
    case 'text':
      return { type: 'text', text: { body: content.text, preview_url: /https?:\/\//i.test(content.text) } };
    case 'media':
      if (content.caption && content.kind === 'AUDIO') refuse('A sound cannot have a caption on WhatsApp.');
      return { type: content.kind.toLowerCase(), [content.kind.toLowerCase()]: whatsappMedia(content, mediaId) };
    case 'template':
      return {
        type: 'template',
        template: { name: content.name, language: { code: content.language }, components: content.components },
      };
  }
};

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/send-messages */
export const whatsappBody = (outbound: Outbound, mediaId: string | null): Record<string, unknown> => ({
  messaging_product: 'whatsapp',
  recipient_type: 'individual',
  ...whatsappRecipient(outbound.recipientId),
  ...(outbound.replyTo && { context: { message_id: outbound.replyTo } }),
  biz_opaque_callback_data: outbound.reference,
  ...whatsappContent(outbound, mediaId),
});

const attachmentType = (kind: OutboundMediaKind): string => (kind === 'DOCUMENT' ? 'file' : kind.toLowerCase());

const messagingContent = ({ platform }: MetaAccount, { content }: Outbound): Record<string, unknown> => {
  if (content.type === 'text') return { text: content.text };
  if (content.type === 'template') return refuse('Only WhatsApp has templates.');
  if (content.caption) refuse('A file has no caption on this platform: the words go as a message of their own.');
  if (!content.url && platform === 'INSTAGRAM') refuse('Instagram takes a file only from an address that it can reach.');
  const payload = content.url ? { url: content.url, is_reusable: false } : { is_reusable: false };
  return { attachment: { type: attachmentType(content.kind), payload } };
};

/**
 * https://developers.facebook.com/docs/messenger-platform/reference/send-api and
 * https://developers.facebook.com/documentation/business-messaging/instagram-messaging/features/send-message
 * Instagram's documentation knows no metadata: what was sent there is found again by its echo's words.
 */
export const messagingBody = (account: MetaAccount, outbound: Outbound): Record<string, unknown> => ({
  recipient: { id: outbound.recipientId },
  ...(outbound.humanAgentTag ? { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' } : { messaging_type: 'RESPONSE' }),
  ...(outbound.replyTo && { reply_to: { mid: outbound.replyTo } }),
  message: {
    ...messagingContent(account, outbound),
    ...(account.platform === 'MESSENGER' && { metadata: outbound.reference }),
  },
});
