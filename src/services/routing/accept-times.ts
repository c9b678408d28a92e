import { THE_SERVER } from '../../auth/actor.js';
import type { Application } from '../application.js';
import { run } from '../run.js';
import { dueToAccept } from './accept-queries.js';
import { passOn } from './pass-on.js';

/**
 * Looks for agents who did not answer within their product's accept time. Every process looks; each conversation is taken
 * once, by whoever holds its agent's row and its own first.
 */
export class AcceptTimes {
  private timer: NodeJS.Timeout | undefined;
  private sweeping: Promise<void> | undefined;

  /** `sweepSeconds`: how often it is looked; 0 switches it off. */
  constructor(
    private readonly application: () => Application,
    private readonly sweepSeconds: number,
  ) {}

  start(): void {
    if (this.sweepSeconds > 0) this.timer = setInterval(() => void this.sweep(), this.sweepSeconds * 1_000);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.sweeping;
  }

  /** One at a time in this process: a slow one is not overtaken. Never rejects; the next one tries again. */
  sweep(): Promise<void> {
    this.sweeping ??= this.passAllOn()
      .catch((error: unknown) => this.application().failures.tell(error, 'accept times could not be looked at'))
      .finally(() => {
        this.sweeping = undefined;
      });
    return this.sweeping;
  }

  private async passAllOn(): Promise<void> {
    const app = this.application();
    for (const overdue of await dueToAccept(app.orm.em.fork(), app.now())) await run({ app, actor: THE_SERVER }, passOn, overdue);
  }
}
