import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { SetupError } from '../setup-error.js';
import { Child } from './child.js';
import { freePort } from './free-port.js';
import { installed } from './installed.js';

const START_MILLISECONDS = 20_000;

export const redisIsInstalled = (): boolean => installed('redis-server') !== undefined;

/** Debian's redis-server on a port of this machine's own, without a file: what goes through it is worth nothing later. */
export class RedisServer {
  private child: Child | undefined;

  private constructor(readonly port: number) {}

  static async start(port?: number): Promise<RedisServer> {
    const server = new RedisServer(port ?? (await freePort()));
    await server.start();
    return server;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Starts it, again after a stop, on the same port. */
  async start(): Promise<void> {
    const program = installed('redis-server');
    if (!program) throw new SetupError('There is no redis-server here. Install it: apt-get install redis-server');
    const settings = { port: String(this.port), bind: '127.0.0.1', save: '', appendonly: 'no', daemonize: 'no', dir: '/' };
    const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
    const said: string[] = [];
    const child = await Child.start(program, args, { line: (line) => said.push(line) });
    this.child = child;
    for (const deadline = Date.now() + START_MILLISECONDS; !(await this.answers()); await pause(20)) {
      if (child.hasEnded || Date.now() > deadline) {
        await this.stop('SIGKILL');
        throw new SetupError(`redis-server did not start:\n${said.slice(-5).join('\n')}`);
      }
    }
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const child = this.child;
    this.child = undefined;
    // A stopped process does not hear a polite signal.
    child?.signal('SIGCONT');
    await child?.end(signal);
  }

  /** Stops answering without closing anything, as a network that swallows everything does, and goes on. */
  signal(name: 'SIGSTOP' | 'SIGCONT'): void {
    this.child?.signal(name);
  }

  private answers(): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = connect(this.port, '127.0.0.1');
      const end = (answer: boolean): void => {
        socket.destroy();
        resolve(answer);
      };
      socket.setTimeout(1_000, () => end(false));
      socket.on('error', () => end(false));
      socket.on('connect', () => socket.write('PING\r\n'));
      socket.on('data', (data) => end(data.toString().startsWith('+PONG')));
    });
  }
}
