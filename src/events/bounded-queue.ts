/**
 * What a subscription iterates: a queue of one reader. `return()` ends a pending `next()` at once (an async generator
 * would hang there). What to do when the reader is slow is decided by whoever pushes, by looking at `length`.
 */
export class BoundedQueue<Item> implements AsyncIterableIterator<Item, undefined> {
  private readonly waiting: Item[] = [];
  private reader: PromiseWithResolvers<IteratorResult<Item, undefined>> | null = null;
  private drain: PromiseWithResolvers<void> | null = null;
  private failure: Error | null = null;
  private done = false;

  /** Called once, when the reader goes or the queue is ended. */
  onEnd: () => void = () => {};

  get length(): number {
    return this.waiting.length;
  }

  push(item: Item): void {
    if (this.done) return;
    if (!this.reader) {
      this.waiting.push(item);
      return;
    }
    this.reader.resolve({ value: item, done: false });
    this.reader = null;
  }

  /** For states, where only the newest counts: it takes the place of what still waits, or of those of it that it outdates. */
  pushLatest(item: Item, outdates: (older: Item) => boolean = () => true): void {
    const kept = this.waiting.filter((older) => !outdates(older));
    this.waiting.splice(0, this.waiting.length, ...kept);
    this.push(item);
  }

  /** When everything that waits has been read, or nobody reads any more. */
  drained(): Promise<void> {
    if (this.done || this.waiting.length === 0) return Promise.resolve();
    this.drain ??= Promise.withResolvers();
    return this.drain.promise;
  }

  /** Ends the iteration with an error, after what waits was read. */
  fail(error: Error): void {
    this.failure = error;
    this.end();
  }

  end(): void {
    if (this.done) return;
    this.done = true;
    if (this.reader) this.next().then(this.reader.resolve, this.reader.reject);
    this.reader = null;
    this.settleDrain();
    this.onEnd();
  }

  async next(): Promise<IteratorResult<Item, undefined>> {
    const item = this.waiting.shift();
    if (this.waiting.length === 0) this.settleDrain();
    if (item !== undefined) return { value: item, done: false };
    if (this.failure) {
      const failure = this.failure;
      this.failure = null;
      throw failure;
    }
    if (this.done) return { value: undefined, done: true };
    this.reader = Promise.withResolvers();
    return this.reader.promise;
  }

  async return(): Promise<IteratorResult<Item, undefined>> {
    this.waiting.length = 0;
    this.end();
    return { value: undefined, done: true };
  }

  private settleDrain(): void {
    this.drain?.resolve();
    this.drain = null;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
