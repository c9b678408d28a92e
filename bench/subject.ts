import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Tokens } from '../src/auth/tokens.js';
import { HttpConnection } from './http-client.js';
import type { Memory } from './live/memory.js';
import type { Profile } from './profile.js';
import type { Question, ServerSettings, Usage } from './server-process.js';

/** What a workload needs of the server, in this process or in one of its own. */
export interface Subject {
  connections: HttpConnection[];
  /** An access token of a session of the data set. */
  tokenFor(sessionId: string): Promise<string>;
}

export interface ServerOptions {
  /** Settings that differ from the defaults. */
  env?: NodeJS.ProcessEnv;
  /** Shared by processes over one data set. */
  signingKey?: Buffer;
}

/** The built server over a data set, in a process of its own. */
export class ServerProcess implements Subject {
  private constructor(
    private readonly child: ChildProcess,
    private readonly tokens: Tokens,
    readonly connections: HttpConnection[],
    readonly url: string,
  ) {}

  static async start(databaseUrl: string, poolSize: number, connections: number, options: ServerOptions = {}): Promise<ServerProcess> {
    const { env = {}, signingKey: key = randomBytes(32) } = options;
    const settings: ServerSettings = { databaseUrl, signingKey: key.toString('base64'), poolSize, env };
    // The log is written as in production, to where it costs no disk.
    const child = fork(fileURLToPath(new URL('server-process.js', import.meta.url)), [JSON.stringify(settings)], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv: ['--expose-gc'],
    });
    const [{ url }] = (await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => Promise.reject(new Error('the server ended'))),
    ])) as [{ url: string }];
    const opened = await Promise.all(Array.from({ length: connections }, () => HttpConnection.open(url)));
    return new ServerProcess(child, new Tokens(key), opened, url);
  }

  async tokenFor(sessionId: string): Promise<string> {
    return (await this.tokens.issue(sessionId, new Date())).accessToken;
  }

  usage(): Promise<Usage> {
    return this.ask<Usage>({ kind: 'usage' });
  }

  /** After everything that can be let go was let go. */
  memory(): Promise<Memory> {
    return this.ask<Memory>({ kind: 'memory' });
  }

  async profile(work: () => Promise<unknown>): Promise<Profile> {
    await this.ask({ kind: 'profile' });
    await work();
    return this.ask<Profile>({ kind: 'profiled' });
  }

  async stop(): Promise<void> {
    for (const connection of this.connections) connection.close();
    this.child.disconnect();
    await once(this.child, 'exit');
  }

  private async ask<Answer>(question: Question): Promise<Answer> {
    this.child.send(question);
    const [{ answer }] = (await once(this.child, 'message')) as [{ answer: Answer }];
    return answer;
  }
}
