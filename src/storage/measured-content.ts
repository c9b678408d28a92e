import { Readable } from 'node:stream';
import { contentTypeOf, LOOKED_AT } from './content-type.js';

/** More came than is taken. */
export class TooMuch extends Error {}

/** What goes into the storage as it comes, never whole in memory: how much it was, and what its beginning says it is. */
export class MeasuredContent {
  bytes = 0;
  private head = Buffer.alloc(0);

  constructor(
    private readonly content: Readable,
    private readonly mostBytes: number,
  ) {}

  /** Known once it was read. */
  get contentType(): string {
    return contentTypeOf(this.head);
  }

  /** To be read once; fails with TooMuch. */
  read(): Readable {
    return Readable.from(this.chunks());
  }

  private async *chunks(): AsyncGenerator<Buffer> {
    // Left open when there is too much: a request whose stream is destroyed gets no answer.
    for await (const chunk of this.content.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      this.bytes += chunk.length;
      if (this.bytes > this.mostBytes) throw new TooMuch(`more than ${this.mostBytes} bytes`);
      if (this.head.length < LOOKED_AT) this.head = Buffer.concat([this.head, chunk.subarray(0, LOOKED_AT - this.head.length)]);
      yield chunk;
    }
  }
}
