import type { Frame } from './event-delivery.js';
import type { Line, Source } from './line.js';
import { isEventSource } from './share.js';

interface Owner {
  /** Resolves when it was sent and the socket can take more. */
  takeOwn(frame: Frame): Promise<void>;
  sentOwn(): void;
  finish(): void;
  failed(error: Error): void;
}

const eventIdOf = (item: unknown): bigint | null => (item as { event?: { id: bigint } }).event?.id ?? null;

/** What one subscription sees by itself: while it catches up, and where nobody could share it. No faster than its socket takes it. */
export class OwnStream {
  private stopped = false;
  private busy = false;

  constructor(
    private readonly source: Source,
    private readonly line: Line,
    private readonly owner: Owner,
  ) {}

  /** Whether everything offered so far was sent. Exact in `sentOwn`, and when a turn of the event loop has ended. */
  get isDrained(): boolean {
    return !this.busy && isEventSource(this.source) && this.source.isEmpty;
  }

  /** The position in the log that it has come to. */
  get reached(): bigint {
    return isEventSource(this.source) ? this.source.reached : 0n;
  }

  /** When what was missed has been offered; undefined for what has no such moment. */
  get caughtUp(): Promise<void> | undefined {
    return isEventSource(this.source) ? this.source.caughtUp : undefined;
  }

  stop(): void {
    this.stopped = true;
    void this.source.return?.();
  }

  async run(): Promise<void> {
    try {
      for (;;) {
        const { value, done } = await this.source.next();
        if (done || this.stopped) break;
        this.busy = true;
        const tail = await this.line.tail(value);
        if (this.stopped) break;
        await this.owner.takeOwn({ id: eventIdOf(value), tail });
        if (this.stopped) break;
        this.busy = false;
        this.owner.sentOwn();
      }
      if (!this.stopped) this.owner.finish();
    } catch (error) {
      if (!this.stopped) this.owner.failed(error as Error);
    }
  }
}
