/** What cannot be told, and what must not be opened by a browser in our name (HTML, SVG, scripts). */
export const UNKNOWN_TYPE = 'application/octet-stream';

interface Signature {
  type: string;
  offset?: number;
  bytes: string;
  /** A second mark, for formats that share the first. */
  also?: { offset: number; bytes: string };
}

/** Bytes in Latin-1. */
const SIGNATURES: readonly Signature[] = [
  { type: 'image/png', bytes: '\x89PNG\r\n\x1a\n' },
  { type: 'image/jpeg', bytes: '\xff\xd8\xff' },
  { type: 'image/gif', bytes: 'GIF8' },
  { type: 'image/webp', bytes: 'RIFF', also: { offset: 8, bytes: 'WEBP' } },
  { type: 'audio/wav', bytes: 'RIFF', also: { offset: 8, bytes: 'WAVE' } },
  { type: 'image/heic', offset: 4, bytes: 'ftyphei' },
  { type: 'image/avif', offset: 4, bytes: 'ftypavif' },
  { type: 'audio/mp4', offset: 4, bytes: 'ftypM4A' },
  { type: 'video/quicktime', offset: 4, bytes: 'ftypqt' },
  { type: 'video/mp4', offset: 4, bytes: 'ftyp' },
  { type: 'video/webm', bytes: '\x1a\x45\xdf\xa3' },
  { type: 'image/tiff', bytes: 'II*\0' },
  { type: 'image/tiff', bytes: 'MM\0*' },
  { type: 'image/bmp', bytes: 'BM' },
  { type: 'application/pdf', bytes: '%PDF-' },
  { type: 'audio/ogg', bytes: 'OggS' },
  { type: 'audio/mpeg', bytes: 'ID3' },
  { type: 'audio/mpeg', bytes: '\xff\xfb' },
  { type: 'audio/aac', bytes: '\xff\xf1' },
  { type: 'audio/amr', bytes: '#!AMR' },
  { type: 'application/gzip', bytes: '\x1f\x8b' },
  { type: 'application/x-7z-compressed', bytes: '7z\xbc\xaf\x27\x1c' },
  { type: 'application/vnd.rar', bytes: 'Rar!\x1a\x07' },
  { type: 'application/msword', bytes: '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' },
];

const OFFICE: readonly [mark: string, type: string][] = [
  ['word/', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xl/', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['ppt/', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
];

/** How much of a file is looked at. */
export const LOOKED_AT = 4_096;
const MARKUP = /<(?:!doctype|\?xml|html|head|body|script|svg|iframe|img|a|div|p|style|meta|link)\b|<!--/i;

/** The media type that the first bytes of a file say, whatever its name or its sender says. */
export const contentTypeOf = (content: Uint8Array): string => {
  const bytes = Buffer.from(content.buffer, content.byteOffset, Math.min(content.byteLength, LOOKED_AT));
  const head = bytes.toString('latin1');
  const has = (mark: string, offset = 0): boolean => head.startsWith(mark, offset);
  const known = SIGNATURES.find(({ bytes: mark, offset, also }) => has(mark, offset) && (!also || has(also.bytes, also.offset)));
  if (known) return known.type;
  if (has('PK\x03\x04')) return OFFICE.find(([mark]) => head.includes(mark))?.[1] ?? 'application/zip';
  return isPlainText(bytes) ? 'text/plain; charset=utf-8' : UNKNOWN_TYPE;
};

const isPlainText = (bytes: Buffer): boolean => {
  // The last character may be cut in two.
  const text = new TextDecoder('utf-8', { fatal: false }).decode(bytes);
  const odd = [...text].filter((character) => /[^\P{Cc}\t\n\r\f]/u.test(character)).length;
  const broken = text.slice(0, -1).includes('\ufffd');
  return bytes.length > 0 && odd === 0 && !broken && !MARKUP.test(text);
};
