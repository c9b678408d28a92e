import { ChannelType, MessageKind } from '../../entities/enums.js';

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

const MB = 1_048_576;

interface PlatformLimits {
  name: string;
  /** The largest file of each kind, in bytes, and the media types that it may have; null: any. */
  files: Record<FileKind, { bytes: number; types: readonly string[] | null }>;
  /** The kinds that take no text beside them. */
  textless: readonly FileKind[];
}

const { IMAGE, AUDIO, VIDEO, DOCUMENT } = MessageKind;
const EVERY: readonly FileKind[] = [IMAGE, AUDIO, VIDEO, DOCUMENT];

const PLATFORMS: Partial<Record<ChannelType, PlatformLimits>> = {
  // https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media#supported-media-types
  [ChannelType.WHATSAPP]: {
    name: 'WhatsApp',
    files: {
      [IMAGE]: { bytes: 5 * MB, types: ['image/jpeg', 'image/png'] },
      [AUDIO]: { bytes: 16 * MB, types: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'] },
      [VIDEO]: { bytes: 16 * MB, types: ['video/mp4', 'video/3gpp'] },
      [DOCUMENT]: { bytes: 100 * MB, types: null },
    },
    textless: [AUDIO],
  },
  // https://developers.facebook.com/docs/messenger-platform/send-messages#sending_attachments
  [ChannelType.MESSENGER]: {
    name: 'Messenger',
    files: {
      [IMAGE]: { bytes: 8 * MB, types: ['image/jpeg', 'image/png', 'image/gif'] },
      [AUDIO]: { bytes: 25 * MB, types: null },
      [VIDEO]: { bytes: 25 * MB, types: null },
      [DOCUMENT]: { bytes: 25 * MB, types: null },
    },
    textless: EVERY,
  },
  // https://developers.facebook.com/docs/messenger-platform/instagram/features/send-message#media-types-and-specifications
  [ChannelType.INSTAGRAM]: {
    name: 'Instagram',
    files: {
      [IMAGE]: { bytes: 8 * MB, types: ['image/jpeg', 'image/png', 'image/gif'] },
      [AUDIO]: { bytes: 25 * MB, types: ['audio/aac', 'audio/mp4', 'audio/wav'] },
      [VIDEO]: { bytes: 25 * MB, types: ['video/mp4', 'video/ogg', 'video/quicktime', 'video/webm'] },
      [DOCUMENT]: { bytes: 25 * MB, types: ['application/pdf'] },
    },
    textless: EVERY,
  },
};

export interface SendableFile {
  contentType: string | null;
  size: number | null;
}

/** A refusal of what a platform cannot take: which field of the input, and what to do instead. */
export interface PlatformRefusal {
  path: (string | number)[];
  words: string;
}

const megabytes = (bytes: number): string => `${Math.floor(bytes / MB)} MB`;

const KIND_NAMES: Record<FileKind, string> = { [IMAGE]: 'images', [AUDIO]: 'audio files', [VIDEO]: 'videos', [DOCUMENT]: 'documents' };

/** Null: the channel takes the message. Web and in-app ones take every one. */
export const platformRefusal = (type: ChannelType, files: readonly SendableFile[], hasText: boolean): PlatformRefusal | null => {
  const platform = PLATFORMS[type];
  const [file, ...more] = files;
  if (!platform || !file) return null;
  const { name } = platform;
  if (more.length > 0) return { path: ['attachmentIds'], words: `${name} takes one file a message: send each in a message of its own.` };
  const kind = kindOfFile(file.contentType);
  if (hasText && platform.textless.includes(kind)) {
    const what = platform.textless.length === EVERY.length ? 'a file' : `one of its ${KIND_NAMES[kind]}`;
    return { path: ['text'], words: `${name} takes no text beside ${what}: send the text in a message of its own.` };
  }
  const { bytes, types } = platform.files[kind];
  const path = ['attachmentIds', 0];
  if (types && !types.includes(file.contentType ?? '')) {
    return {
      path,
      words: `${name} takes no ${file.contentType}: of ${KIND_NAMES[kind]} it takes ${types.join(', ')}. Send it as another type.`,
    };
  }
  if ((file.size ?? 0) > bytes)
    return { path, words: `${name} takes ${KIND_NAMES[kind]} of at most ${megabytes(bytes)}: send a smaller one.` };
  return null;
};

/** The largest file that a channel can take at all. */
export const mostBytesOf = (type: ChannelType, mostBytes: number): number => {
  const platform = PLATFORMS[type];
  return platform ? Math.min(mostBytes, ...[Math.max(...EVERY.map((kind) => platform.files[kind].bytes))]) : mostBytes;
};
