import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';

/** Between two hints: each is a commit, and each makes every other process read. An idle process tells at once. */
const PAUSE_MILLISECONDS = 5;

/**
 * Word to the other processes that the log has grown: any number at once become one hint, sent outside all transactions. What
 * could not be sent stays untold, and goes out when the connection is back.
 */
export class Telling {
  private telling: Promise<void> | null = null;
  /** Something was written that the others have not been told of. */
  private untold = false;

  constructor(
    private readonly log: Logger,
    /** Undefined while there is no connection. */
    private readonly send: () => Promise<unknown> | undefined,
  ) {}

  tell(): void {
    this.untold = true;
    this.catchUp();
  }

  /** Tells what is untold; to be called when a connection is there again. */
  catchUp(): void {
    if (!this.untold || this.telling) return;
    const sent = this.send();
    if (!sent) return;
    this.untold = false;
    let failed = false;
    this.telling = sent
      .then(
        () => pause(PAUSE_MILLISECONDS),
        (error: unknown) => {
          // Not told again at once: the connection is broken, and the next one tells.
          this.untold = failed = true;
          this.log.debug({ err: error }, 'a hint could not be sent');
        },
      )
      .finally(() => {
        this.telling = null;
        if (!failed) this.catchUp();
      });
  }

  /** Until what was to be told is told. */
  async ended(): Promise<void> {
    while (this.telling) await this.telling;
  }
}
