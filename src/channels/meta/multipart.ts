import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';

export interface FilePart {
  field: string;
  name: string;
  contentType: string;
  size: number;
  content: Readable;
}

export interface MultipartBody {
  contentType: string;
  /** Known before the file is read, so that it need not be held in memory. */
  length: number;
  stream(): AsyncGenerator<Uint8Array>;
}

/** As browsers write names (WHATWG, multipart/form-data encoding): nothing in one can end its header. */
const quoted = (name: string): string => name.replaceAll(/["\r\n]/g, (character) => encodeURIComponent(character));

/** Fields, then one file that is passed on as it is read (RFC 7578). */
export const multipart = (fields: Record<string, string>, file: FilePart): MultipartBody => {
  const boundary = `sohbet-${randomUUID()}`;
  const written = Object.entries(fields)
    .map(([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${quoted(name)}"\r\n\r\n${value}\r\n`)
    .join('');
  const begin =
    `${written}--${boundary}\r\ncontent-disposition: form-data; name="${quoted(file.field)}"; filename="${quoted(file.name)}"\r\n` +
    `content-type: ${file.contentType.replaceAll(/[\r\n]/g, '')}\r\n\r\n`;
  const end = `\r\n--${boundary}--\r\n`;
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    length: Buffer.byteLength(begin) + file.size + Buffer.byteLength(end),
    async *stream() {
      yield Buffer.from(begin);
      for await (const piece of file.content) yield piece as Uint8Array;
      yield Buffer.from(end);
    },
  };
};
