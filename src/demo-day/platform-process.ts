import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { DemoError } from './options.js';

export const PLATFORMS = ['WHATSAPP', 'MESSENGER', 'INSTAGRAM'] as const;
export type Platform = (typeof PLATFORMS)[number];

/** An account at the stand-in, with the credentials that a company would have. */
export interface PlatformAccount {
  externalId: string;
  businessAccountId: string | null;
  accessToken: string;
  appSecret: string;
}

/** What came to somebody's phone. */
export interface Delivered {
  personId: string;
  messageId: string;
  text: string;
}

const PROGRAM = 'test/support/platform/main.ts';
const HOOKS = './test/support/typescript-hooks.js';

const projectRoot = (): string => {
  for (let folder = dirname(fileURLToPath(import.meta.url)); folder !== dirname(folder); folder = dirname(folder))
    if (existsSync(join(folder, PROGRAM))) return folder;
  throw new DemoError(
    '--channels needs the project’s sources with everything that `npm ci` installs: the stand-in is one of its tests’ parts.',
  );
};

/** A stand-in of Meta's platform as a process of its own, and what the play does with it. It tells the server everything twice, as it may. */
export class PlatformProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly url: string,
  ) {}

  static async start(port: number): Promise<PlatformProcess> {
    const args = [
      '--disable-warning=ExperimentalWarning',
      '--import',
      HOOKS,
      PROGRAM,
      '--port',
      String(port),
      '--repeats',
      '2',
      '--at-once',
      '8',
    ];
    // It ends when we do: its input is ours.
    const child = spawn(process.execPath, args, {
      cwd: projectRoot(),
      env: { ...process.env, NODE_OPTIONS: '' },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const said: string[] = [];
    const listening = new Promise<boolean>((resolve) => {
      createInterface({ input: child.stdout }).on('line', (line) => line.startsWith('listening on ') && resolve(true));
      createInterface({ input: child.stderr }).on('line', (line) => said.push(line));
      child.once('close', () => resolve(false));
    });
    if (await listening) return new PlatformProcess(child, `http://127.0.0.1:${port}`);
    if (said.join('\n').includes('EADDRINUSE'))
      throw new DemoError(`Something else listens on port ${port} already: choose another one with --platform-port`);
    throw new DemoError(`The stand-in of the platforms did not start:\n${said.join('\n')}`);
  }

  openAccount(platform: Platform): Promise<PlatformAccount> {
    return this.ask('POST', 'accounts', { platform, name: 'Destek günü' });
  }

  async setCallback(externalId: string, url: string, verifyToken: string): Promise<void> {
    await this.ask('POST', 'callbacks', { externalId, url, verifyToken });
  }

  /** Gives the person's id. */
  async addPerson(externalId: string, name: string): Promise<string> {
    return (await this.ask<{ personId: string }>('POST', 'people', { externalId, name, receipts: { afterMilliseconds: 200 } })).personId;
  }

  async write(personId: string, text: string): Promise<void> {
    await this.ask('POST', 'messages', { personId, text });
  }

  /** What came after so many; waits some seconds for the next when there is nothing. */
  async received(after: number): Promise<Delivered[]> {
    return (await this.ask<{ received: Delivered[] }>('GET', `received?after=${after}`)).received;
  }

  /** How much of what happened is still to be told to the server. */
  async untold(): Promise<number> {
    return (await this.ask<{ pending: number }>('GET', 'state')).pending;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'close');
    this.child.kill('SIGTERM');
    await ended;
  }

  private async ask<Answer>(method: string, what: string, body?: object): Promise<Answer> {
    const response = await fetch(`${this.url}/control/${what}`, { method, ...(body && { body: JSON.stringify(body) }) });
    const answer = (await response.json()) as Answer & { error?: string };
    if (answer.error !== undefined) throw new Error(`the stand-in of the platforms: ${answer.error}`);
    return answer;
  }
}
