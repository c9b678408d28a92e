import { randomUUID } from 'node:crypto';
import { THE_SERVER } from '../../auth/actor.js';
import type { Config } from '../../config.js';
import type { Application } from '../application.js';
import { run } from '../run.js';
import { connectAgents } from './connect-agents.js';
import { disconnectAgents } from './disconnect-agents.js';
import { handBackLeftBy } from './hand-back-left-by.js';
import { forgetLeases, lease, leasedAmong, leftBehind, release, type Since } from './queries.js';
import { Watch } from './watch.js';

/** A socket, as far as presence goes. */
export interface HeldSocket {
  /** Whether the other side answered the last ping. */
  readonly answers: boolean;
}

/**
 * Who is connected. This process writes which agents it holds sockets of, at once and at each heartbeat (`agent_lease`);
 * every process looks for agents whom nobody saw for the grace, and whichever looks first ends their connection. So a
 * process that dies takes nobody with it, and remembers nothing that another could not know.
 */
export class Presence {
  /** This process, as leases name it. */
  readonly nodeId = randomUUID();
  private readonly sockets = new Map<string, Set<HeldSocket>>();
  /** Whose sockets came, went or answered since it was last written. */
  private readonly unwritten = new Set<string>();
  private writing: Promise<void> = Promise.resolve();
  private next: Promise<void> | null = null;
  private sweeper: NodeJS.Timeout | undefined;
  private sweeping: Promise<void> | null = null;
  private readonly watch: Watch;

  constructor(
    private readonly application: () => Application,
    private readonly settings: Config['presence'],
  ) {
    const { heartbeatSeconds, sweepSeconds } = settings;
    this.watch = new Watch(2_000 * heartbeatSeconds, 1_000 * (2 * heartbeatSeconds + sweepSeconds));
  }

  start(): void {
    const { sweepSeconds } = this.settings;
    if (sweepSeconds > 0) this.sweeper = setInterval(() => this.look(), sweepSeconds * 1_000);
  }

  /** The agents who are held here were seen until now; their grace begins, in which they connect to another process. */
  async stop(): Promise<void> {
    clearInterval(this.sweeper);
    await this.sweeping;
    for (const agentId of this.sockets.keys()) this.unwritten.add(agentId);
    this.sockets.clear();
    await this.write();
  }

  /** An agent's socket stands. */
  opened(agentId: string, socket: HeldSocket): void {
    const theirs = this.sockets.get(agentId) ?? new Set();
    theirs.add(socket);
    this.sockets.set(agentId, theirs);
    if (theirs.size === 1) this.tell(agentId);
  }

  /** It is closed; again, or when the process has let go of all, that means nothing. */
  closed(agentId: string, socket: HeldSocket): void {
    const theirs = this.sockets.get(agentId);
    if (!theirs?.delete(socket) || theirs.size > 0) return;
    this.sockets.delete(agentId);
    this.tell(agentId);
  }

  /** The heartbeat: whose sockets answered is seen now. */
  renew(): void {
    for (const [agentId, theirs] of this.sockets) if ([...theirs].some(({ answers }) => answers)) this.unwritten.add(agentId);
    if (this.unwritten.size > 0) void this.write();
  }

  /** Ends what is over, once over all processes: connections after their grace, what they left behind, leases of the dead. */
  async sweep(): Promise<void> {
    const app = this.application();
    const asking = { app, actor: THE_SERVER };
    const since = this.since(app.now());
    const { agentIds = [] } = await run(asking, disconnectAgents, since);
    // Whoever's socket opened while that was being decided was still connected when it looked.
    if (agentIds.length > 0) await this.connect(await leasedAmong(app.orm.em.fork(), agentIds, since.leasedSince));
    for (const { agentId, workspaceId } of await leftBehind(app.orm.em.fork())) await run(asking, handBackLeftBy, { agentId, workspaceId });
    await forgetLeases(app.orm.em.fork(), since.leasedSince);
  }

  private since(now: Date): Since {
    const { graceSeconds, heartbeatSeconds } = this.settings;
    const ago = (seconds: number): Date => new Date(now.getTime() - seconds * 1_000);
    // Two heartbeats even where the grace is shorter: a live socket is written no oftener.
    return { seenSince: ago(graceSeconds), leasedSince: ago(Math.max(graceSeconds, 2 * heartbeatSeconds)) };
  }

  private look(): void {
    if (this.sweeping) return;
    if (!this.watch.look()) return;
    this.sweeping = this.sweep()
      .catch((error: unknown) => {
        this.watch.interrupt();
        this.application().failures.tell(error, 'who is connected could not be swept; the next sweep tries again');
      })
      .finally(() => {
        this.sweeping = null;
      });
  }

  private tell(agentId: string): void {
    this.unwritten.add(agentId);
    void this.write();
  }

  /** One writing after the other, so that what came last is written last; any number meanwhile are one statement. */
  private write(): Promise<void> {
    this.next ??= this.writing.then(() => {
      this.next = null;
      return this.writeAll();
    });
    this.writing = this.next;
    return this.next;
  }

  private async writeAll(): Promise<void> {
    const agentIds = [...this.unwritten];
    this.unwritten.clear();
    const here = agentIds.filter((agentId) => this.sockets.has(agentId));
    const gone = agentIds.filter((agentId) => !this.sockets.has(agentId));
    const { orm, now, failures } = this.application();
    try {
      if (gone.length > 0) await release(orm.em.fork(), gone, this.nodeId, now());
      if (here.length > 0) await this.connect(await lease(orm.em.fork(), here, this.nodeId, now()));
    } catch (error) {
      // Nothing to make up for: leases are renewed at the next heartbeat, those of who is gone grow old.
      this.watch.interrupt();
      failures.tell(error, 'who is connected could not be written; the next heartbeat tries again');
    }
  }

  private async connect(agentIds: readonly string[]): Promise<void> {
    if (agentIds.length > 0) await run({ app: this.application(), actor: THE_SERVER }, connectAgents, { agentIds });
  }
}
