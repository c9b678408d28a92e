import type { MikroORM } from '@mikro-orm/postgresql';
import { isRetryable, TRANSACTION_ATTEMPTS } from '../../database.js';
import type { Failures } from '../../failures.js';
import { assignWaiting } from './assign-waiting.js';
import { forgetDecisions } from './decision-queries.js';
import { anyoneWaiting, workspacesWaiting } from './queries.js';

export interface RouterOptions {
  orm: MikroORM;
  failures: Failures;
  now: () => Date;
  eventsWritten: () => void;
  /** The safety net: how often all queues are looked at; 0 switches it off. */
  sweepSeconds: number;
  /** How long routing decisions are kept; each sweep forgets some that are older. */
  decisionDays: number;
}

const DAY = 86_400_000;

interface Pass {
  running: Promise<void>;
  /** The next pass, when somebody asked while one was running: it begins when that one has ended. */
  next: Promise<void> | null;
}

/**
 * Runs routing passes because something happened. In this process at most one pass of a workspace runs and one waits,
 * however many ask: a pass that begins after the asking sees what the asker committed.
 */
export class Router {
  private readonly passes = new Map<string, Pass>();
  private sweeper: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(private readonly options: RouterOptions) {}

  /** Looks at every queue once (a crash may have left someone waiting beside a free agent), then sweeps. */
  async start(): Promise<void> {
    await this.sweep();
    if (this.options.sweepSeconds > 0) this.sweeper = setInterval(() => void this.sweep(), this.options.sweepSeconds * 1000);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.sweeper);
    await Promise.all([...this.passes.values()].map((pass) => pass.next ?? pass.running));
  }

  /** Resolves when a pass that began after this call has ended. Never rejects: the caller's own work is done already. */
  route(workspaceId: string): Promise<void> {
    const pass = this.passes.get(workspaceId);
    if (!pass) return this.begin(workspaceId);
    pass.next ??= pass.running.then(() => this.begin(workspaceId));
    return pass.next;
  }

  private begin(workspaceId: string): Promise<void> {
    const running = this.pass(workspaceId).then(() => {
      if (this.passes.get(workspaceId) === pass && !pass.next) this.passes.delete(workspaceId);
    });
    const pass: Pass = { running, next: null };
    this.passes.set(workspaceId, pass);
    return running;
  }

  private async pass(workspaceId: string, tried = 1): Promise<void> {
    try {
      if (this.stopped || !(await anyoneWaiting(this.options.orm.em.fork(), workspaceId))) return;
      const assigned = await this.options.orm.em.fork().transactional((em) => assignWaiting(em, workspaceId, this.options.now));
      if (assigned > 0) this.options.eventsWritten();
    } catch (error) {
      if (isRetryable(error) && tried < TRANSACTION_ATTEMPTS) return this.pass(workspaceId, tried + 1);
      this.options.failures.tell(error, 'a routing pass failed; the sweep tries again', { workspaceId });
    }
  }

  private async sweep(): Promise<void> {
    const { orm, now, decisionDays } = this.options;
    try {
      await forgetDecisions(orm.em.fork(), new Date(now().getTime() - decisionDays * DAY));
      for (const workspaceId of await workspacesWaiting(this.options.orm.em.fork())) await this.route(workspaceId);
    } catch (error) {
      this.options.failures.tell(error, 'the queues could not be swept');
    }
  }
}
