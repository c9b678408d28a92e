/** Signals reach us twice under npm, from the terminal or the service manager and passed on; only one well after the first means more. */
const IMPATIENCE_MS = 1_000;

/**
 * The way down: what was started is stopped once, the last first, on the first of SIGINT, SIGTERM and `stop`. A start still under way is
 * waited for, so that nothing it started is left behind. SIGTERM takes its time, as in a deploy; SIGINT, Ctrl-C, does not. A second signal
 * after SIGTERM hastens it, and one more ends the process at once.
 */
export class Shutdown {
  private readonly steps: ((hurry: AbortSignal) => Promise<void>)[] = [];
  private readonly hurry = new AbortController();
  private ending: Promise<void> | undefined;
  private starting: Promise<unknown> = Promise.resolve();
  private lastSignalAt = 0;

  constructor(private readonly log: (message: string) => void) {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => this.onSignal(signal));
  }

  get hasBegun(): boolean {
    return this.ending !== undefined;
  }

  /** Runs the start; its failure is thrown after what it had started was stopped. */
  async guard(start: () => Promise<void>): Promise<void> {
    const started = start();
    this.starting = started.catch(() => undefined);
    try {
      await started;
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Adds a step down for what has just been started; one that waits for others' sake stops waiting when told to hurry. */
  onStop(step: (hurry: AbortSignal) => Promise<void>): void {
    this.steps.push(step);
  }

  /** Without waiting for anybody's sake. */
  stop(): Promise<void> {
    this.hurry.abort();
    return this.end();
  }

  private end(): Promise<void> {
    this.ending ??= this.stopAll();
    return this.ending;
  }

  private async stopAll(): Promise<void> {
    await this.starting;
    for (const step of this.steps.reverse()) {
      try {
        await step(this.hurry.signal);
      } catch (error) {
        // The database must be stopped even when the server did not end well.
        this.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
        process.exitCode = 1;
      }
    }
  }

  private onSignal(signal: 'SIGINT' | 'SIGTERM'): void {
    const isRepeated = Date.now() - this.lastSignalAt < IMPATIENCE_MS;
    if (this.hasBegun && isRepeated) return;
    this.lastSignalAt = Date.now();
    if (this.hasBegun && this.hurry.signal.aborted) process.exit(signal === 'SIGINT' ? 130 : 143);
    if (this.hasBegun || signal === 'SIGINT') this.hurry.abort();
    if (this.hasBegun) return;
    this.log(`${signal}: stopping…`);
    void this.end().then(() => process.exit());
  }
}
