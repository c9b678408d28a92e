import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { isUnreachable } from './database.js';

const LOOK_MILLISECONDS = 1_000;
const REMINDER_MILLISECONDS = 10_000;

export interface FailuresOptions {
  log: Logger;
  /** Rejects while the database cannot be reached. */
  reach: () => Promise<unknown>;
}

/** The database cannot be reached, from the first failure on. */
interface Outage {
  /** All that fails for it is told to clients under this one. */
  errorId: string;
  since: number;
  /** Whether it was said that the database is away: where it answers at once only its connections broke. */
  isTold: boolean;
  /** The latest. */
  reason: string;
  /** What failed since the last line, and how often. */
  failed: Map<string, number>;
}

/**
 * What fails in the server's own work, told to the log. While the database is away everything fails again and again, for one
 * reason: that makes a line when it goes, one every ten seconds of all that was tried in vain, and one when it is back.
 */
export class Failures {
  private outage: Outage | null = null;
  /** When a line was written of this or an earlier one. */
  private toldAt = Number.NEGATIVE_INFINITY;
  /** Nothing failed since the database was asked last. */
  private calm = true;
  private asking = false;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(private readonly options: FailuresOptions) {}

  /** `what` says what could not be done, always in the same words; `about` is logged beside it. */
  tell(error: unknown, what: string, about: object = {}): void {
    this.tellById(error, what, about);
  }

  /** The same; gives the id by which the log has it, for whoever asked for what could not be done. */
  tellById(error: unknown, what: string, about: object = {}): string {
    if (!isUnreachable(error)) {
      const errorId = randomUUID();
      this.options.log.error({ ...about, errorId, err: error }, what);
      return errorId;
    }
    this.calm = false;
    const outage = this.outage ?? this.begin();
    outage.reason = reasonOf(error);
    outage.failed.set(what, (outage.failed.get(what) ?? 0) + 1);
    return outage.errorId;
  }

  stop(): void {
    this.stopped = true;
    clearInterval(this.timer);
    if (this.outage && this.outage.failed.size > 0) this.say(this.outage);
  }

  private begin(): Outage {
    const outage: Outage = { errorId: randomUUID(), since: performance.now(), isTold: false, reason: '', failed: new Map() };
    this.outage = outage;
    if (!this.stopped) {
      this.timer = setInterval(() => this.look(), LOOK_MILLISECONDS);
      // What one broken connection makes fail together is one line.
      setImmediate(() => this.look());
    }
    return outage;
  }

  private look(): void {
    const { outage } = this;
    if (!outage || this.stopped) return;
    if (this.isDue && (outage.isTold || performance.now() - outage.since >= REMINDER_MILLISECONDS)) this.say(outage);
    // It neither answers nor refuses.
    if (this.asking) this.sayFirst(outage);
    else void this.ask(outage);
  }

  private get isDue(): boolean {
    return performance.now() - this.toldAt >= REMINDER_MILLISECONDS;
  }

  /** It is back when it answers, and nothing has failed since it was asked before. */
  private async ask(outage: Outage): Promise<void> {
    const wasCalm = this.calm;
    this.calm = true;
    this.asking = true;
    try {
      await this.options.reach();
      // Where connections break again and again while it answers, that is one line every ten seconds too.
      if (wasCalm && this.calm && !this.stopped && (outage.isTold || this.isDue)) this.end(outage);
    } catch {
      this.sayFirst(outage);
    }
    this.asking = false;
  }

  private sayFirst(outage: Outage): void {
    if (!outage.isTold && !this.stopped) this.say(outage);
  }

  private say(outage: Outage): void {
    const words = outage.isTold
      ? 'the database is still away'
      : 'the database cannot be reached; what needs it is tried again until it is back';
    outage.isTold = true;
    this.options.log.warn(this.account(outage), words);
  }

  private end(outage: Outage): void {
    clearInterval(this.timer);
    this.outage = null;
    if (outage.isTold) this.options.log.info(this.account(outage), 'the database is back');
    else this.options.log.warn(this.account(outage), 'connections to the database were lost; it can be reached');
  }

  private account(outage: Outage): object {
    const { errorId, since, reason, failed } = outage;
    this.toldAt = performance.now();
    outage.failed = new Map();
    return { errorId, seconds: Math.round((this.toldAt - since) / 1000), reason, failed: Object.fromEntries(failed) };
  }
}

/** Why, without a stack: who tried has nothing to do with it. */
const reasonOf = (error: unknown): string => {
  const { code, message, cause } = error as { code?: unknown; message?: unknown; cause?: unknown };
  return isUnreachable(cause) ? reasonOf(cause) : String(message || code);
};
