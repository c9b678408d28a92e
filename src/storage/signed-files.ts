import { z } from 'zod';
import { Signature } from './signature.js';

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
  private readonly signature: Signature;

  constructor(
    signingKey: Uint8Array,
    private readonly now: () => Date,
  ) {
    this.signature = new Signature(signingKey, 'sohbet signed files');
  }

  /** A path on this server, e.g. `/files/eyJ…`. */
  pathOf({ key, name, contentType, size }: SignedFile): string {
    const until = Math.floor(this.now().getTime() / 1000) + VALID_SECONDS;
    return `/files/${this.signature.sign([key, name, contentType, size, until])}`;
  }

  /** Null when the link was not made here, or is too old. */
  open(token: string): SignedFile | null {
    const parsed = content.safeParse(this.signature.read(token));
    if (!parsed.success) return null;
    const [key, name, contentType, size, until] = parsed.data;
    return until * 1000 < this.now().getTime() ? null : { key, name, contentType, size };
  }
}
