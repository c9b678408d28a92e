import type { Writable } from 'node:stream';
import type pg from 'pg';

/** The most statements that go over one connection one behind the other, so that a slow one keeps few waiting. */
const MOST_TOGETHER = 8;

interface Statement {
  text: string;
  values: unknown[];
  resolve: (rows: never[]) => void;
  reject: (error: unknown) => void;
}

/** What `pg` does not tell of its clients; each query of a client corks the stream too, and they nest. */
interface WithStream {
  connection: { stream: Writable };
}

/**
 * Reads that are asked for in one burst, before the process waits for anything again, share round trips: several are sent over one
 * connection at once (PostgreSQL's pipeline: each is still a statement of its own, answered in turn). Waking another process
 * is dear, and under load many operations come to the same point together.
 */
export class RoundTrips {
  private waiting: Statement[] = [];

  constructor(private readonly pool: pg.Pool) {}

  read<Row extends object>(text: string, values: unknown[]): Promise<Row[]> {
    const { promise, resolve, reject } = Promise.withResolvers<Row[]>();
    // Behind all that goes on now without waiting for anything: whoever else reads in this burst has asked by then.
    if (this.waiting.length === 0) process.nextTick(() => this.send());
    this.waiting.push({ text, values, resolve, reject });
    return promise;
  }

  private send(): void {
    const { waiting } = this;
    this.waiting = [];
    for (let first = 0; first < waiting.length; first += MOST_TOGETHER) void this.sendTogether(waiting.slice(first, first + MOST_TOGETHER));
  }

  private async sendTogether(statements: Statement[]): Promise<void> {
    const client = await this.pool.connect().catch((error: unknown) => {
      for (const { reject } of statements) reject(error);
    });
    if (!client) return;
    const { stream } = (client as unknown as WithStream).connection;
    stream.cork();
    const answers = statements.map(({ text, values, resolve, reject }) =>
      client.query<never>(text, values).then(
        ({ rows }) => resolve(rows),
        (error: unknown) => {
          reject(error);
          return error;
        },
      ),
    );
    stream.uncork();
    const failed = (await Promise.all(answers)).some((error) => error !== undefined);
    // As the pool does of its own queries: a connection on which something failed is not used again.
    client.release(failed);
  }
}
