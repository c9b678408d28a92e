import type { Logger } from 'pino';

/** PostgreSQL takes no payload of 8000 bytes or more. */
export const SIGNAL_BYTES = 7_999;
/** How many wait while others are being sent; what is said beyond is dropped. */
const MOST_WAITING = 1_000;

/**
 * What is said to all processes, on its way out: while some are being sent the next ones gather, and go together. Bounded and
 * best effort: what cannot be sent is dropped, for a signal is worth nothing later.
 */
export class Sayings {
  private waiting: string[] = [];
  private sending = false;
  private dropped = 0;

  constructor(
    private readonly log: Logger,
    private readonly send: (signals: string[]) => Promise<void>,
  ) {}

  say(signal: string): void {
    if (this.waiting.length >= MOST_WAITING || Buffer.byteLength(signal) > SIGNAL_BYTES) {
      this.dropped += 1;
      return;
    }
    this.waiting.push(signal);
    if (!this.sending) void this.sendAll();
  }

  private async sendAll(): Promise<void> {
    this.sending = true;
    while (this.waiting.length > 0) {
      const signals = this.waiting;
      this.waiting = [];
      try {
        await this.send(signals);
      } catch (error) {
        this.log.warn({ err: error, signals: signals.length }, 'signals could not be sent');
      }
    }
    this.sending = false;
    if (this.dropped > 0) this.log.warn({ signals: this.dropped }, 'signals were dropped: too many at once, or too long');
    this.dropped = 0;
  }
}
