import { invalid } from '../graph-error.js';
import type { UploadedFile } from '../http.js';

const MEGABYTE = 1024 * 1024;
const DOCUMENTS = [
  'text/plain',
  'application/pdf',
  'application/vnd.ms-powerpoint',
  'application/msword',
  'application/vnd.ms-excel',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
];

/** https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media#supported-media-types */
const KINDS: Record<string, { types: readonly string[]; mostBytes: number }> = {
  audio: { types: ['audio/aac', 'audio/mp4', 'audio/mpeg', 'audio/amr', 'audio/ogg'], mostBytes: 16 * MEGABYTE },
  image: { types: ['image/jpeg', 'image/png'], mostBytes: 5 * MEGABYTE },
  video: { types: ['video/mp4', 'video/3gpp'], mostBytes: 16 * MEGABYTE },
  sticker: { types: ['image/webp'], mostBytes: MEGABYTE / 2 },
  document: { types: DOCUMENTS, mostBytes: 100 * MEGABYTE },
};

/** What may be uploaded at all; whether a message may carry it as this or that kind is another question. */
const UPLOADABLE = [...new Set(Object.values(KINDS).flatMap(({ types }) => types)), 'audio/opus'];

/** `audio/ogg; codecs=opus` → `audio/ogg` */
const bare = (contentType: string): string => (contentType.split(';')[0] ?? '').trim().toLowerCase();

export const checkUpload = (file: UploadedFile | undefined, type: unknown): string => {
  if (!file) return invalid('The parameter file is required.');
  const contentType = typeof type === 'string' && type !== '' ? type : file.contentType;
  const allowed = UPLOADABLE.includes(bare(contentType)) && UPLOADABLE.includes(bare(file.contentType));
  if (!allowed)
    invalid(
      `Param file must be a file with one of the following types: ${UPLOADABLE.join(', ')}. Received file of type '${bare(file.contentType)}'.`,
    );
  return contentType;
};

/** Why a file cannot be sent as this kind, in the words of error 131053; null when it can. */
export const whyNotSendable = (kind: string, contentType: string, size: number): string | null => {
  const { types = [], mostBytes = 0 } = KINDS[kind] ?? {};
  const name = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
  if (!types.includes(bare(contentType)))
    return `Unsupported ${name} mime type ${bare(contentType)}. Please use one of ${types.join(', ')}.`;
  return size > mostBytes ? `${name} file size too large. Max file size we currently support: ${mostBytes} bytes.` : null;
};
