import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/**
 * A program that runs beside us, in a process group of its own: a Ctrl-C in the terminal must not reach it before we end what
 * leans on it.
 */
export class Child {
  readonly ended: Promise<Ended>;
  private over: Ended | undefined;

  private constructor(private readonly child: ChildProcess) {
    this.ended = once(child, 'close').then(([code, signal]) => {
      this.over = { code: code as number | null, signal: signal as NodeJS.Signals | null };
      return this.over;
    });
    process.once('exit', this.endWithUs);
    void this.ended.then(() => process.off('exit', this.endWithUs));
  }

  static async start(program: string, args: string[], options: SpawnOptions & { line?: (text: string) => void } = {}): Promise<Child> {
    const { line, ...spawnOptions } = options;
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true, ...spawnOptions });
    for (const stream of [child.stdout, child.stderr]) {
      let rest = '';
      stream?.setEncoding('utf8').on('data', (text: string) => {
        const lines = (rest + text).split('\n');
        rest = lines.pop() ?? '';
        for (const each of lines) line?.(each);
      });
    }
    // From its first moment: whoever is told to end while it starts leaves nothing behind.
    const started = new Child(child);
    await once(child, 'spawn');
    return started;
  }

  get pid(): number {
    return this.child.pid as number;
  }

  get hasEnded(): boolean {
    return this.over !== undefined;
  }

  signal(name: NodeJS.Signals): void {
    if (!this.hasEnded) this.child.kill(name);
  }

  /** Ends it; by force when it takes longer than it may. */
  async end(name: NodeJS.Signals = 'SIGTERM', milliseconds = 20_000): Promise<Ended> {
    this.signal(name);
    const force = setTimeout(() => this.signal('SIGKILL'), milliseconds);
    return this.ended.finally(() => clearTimeout(force));
  }

  private readonly endWithUs = (): void => {
    this.child.kill('SIGKILL');
  };
}
