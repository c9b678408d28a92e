import { crc32, deflateSync } from 'node:zlib';

export type MediaKind = 'image' | 'audio' | 'video' | 'document' | 'sticker';

export interface Sample {
  bytes: Buffer;
  contentType: string;
  name: string;
}

const pngChunk = (type: string, data: Buffer): Buffer => {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([head, body, check]);
};

/** A square of one colour. */
export const png = (size = 16, [red, green, blue]: readonly [number, number, number] = [230, 80, 40]): Buffer => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 2], 8);
  const row = Buffer.from([0, ...Array.from({ length: size }, () => [red, green, blue]).flat()]);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: size }, () => row)));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, pngChunk('IHDR', header), pngChunk('IDAT', pixels), pngChunk('IEND', Buffer.alloc(0))]);
};

/** Ogg's own checksum: its polynomial is the usual one, its bits are not turned around. */
const oggCrc = (page: Buffer): number => {
  let sum = 0;
  for (const byte of page) {
    sum ^= byte << 24;
    for (let bit = 0; bit < 8; bit++) sum = sum & 0x80000000 ? (sum << 1) ^ 0x04c11db7 : sum << 1;
  }
  return sum >>> 0;
};

const oggPage = (sequence: number, flags: number, packet: Buffer): Buffer => {
  const page = Buffer.concat([Buffer.alloc(28), packet]);
  page.write('OggS', 0, 'latin1');
  page[5] = flags;
  page.writeUInt32LE(0x53_4f_48_42, 14);
  page.writeUInt32LE(sequence, 18);
  page[26] = 1;
  page[27] = packet.length;
  page.writeUInt32LE(oggCrc(page), 22);
  return page;
};

/** A voice note of Opus: its two headers, and one packet of silence. */
const ogg = (): Buffer => {
  const head = Buffer.alloc(19);
  head.write('OpusHead', 0, 'latin1');
  head.set([1, 1], 8);
  head.writeUInt32LE(48_000, 12);
  const tags = Buffer.alloc(16);
  tags.write('OpusTags', 0, 'latin1');
  return Buffer.concat([oggPage(0, 2, head), oggPage(1, 0, tags), oggPage(2, 4, Buffer.from([0xf8, 0xff, 0xfe]))]);
};

const box = (type: string, ...contents: Buffer[]): Buffer => {
  const content = Buffer.concat(contents);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(content.length + 8);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, content]);
};

/** A film without tracks, a second long. */
const mp4 = (): Buffer => {
  const header = Buffer.alloc(100);
  header.writeUInt32BE(1_000, 12);
  header.writeUInt32BE(1_000, 16);
  header.writeUInt32BE(0x00010000, 20);
  header.writeUInt32BE(2, 96);
  return Buffer.concat([box('ftyp', Buffer.from('isom\0\0\x02\0isommp42', 'latin1')), box('moov', box('mvhd', header)), box('mdat')]);
};

/** One empty page. */
const pdf = (): Buffer => {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>',
  ];
  let text = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const place = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const end = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(`${text}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}${end}`, 'latin1');
};

/** A pixel, lossless. */
const webp = (): Buffer => Buffer.from('UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==', 'base64');

/** What a person sends when a test does not say which file: small, and real enough for whoever looks at its first bytes. */
export const sampleOf = (kind: MediaKind): Sample => {
  switch (kind) {
    case 'image':
      return { bytes: png(), contentType: 'image/png', name: 'fotoğraf.png' };
    case 'audio':
      return { bytes: ogg(), contentType: 'audio/ogg; codecs=opus', name: 'ses.ogg' };
    case 'video':
      return { bytes: mp4(), contentType: 'video/mp4', name: 'video.mp4' };
    case 'document':
      return { bytes: pdf(), contentType: 'application/pdf', name: 'fatura özeti.pdf' };
    case 'sticker':
      return { bytes: webp(), contentType: 'image/webp', name: 'çıkartma.webp' };
  }
};
