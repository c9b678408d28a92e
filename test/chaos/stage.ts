import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { freePort } from '../../src/cluster/free-port.js';
import { RedisServer, redisIsInstalled } from '../../src/cluster/redis-server.js';
import { applyMigrations, closeOrm, createOrm } from '../../src/database.js';
import { openPool } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import type { Looker } from '../support/invariants.js';
import { type NodeProcess, startNode } from '../support/node-process.js';
import { ChaosPostgres } from './postgres.js';

/** Short leases and sweeps, so that a pause of seconds is one past them. */
export const GRACE_SECONDS = 4;
export const SWEEP_SECONDS = 3;
const SETTINGS = {
  HOST: '127.0.0.1',
  LOG_LEVEL: 'warn',
  DEMO: '0',
  DATA_DIR: '',
  SWEEP_SECONDS: String(SWEEP_SECONDS),
  PRESENCE_HEARTBEAT_SECONDS: '1',
  PRESENCE_GRACE_SECONDS: String(GRACE_SECONDS),
  PRESENCE_SWEEP_SECONDS: '1',
  DRAIN_SECONDS: '0',
  CLOSE_SECONDS: '1',
  LIMIT_START_CHATS_PER_MINUTE: '1000000',
  LIMIT_SOCKETS_PER_USER: '100000',
  LIMIT_SOCKETS_PER_ADDRESS: '100000',
  LIMIT_SUBSCRIPTIONS_PER_USER: '100000',
  LIMIT_SUBSCRIBES_PER_SECOND: '100000',
};

interface ChaosNode {
  port: number;
  process: NodeProcess;
}

/** What the play is performed on: PostgreSQL, Redis where it is installed, and the server processes, each of which can be done ill. */
export class Stage implements Looker {
  readonly nodes: ChaosNode[] = [];
  /** What processes said that have ended. */
  private readonly said: string[] = [];
  private looker: pg.Pool | undefined;

  private constructor(
    readonly postgres: ChaosPostgres,
    readonly redis: RedisServer | undefined,
    readonly signingKey: Buffer,
  ) {}

  static async build(): Promise<Stage> {
    const postgres = await ChaosPostgres.start();
    const redis = redisIsInstalled() ? await RedisServer.start() : undefined;
    const orm = await createOrm({ url: postgres.url, poolSize: 1 });
    await applyMigrations(orm).finally(() => closeOrm(orm));
    return new Stage(postgres, redis, randomBytes(32));
  }

  get urls(): string[] {
    return this.nodes.map(({ port }) => `http://127.0.0.1:${port}`);
  }

  async startNodes(count: number): Promise<void> {
    const ports = await Promise.all(Array.from({ length: count }, freePort));
    this.nodes.push(...(await Promise.all(ports.map(async (port) => ({ port, process: await this.run(port) })))));
  }

  /** Starts one again, after it has ended. */
  async restart(node: ChaosNode): Promise<void> {
    this.said.push(node.process.output());
    node.process = await this.run(node.port);
  }

  async sql<Row extends pg.QueryResultRow>(statement: string, values: unknown[] = []): Promise<Row[]> {
    this.looker ??= openPool(this.postgres.url, 2);
    return (await this.looker.query<Row>(statement, values)).rows;
  }

  /** Waits until the database takes questions again. */
  async databaseAnswers(): Promise<void> {
    const answers = (): Promise<boolean> =>
      this.sql('select 1').then(
        () => true,
        () => false,
      );
    if (!(await eventually(answers, (answer) => answer, 30_000))) throw new Error('PostgreSQL did not come back within 30 s');
  }

  /** How often which warning or error was said by the processes. */
  complaints(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const line of this.lines()) {
      if (!line.startsWith('{')) continue;
      const { level, msg, err } = JSON.parse(line) as { level: number; msg: string; err?: { message: string; code?: string } };
      const why = err ? ` (${err.code ?? 'no code'}: ${err.message.split('\n').at(-1)?.slice(0, 100)})` : '';
      const word = `${level >= 50 ? 'error' : 'warning'}: ${msg}${why}`;
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    return counts;
  }

  /** What the log has under the id of a masked error. */
  behind(message: string): string {
    const [id = 'none'] = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(message) ?? [];
    return this.lines().find((line) => line.includes(id)) ?? '';
  }

  /** What was said outside the log, such as the stack of an exception that nobody caught. */
  strayWords(): string[] {
    return this.lines().filter((line) => !/^\{|^listening on |^SIGTERM: stopping…$|^$/.test(line));
  }

  async clear(): Promise<void> {
    for (const { process } of this.nodes) process.child.kill('SIGCONT');
    await Promise.all(this.nodes.map(({ process }) => process.end('SIGTERM')));
    await this.looker?.end();
    await this.redis?.stop('SIGKILL');
    await this.postgres.remove();
  }

  private lines(): string[] {
    return [...this.said, ...this.nodes.map((node) => node.process.output())].flatMap((text) => text.split('\n'));
  }

  private async run(port: number): Promise<NodeProcess> {
    const node = startNode('test/support/server-process.ts', [], {
      ...SETTINGS,
      PORT: String(port),
      DATABASE_URL: this.postgres.url,
      REDIS_URL: this.redis?.url ?? '',
      SIGNING_KEY: this.signingKey.toString('base64'),
    });
    const endWithUs = (): void => void node.child.kill('SIGKILL');
    process.once('exit', endWithUs);
    void node.ended.then(() => process.off('exit', endWithUs));
    await node.line(/^listening on /);
    return node;
  }
}
