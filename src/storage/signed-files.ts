import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** A file as a link gives it: what it is called and what it is stand in the link, so that a download asks nothing of the database. */
export interface SignedFile {
  key: string;
  name: string;
  contentType: string;
  size: number;
}

const VALID_SECONDS = 3_600;
const content = z.tuple([z.string(), z.string(), z.string(), z.number(), z.number()]);

/** Links to stored files that hold for an hour, for whoever has one: rights are checked when it is made. */
export class SignedFiles {
  private readonly key: Buffer;

  constructor(
    signingKey: Uint8Array,
    private readonly now: () => Date,
  ) {
    this.key = Buffer.from(hkdfSync('sha256', signingKey, '', 'sohbet signed files', 32));
  }

  /** A path on this server, e.g. `/files/eyJ…`. */
  pathOf({ key, name, contentType, size }: SignedFile): string {
    const until = Math.floor(this.now().getTime() / 1000) + VALID_SECONDS;
    const said = Buffer.from(JSON.stringify([key, name, contentType, size, until])).toString('base64url');
    return `/files/${said}.${this.mac(said)}`;
  }

  /** Null when the link was not made here, or is too old. */
  open(token: string): SignedFile | null {
    const [said = '', mac = ''] = token.split('.');
    const wanted = Buffer.from(this.mac(said));
    const given = Buffer.from(mac);
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return null;
    const parsed = content.safeParse(JSON.parse(Buffer.from(said, 'base64url').toString('utf8')));
    if (!parsed.success) return null;
    const [key, name, contentType, size, until] = parsed.data;
    return until * 1000 < this.now().getTime() ? null : { key, name, contentType, size };
  }

  private mac(said: string): string {
    return createHmac('sha256', this.key).update(said).digest('base64url');
  }
}
