/** Ctrl-C reaches us twice under npm, from the terminal and passed on; only a signal well after the first one means "now". */
const IMPATIENCE_MS = 1_000;

/**
 * The way down: what was started is stopped once, the last first, on the first of SIGINT, SIGTERM and `stop`. A start still under way is
 * waited for, so that nothing it started is left behind. A second signal ends the process at once.
 */
export class Shutdown {
  private readonly steps: (() => Promise<void>)[] = [];
  private ending: Promise<void> | undefined;
  private starting: Promise<unknown> = Promise.resolve();
  private firstSignalAt = 0;

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

  /** Adds a step down for what has just been started. */
  onStop(step: () => Promise<void>): void {
    this.steps.push(step);
  }

  stop(): Promise<void> {
    this.ending ??= this.stopAll();
    return this.ending;
  }

  private async stopAll(): Promise<void> {
    await this.starting;
    for (const step of this.steps.reverse()) {
      try {
        await step();
      } catch (error) {
        // The database must be stopped even when the server did not end well.
        this.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
        process.exitCode = 1;
      }
    }
  }

  private onSignal(signal: 'SIGINT' | 'SIGTERM'): void {
    if (!this.hasBegun) {
      this.firstSignalAt = Date.now();
      this.log(`${signal}: stopping…`);
      void this.stop().then(() => process.exit());
    } else if (Date.now() - this.firstSignalAt > IMPATIENCE_MS) {
      process.exit(signal === 'SIGINT' ? 130 : 143);
    }
  }
}
