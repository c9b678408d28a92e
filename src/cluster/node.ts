import { extname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { SetupError } from '../setup-error.js';
import { Child } from './child.js';

const MAIN = fileURLToPath(new URL(`../main${extname(import.meta.url)}`, import.meta.url));
const RESTART_MILLISECONDS = 1_000;
/** The last line of what a server says when it is up. */
const IS_UP = /^Try: /;

/** One server process; it is started again when it ends, whoever ended it, as a service manager does. */
export class ClusterNode {
  private child: Child | undefined;
  private stopping = false;

  private constructor(
    readonly port: number,
    private readonly settings: NodeJS.ProcessEnv,
    private readonly log: (message: string) => void,
  ) {}

  static async start(port: number, settings: NodeJS.ProcessEnv, log: (message: string) => void): Promise<ClusterNode> {
    const node = new ClusterNode(port, settings, log);
    await node.start();
    return node;
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Clients get 1012, and what is under way is finished. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.child?.end('SIGINT');
  }

  private async start(): Promise<void> {
    const greeting: string[] = [];
    const up = Promise.withResolvers<boolean>();
    let isUp = false;
    const line = (text: string): void => {
      if (isUp && text.trim()) this.log(`${this.port}  ${text}`);
      else greeting.push(text);
      if (!IS_UP.test(text)) return;
      isUp = true;
      up.resolve(true);
    };
    const env = { ...process.env, ...this.settings, PORT: String(this.port) };
    const child = await Child.start(process.execPath, [...process.execArgv, MAIN], { env, line });
    this.child = child;
    void child.ended.then(({ code, signal }) => {
      up.resolve(false);
      if (this.stopping || !isUp) return;
      this.log(`${this.port}  ended with ${signal ?? code}; starting it again`);
      void this.startAgain();
    });
    if (!(await up.promise)) throw new SetupError(`A server process did not start:\n${greeting.join('\n')}`);
  }

  private async startAgain(): Promise<void> {
    await pause(RESTART_MILLISECONDS);
    if (this.stopping) return;
    try {
      await this.start();
      this.log(`${this.port}  is up again, as process ${this.pid}`);
    } catch (error) {
      this.log(`${this.port}  ${(error as Error).message}`);
      if (!this.stopping) await this.startAgain();
    }
  }
}
