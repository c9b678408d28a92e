import { randomBytes } from 'node:crypto';
import { Client } from './client.js';
import { Desk } from './desk.js';
import { type NodeProcess, startNode } from './node-process.js';
import type { SeededAgent } from './seed.js';

/** A server as a process of its own, of which everything it says is heard. The desk beside it seeds and looks. */
export class WatchedServer {
  private readonly clients: Client[] = [];

  private constructor(
    readonly desk: Desk,
    readonly url: string,
    private readonly child: NodeProcess,
  ) {}

  static async start(settings: NodeJS.ProcessEnv = {}): Promise<WatchedServer> {
    const signingKey = randomBytes(32);
    const desk = await Desk.start({ signingKey });
    const child = startNode('test/support/server-process.ts', [], {
      ...{ HOST: '', PORT: '0', SWEEP_SECONDS: '0', EVENT_POLL_SECONDS: '0', DRAIN_SECONDS: '0' },
      ...{ DATABASE_URL: desk.database.url, SIGNING_KEY: signingKey.toString('base64'), ...settings },
    });
    const said = await child.line(/^listening on /);
    return new WatchedServer(desk, said.replace('listening on ', ''), child);
  }

  client(accessToken?: string): Client {
    const client = new Client(this.url, accessToken);
    this.clients.push(client);
    return client;
  }

  async as(agent: SeededAgent): Promise<Client> {
    return this.client(await this.desk.seed.accessToken({ workspaceId: agent.workspaceId, agentId: agent.id }));
  }

  /** All it said so far, line by line. */
  lines(): string[] {
    return this.child.output().split('\n');
  }

  /** A line it said or is about to say. */
  line(pattern: RegExp): Promise<string> {
    return this.child.line(pattern);
  }

  async stop(): Promise<void> {
    await Promise.all(this.clients.map((client) => client.close()));
    await this.child.end('SIGTERM');
    await this.desk.stop();
  }
}
