import { randomBytes } from 'node:crypto';
import type { ClientOptions } from 'ws';
import type { AgentAtWork } from './agent-at-work.js';
import { Desk } from './desk.js';
import { eventually } from './eventually.js';
import { RawSocket } from './raw-socket.js';

const PATIENCE = 20_000;

interface Lease {
  agentId: string;
  seenAt: Date;
  connected: boolean;
}

/** Two servers over one database. Nothing sweeps and no time passes in them unless a test says so. */
export class TwoNodes {
  private constructor(
    readonly one: Desk,
    readonly two: Desk,
  ) {}

  static async start(env: NodeJS.ProcessEnv = {}): Promise<TwoNodes> {
    const signingKey = randomBytes(32);
    const one = await Desk.start({ signingKey, env });
    const two = await Desk.start({ signingKey, env, database: one.database });
    for (const { clock } of [one, two]) clock.stop();
    return new TwoNodes(one, two);
  }

  async stop(): Promise<void> {
    await this.two.stop();
    await this.one.stop();
  }

  pass(seconds: number): void {
    for (const { clock } of [this.one, this.two]) clock.advance(seconds * 1_000);
  }

  /** Both look at once who is gone. */
  async sweep(): Promise<void> {
    await Promise.all([this.one, this.two].map(({ server }) => server.app.presence.sweep()));
  }

  /** A heartbeat of a node: those who answer there are seen now. */
  async renew(node: Desk): Promise<void> {
    const before = node.clock.now();
    node.server.app.presence.renew();
    await this.leases(node, (leases) => leases.every(({ seenAt }) => seenAt >= before));
  }

  /** A socket of the agent at a node; there once the node has said so in the database. */
  async socket(node: Desk, { seeded }: AgentAtWork, options: ClientOptions = {}): Promise<RawSocket> {
    const token = await node.seed.accessToken({ workspaceId: seeded.workspaceId, agentId: seeded.id });
    const socket = await new RawSocket(node.url, options).init({ authorization: `Bearer ${token}` });
    await socket.frame('connection_ack');
    await this.leases(node, (leases) => leases.some(({ agentId, connected }) => agentId === seeded.id && connected));
    return socket;
  }

  /** The socket is ended without a word, and the node has said that nothing of the agent is left there. */
  async lose(node: Desk, { seeded }: AgentAtWork, socket: RawSocket): Promise<void> {
    await socket.terminate();
    await this.leases(node, (leases) => leases.every(({ agentId }) => agentId !== seeded.id));
  }

  private async leases(node: Desk, are: (leases: Lease[]) => boolean): Promise<void> {
    const statement = `select l.agent_id as "agentId", l.seen_at as "seenAt", a.connected
      from agent_lease l join agent a on a.id = l.agent_id where l.node_id = $1`;
    const look = () => this.one.sql<Lease>(statement, [node.server.app.presence.nodeId]);
    const leases = await eventually(look, are, PATIENCE);
    if (!are(leases)) throw new Error(`the leases are not as expected: ${JSON.stringify(leases)}`);
  }
}
