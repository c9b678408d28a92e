import { randomBytes } from 'node:crypto';
import { Client } from './client.js';
import { Desk } from './desk.js';
import { type Ending, type NodeProcess, startNode } from './node-process.js';
import type { SeededAgent } from './seed.js';

const SETTINGS = {
  HOST: '',
  PORT: '0',
  LOG_LEVEL: 'warn',
  SWEEP_SECONDS: '0',
  EVENT_POLL_SECONDS: '0',
  PRESENCE_SWEEP_SECONDS: '0',
  DRAIN_SECONDS: '0',
  JOBS: 'off',
  LIMIT_START_CHATS_PER_MINUTE: '1000000',
};

/**
 * Several servers, each an operating-system process of its own, over one database, with every sweep and slow poll off. The
 * desk beside them seeds and looks; nothing is asked of its own server.
 */
export class ServerProcesses {
  private readonly clients: Client[] = [];

  private constructor(
    readonly desk: Desk,
    readonly urls: readonly string[],
    private readonly processes: readonly NodeProcess[],
  ) {}

  static async start(count = 2, more: NodeJS.ProcessEnv = {}): Promise<ServerProcesses> {
    const signingKey = randomBytes(32);
    const desk = await Desk.start({ signingKey });
    const settings = { ...SETTINGS, DATABASE_URL: desk.database.url, SIGNING_KEY: signingKey.toString('base64'), ...more };
    const processes = Array.from({ length: count }, () => startNode('test/support/server-process.ts', [], settings));
    const said = await Promise.all(processes.map((each) => each.line(/^listening on /)));
    const urls = said.map((line) => line.replace('listening on ', ''));
    return new ServerProcesses(desk, urls, processes);
  }

  /** A client of one of the processes, by turns numbered from 0. */
  client(which: number, accessToken?: string): Client {
    const client = new Client(this.urls[which % this.urls.length] ?? '', accessToken);
    this.clients.push(client);
    return client;
  }

  /** An agent's client at each of the processes, with one session. */
  async as(agent: SeededAgent): Promise<Client[]> {
    const token = await this.desk.seed.accessToken({ workspaceId: agent.workspaceId, agentId: agent.id });
    return this.urls.map((_url, which) => this.client(which, token));
  }

  /** What the processes said beside their addresses: warnings and errors. */
  complaints(): string[] {
    return this.processes.flatMap((each) => each.output().split('\n')).filter((line) => !/^listening on |^$/.test(line));
  }

  async closeClients(): Promise<void> {
    await Promise.all(this.clients.splice(0).map((client) => client.close()));
  }

  /** What the processes still hold for clients: their sockets and subscribers, summed up from /metrics. */
  async held(): Promise<number> {
    const pages = await Promise.all(this.urls.map(async (url) => (await fetch(`${url}/metrics`)).text()));
    const gauges = pages.flatMap((page) => [...page.matchAll(/^sohbet_(?:sockets|subscribers) (\d+)$/gm)]);
    if (gauges.length !== 2 * this.urls.length) throw new Error('/metrics does not tell sockets and subscribers');
    return gauges.reduce((sum, [, value]) => sum + Number(value), 0);
  }

  /** Ends one of the processes as a deploy does. */
  end(which: number): Promise<Ending> {
    const process = this.processes[which];
    if (!process) throw new Error(`there is no process ${which}`);
    return process.end('SIGTERM');
  }

  /** Ends the servers and leaves the desk to look at what they left. */
  async stopServers(): Promise<void> {
    await this.closeClients();
    await Promise.all(this.processes.map((each) => each.end('SIGTERM')));
  }

  async stop(): Promise<void> {
    await this.stopServers();
    await this.desk.stop();
  }
}
