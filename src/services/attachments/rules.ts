import type { Platform } from '../../channels/meta/account.js';
import { CAPTION_LIMITS, MEDIA_LIMITS, mediaRefusal } from '../../channels/meta/limits.js';
import { type ChannelType, MessageKind } from '../../entities/enums.js';
import { UNKNOWN_TYPE } from '../../storage/content-type.js';

const HOUR = 3_600_000;
/** How long an upload may be sent. */
const SENDABLE_HOURS = 24;
/** An hour later, by which the clocks of two machines never differ. */
const REMOVED_HOURS = SENDABLE_HOURS + 1;

export const MOST_ATTACHMENTS = 10;

export const isSendable = (createdAt: Date, now: Date): boolean => now.getTime() - createdAt.getTime() < SENDABLE_HOURS * HOUR;

/** What was uploaded before it and not sent is removed. */
export const removedBefore = (now: Date): Date => new Date(now.getTime() - REMOVED_HOURS * HOUR);

type FileKind = MessageKind.IMAGE | MessageKind.AUDIO | MessageKind.VIDEO | MessageKind.DOCUMENT;

/** What a message is called after its first file. */
export const kindOfFile = (contentType: string | null): FileKind => {
  if (contentType?.startsWith('image/')) return MessageKind.IMAGE;
  if (contentType?.startsWith('audio/')) return MessageKind.AUDIO;
  return contentType?.startsWith('video/') ? MessageKind.VIDEO : MessageKind.DOCUMENT;
};

/** The platforms' names, as people write them. */
const PLATFORM_NAMES: Record<Platform, string> = { WHATSAPP: 'WhatsApp', MESSENGER: 'Messenger', INSTAGRAM: 'Instagram' };

const platformOf = (type: ChannelType): Platform | null => (type in PLATFORM_NAMES ? (type as Platform) : null);

export interface SendableFile {
  contentType: string | null;
  size: number | null;
}

/** A refusal of what a platform cannot take: which field of the input, and what to do instead. */
export interface PlatformRefusal {
  path: (string | number)[];
  words: string;
}

const MB = 1_048_576;

const ofFile = (platform: Platform, { contentType, size }: SendableFile): PlatformRefusal | null => {
  const refusal = mediaRefusal(platform, contentType ?? UNKNOWN_TYPE, size ?? 0);
  if (!refusal) return null;
  const name = PLATFORM_NAMES[platform];
  const words =
    refusal.reason === 'TYPE'
      ? `${name} takes no file of the type ${contentType}, only ${[...new Set(refusal.types)].join(', ')}: send it as one of these.`
      : `${name} takes such a file of at most ${refusal.mostBytes / MB} MB: send a smaller one.`;
  return { path: ['attachmentIds', 0], words };
};

const ofCaption = (platform: Platform, { contentType }: SendableFile, text: string): PlatformRefusal | null => {
  const name = PLATFORM_NAMES[platform];
  const most = kindOfFile(contentType) === MessageKind.AUDIO ? null : CAPTION_LIMITS[platform];
  if (text === '' || (most !== null && text.length <= most)) return null;
  const words =
    most === null
      ? `${name} takes no text beside such a file: send the text in a message of its own.`
      : `${name} takes at most ${most} characters beside a file: send the text in a message of its own.`;
  return { path: ['text'], words };
};

/** Null: the channel takes the message with these files. Web and in-app ones take every one. */
export const platformRefusal = (type: ChannelType, files: readonly SendableFile[], text: string): PlatformRefusal | null => {
  const platform = platformOf(type);
  const [file, ...more] = files;
  if (!platform || !file) return null;
  if (more.length > 0) {
    return { path: ['attachmentIds'], words: `${PLATFORM_NAMES[platform]} takes one file a message: send each in a message of its own.` };
  }
  return ofFile(platform, file) ?? ofCaption(platform, file, text);
};

/** The largest file that a channel can take at all. */
export const mostBytesOf = (type: ChannelType, mostBytes: number): number => {
  const platform = platformOf(type);
  return platform ? Math.min(mostBytes, Math.max(...Object.values(MEDIA_LIMITS[platform]).map((limit) => limit.mostBytes))) : mostBytes;
};
