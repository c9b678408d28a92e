import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { type Config, loadConfig } from '../../src/config.js';
import { createServer, type Server } from '../../src/server.js';
import { Client } from './client.js';
import { type TestDatabase, testDatabase } from './database.js';
import { Seed, type SeededAgent } from './seed.js';

export interface DeskOptions {
  /** Settings that differ from the tests' own. */
  env?: NodeJS.ProcessEnv;
  /** A database to share with another server; default: one of its own. */
  database?: TestDatabase;
  signingKey?: Uint8Array;
  /** Default: one of its own. */
  clock?: Clock;
  onStatement?: (sql: string) => void;
  /** Where a built playground is. */
  playgroundAssets?: string;
}

/** Every sweep and slow poll is off: what these tests see happens because something happened. Jobs run where a test is about them. */
const testConfig = (env: NodeJS.ProcessEnv): Config =>
  loadConfig({
    PORT: '0',
    LOG_LEVEL: 'error',
    SWEEP_SECONDS: '0',
    ACCEPT_SWEEP_SECONDS: '0',
    EVENT_POLL_SECONDS: '0',
    PRESENCE_SWEEP_SECONDS: '0',
    JOBS: 'off',
    LIMIT_START_CHATS_PER_MINUTE: '100000',
    ...env,
  });

/** A clock that tests move; it goes on by itself too, unless it was stopped. */
export class Clock {
  private offset = 0;
  private stoppedAt: number | undefined;
  readonly now = (): Date => new Date((this.stoppedAt ?? Date.now()) + this.offset);
  /** Only `advance` moves it from now on: edges are met to the millisecond. */
  stop(): void {
    this.stoppedAt ??= Date.now();
  }
  advance(milliseconds: number): void {
    this.offset += milliseconds;
  }
}

/** `end()` resolves while its sessions are still ending; dropping the database then is an error of theirs, not of a test. */
export const openPool = (url: string, max: number): pg.Pool =>
  new pg.Pool({ connectionString: url, max }).on('connect', (client) => client.on('error', () => undefined)).on('error', () => undefined);

/** The real server on a port of its own over a database of its own, with what tests do to it. */
export class Desk {
  private readonly clients: Client[] = [];
  private looker: pg.Pool | undefined;

  private constructor(
    readonly server: Server,
    readonly database: TestDatabase,
    readonly clock: Clock,
    readonly seed: Seed,
    private readonly ownsDatabase: boolean,
  ) {}

  static async start(options: DeskOptions = {}): Promise<Desk> {
    const database = options.database ?? (await testDatabase());
    const { clock = new Clock() } = options;
    const signingKey = options.signingKey ?? randomBytes(32);
    const { onStatement, playgroundAssets } = options;
    const server = await createServer({
      config: testConfig(options.env ?? {}),
      databaseUrl: database.url,
      signingKey,
      now: clock.now,
      onStatement,
      playgroundAssets,
    });
    return new Desk(server, database, clock, new Seed(server.app), options.database === undefined);
  }

  get url(): string {
    return this.server.url;
  }

  /** A client without a token. */
  visitor(): Client {
    return this.remember(new Client(this.url));
  }

  /** A client with a fresh session of a seeded agent. */
  async as(agent: SeededAgent): Promise<Client> {
    return this.remember(new Client(this.url, await this.seed.accessToken({ workspaceId: agent.workspaceId, agentId: agent.id })));
  }

  /** A client with a token, e.g. of `startChat`. */
  withToken(accessToken: string): Client {
    return this.remember(new Client(this.url, accessToken));
  }

  /** SQL past everything, for looking. */
  async sql<Row extends pg.QueryResultRow>(statement: string, values: unknown[] = []): Promise<Row[]> {
    this.looker ??= openPool(this.database.url, 2);
    return (await this.looker.query<Row>(statement, values)).rows;
  }

  async stop(): Promise<void> {
    await Promise.all(this.clients.map((client) => client.close()));
    await this.looker?.end();
    await this.server.stop();
    if (this.ownsDatabase) await this.database.drop();
  }

  private remember(client: Client): Client {
    this.clients.push(client);
    return client;
  }
}
