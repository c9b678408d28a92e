import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { accountFor } from '../../src/postgres/account.js';
import { postgresBinaries } from '../../src/postgres/binaries.js';
import { DATABASE, ensureCluster, SUPERUSER } from '../../src/postgres/cluster.js';
import { hasEnded, startPostmaster, stopPostmaster } from '../../src/postgres/postmaster.js';
import type { Programs } from '../../src/postgres/programs.js';

/** A durable PostgreSQL that can be stopped in every way and started again at the same address. */
export class ChaosPostgres {
  private postmaster: ChildProcess | undefined;

  private constructor(
    private readonly programs: Programs,
    private readonly dataDir: string,
    private readonly socketDir: string,
  ) {}

  static async start(): Promise<ChaosPostgres> {
    // Not TMPDIR: a socket's path must be short, and the user that PostgreSQL runs as must get there.
    const dataDir = await mkdtemp('/tmp/sohbet-chaos-');
    const programs: Programs = {
      account: await accountFor(join(dataDir, 'postgres')),
      root: await postgresBinaries(join(dataDir, 'programs')),
    };
    await ensureCluster(programs, dataDir, join(dataDir, 'postgres'), true);
    const socketDir = await mkdtemp('/tmp/sohbet-chaos-socket-');
    await chmod(socketDir, 0o700);
    if (programs.account) await chown(socketDir, programs.account.uid, programs.account.gid);
    const postgres = new ChaosPostgres(programs, dataDir, socketDir);
    await postgres.start();
    return postgres;
  }

  get url(): string {
    return `postgresql://${SUPERUSER}@localhost/${DATABASE}?host=${encodeURIComponent(this.socketDir)}`;
  }

  async start(): Promise<void> {
    const clusterDir = join(this.dataDir, 'postgres');
    const logFile = join(this.dataDir, 'postgres.log');
    this.postmaster = await startPostmaster({ programs: this.programs, clusterDir, socketDir: this.socketDir, logFile, durable: true });
    process.once('exit', this.endWithUs);
  }

  /** Fast: sessions are ended and everything is written. */
  async stop(): Promise<void> {
    if (this.postmaster) await stopPostmaster(this.postmaster);
  }

  /** As when the machine loses power: what was not in the log by then is gone, and the next start recovers. */
  async crash(): Promise<void> {
    const { postmaster } = this;
    if (!postmaster || hasEnded(postmaster)) return;
    const ended = once(postmaster, 'exit');
    postmaster.kill('SIGQUIT');
    await ended;
  }

  /** What the log says of its worst, for whoever looks for the reason of a fault. */
  async panics(): Promise<string[]> {
    const text = await readFile(join(this.dataDir, 'postgres.log'), 'utf8');
    return text.split('\n').filter((line) => /PANIC|corrupt|could not fsync/.test(line));
  }

  async remove(): Promise<void> {
    await this.stop();
    process.off('exit', this.endWithUs);
    for (const directory of [this.dataDir, this.socketDir]) await rm(directory, { recursive: true, force: true });
  }

  private readonly endWithUs = (): void => {
    this.postmaster?.kill('SIGQUIT');
  };
}
