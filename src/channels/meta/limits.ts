import type { Platform } from './account.js';

export interface TextLimit {
  most: number;
  /** Instagram counts the bytes of UTF-8: an emoji is four, most Turkish letters beyond ASCII two. */
  unit: 'CHARACTERS' | 'BYTES';
}

/**
 * How long a text may be.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/text-messages (4096 characters)
 * https://developers.facebook.com/docs/messenger-platform/reference/send-api (2000 characters)
 * https://developers.facebook.com/documentation/business-messaging/instagram-messaging/features/send-message (1000 bytes of UTF-8)
 */
export const TEXT_LIMITS: Record<Platform, TextLimit> = {
  WHATSAPP: { most: 4_096, unit: 'CHARACTERS' },
  MESSENGER: { most: 2_000, unit: 'CHARACTERS' },
  INSTAGRAM: { most: 1_000, unit: 'BYTES' },
};

/** How long a file's caption may be, in characters; null: the platform's files have none, words go as a message of their own. */
export const CAPTION_LIMITS: Record<Platform, number | null> = { WHATSAPP: 1_024, MESSENGER: null, INSTAGRAM: null };

/** The length of a text as its platform counts it. Characters are UTF-16 units, the stricter of the ways to count. */
export const lengthFor = (platform: Platform, text: string): number =>
  TEXT_LIMITS[platform].unit === 'BYTES' ? Buffer.byteLength(text, 'utf8') : text.length;

export const textFits = (platform: Platform, text: string): boolean => lengthFor(platform, text) <= TEXT_LIMITS[platform].most;

export type OutboundMediaKind = 'IMAGE' | 'AUDIO' | 'VIDEO' | 'DOCUMENT';

export interface MediaLimit {
  /** Media types that are taken; null: any. */
  types: readonly string[] | null;
  mostBytes: number;
}

const MB = 1_048_576;
const OFFICE = 'application/vnd.openxmlformats-officedocument';
const WHATSAPP_DOCUMENTS = [
  'text/plain',
  'application/pdf',
  'application/msword',
  'application/vnd.ms-excel',
  'application/vnd.ms-powerpoint',
  `${OFFICE}.wordprocessingml.document`,
  `${OFFICE}.spreadsheetml.sheet`,
  `${OFFICE}.presentationml.presentation`,
];

/**
 * What files are taken.
 * https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media#supported-media-types
 * https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/saving-assets (uploads, not addresses)
 * https://developers.facebook.com/documentation/business-messaging/instagram-messaging/features/attachment-upload
 */
export const MEDIA_LIMITS: Record<Platform, Record<OutboundMediaKind, MediaLimit>> = {
  WHATSAPP: {
    IMAGE: { types: ['image/jpeg', 'image/png'], mostBytes: 5 * MB },
    AUDIO: { types: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'], mostBytes: 16 * MB },
    VIDEO: { types: ['video/mp4', 'video/3gpp'], mostBytes: 16 * MB },
    DOCUMENT: { types: WHATSAPP_DOCUMENTS, mostBytes: 100 * MB },
  },
  MESSENGER: {
    IMAGE: { types: ['image/jpeg', 'image/png', 'image/gif'], mostBytes: 25 * MB },
    AUDIO: { types: null, mostBytes: 25 * MB },
    VIDEO: { types: null, mostBytes: 25 * MB },
    DOCUMENT: { types: null, mostBytes: 25 * MB },
  },
  INSTAGRAM: {
    IMAGE: { types: ['image/jpeg', 'image/png', 'image/gif'], mostBytes: 8 * MB },
    AUDIO: { types: ['audio/aac', 'audio/x-m4a', 'audio/wav', 'audio/mp4'], mostBytes: 25 * MB },
    VIDEO: { types: ['video/mp4', 'video/ogg', 'video/x-msvideo', 'video/quicktime', 'video/webm'], mostBytes: 25 * MB },
    DOCUMENT: { types: ['application/pdf'], mostBytes: 25 * MB },
  },
};

/** A media type without its parameters, under the name that the limits know it by. */
const plainType = (contentType: string): string => {
  const type = (contentType.split(';')[0] ?? '').trim().toLowerCase();
  return { 'image/jpg': 'image/jpeg', 'audio/mp3': 'audio/mpeg', 'audio/x-wav': 'audio/wav', 'audio/m4a': 'audio/x-m4a' }[type] ?? type;
};

const takes = (limit: MediaLimit, type: string): boolean => limit.types === null || limit.types.includes(type);

/**
 * As what a platform takes a file of this type: shown or played where it can be, else as a document. Null: not at all.
 */
export const mediaKindFor = (platform: Platform, contentType: string): OutboundMediaKind | null => {
  const type = plainType(contentType);
  const limits = MEDIA_LIMITS[platform];
  const shown = ({ image: 'IMAGE', audio: 'AUDIO', video: 'VIDEO' } as const)[type.split('/')[0] ?? ''];
  if (shown && takes(limits[shown], type)) return shown;
  return takes(limits.DOCUMENT, type) ? 'DOCUMENT' : null;
};

export type MediaRefusal = { reason: 'TYPE'; types: readonly string[] } | { reason: 'SIZE'; mostBytes: number };

/** Why a platform would refuse a file; null when it takes it. */
export const mediaRefusal = (platform: Platform, contentType: string, bytes: number): MediaRefusal | null => {
  const kind = mediaKindFor(platform, contentType);
  if (!kind) return { reason: 'TYPE', types: Object.values(MEDIA_LIMITS[platform]).flatMap(({ types }) => types ?? []) };
  const { mostBytes } = MEDIA_LIMITS[platform][kind];
  return bytes > mostBytes ? { reason: 'SIZE', mostBytes } : null;
};
