import { z } from 'zod';
import { Signature } from './signature.js';

/** What was allowed when the link was asked for: one attachment, of exactly so many bytes. */
export interface PromisedUpload {
  attachmentId: string;
  size: number;
}

const VALID_SECONDS = 15 * 60;
const content = z.tuple([z.uuid(), z.number(), z.number()]);

/** Links by which a file is uploaded, for a quarter of an hour, by whoever has one: rights are checked when it is made. */
export class SignedUploads {
  private readonly signature: Signature;

  constructor(
    signingKey: Uint8Array,
    private readonly now: () => Date,
    /** The largest file that is taken. */
    readonly mostBytes: number,
  ) {
    this.signature = new Signature(signingKey, 'sohbet signed uploads');
  }

  /** A path on this server, e.g. `/uploads/eyJ…`, and until when it holds. */
  linkFor({ attachmentId, size }: PromisedUpload): { path: string; until: Date } {
    const until = Math.floor(this.now().getTime() / 1000) + VALID_SECONDS;
    return { path: `/uploads/${this.signature.sign([attachmentId, size, until])}`, until: new Date(until * 1000) };
  }

  /** Null when the link was not made here, or is too old. */
  open(token: string): PromisedUpload | null {
    const parsed = content.safeParse(this.signature.read(token));
    if (!parsed.success) return null;
    const [attachmentId, size, until] = parsed.data;
    return until * 1000 < this.now().getTime() ? null : { attachmentId, size };
  }
}
