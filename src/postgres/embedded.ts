import { access, chmod, chown, constants, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { errorCode } from '../error-code.js';
import { accountFor } from './account.js';
import { postgresBinaries } from './binaries.js';
import { DATABASE, ensureCluster, SUPERUSER } from './cluster.js';
import { EmbeddedPostgresError } from './embedded-error.js';
import { announce, claim, type Owner, release } from './owner.js';
import { endOrphans, hasEnded, startPostmaster, stopPostmaster } from './postmaster.js';
import { startOf } from './process-identity.js';
import type { Programs } from './programs.js';

export interface EmbeddedOptions {
  /** Holds the cluster, its log and the owner's file; made when missing. One running server a directory. */
  dataDir: string;
  log: (message: string) => void;
  /** Where the server that starts now will be found; a second start on the same data is refused with it. */
  urlOfOwner?: string;
  /** False only for tests: a crash may then cost the data. Default true. */
  durable?: boolean;
  /** Called when PostgreSQL ends without having been asked to. */
  onLost?: () => void;
}

export interface EmbeddedPostgres {
  /** For `parse()` of pg-connection-string and for libpq; the database is `sohbet`. */
  url: string;
  /** Corrects `urlOfOwner` when the address is known only after listening. */
  announce(urlOfOwner: string): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the PostgreSQL of the data directory, reachable through a socket of the owner's only: no port, no password. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  const clusterDir = join(dataDir, 'postgres');
  await makeDataDir(dataDir);
  const programs: Programs = { account: await accountFor(clusterDir), root: await postgresBinaries(join(dataDir, 'programs')) };
  const socketDir = await makeSocketDir(programs);
  const owner: Owner = { pid: process.pid, start: startOf(process.pid), url: options.urlOfOwner ?? '', socketDir };
  try {
    const dead = await claim(dataDir, owner);
    try {
      return await startClaimed({ ...options, dataDir, clusterDir, programs, owner, dead });
    } catch (error) {
      await release(dataDir);
      throw error;
    }
  } catch (error) {
    await rm(socketDir, { recursive: true, force: true });
    throw error;
  }
}

type Claimed = EmbeddedOptions & { clusterDir: string; programs: Programs; owner: Owner; dead: Owner | undefined };

async function startClaimed({
  dataDir,
  clusterDir,
  programs,
  owner,
  dead,
  log,
  onLost,
  durable = true,
}: Claimed): Promise<EmbeddedPostgres> {
  await cleanUpAfter(dead, clusterDir, log);
  if (await ensureCluster(programs, dataDir, clusterDir, durable)) log(`made a PostgreSQL cluster in ${clusterDir}`);
  const logFile = join(dataDir, 'postgres.log');
  const postmaster = await startPostmaster({ programs, clusterDir, socketDir: owner.socketDir, logFile, durable });
  let stopping: Promise<void> | undefined;
  postmaster.once('exit', () => {
    if (stopping) return;
    log(`PostgreSQL ended unexpectedly; its log is ${logFile}`);
    onLost?.();
  });
  if (hasEnded(postmaster)) throw new EmbeddedPostgresError(`PostgreSQL ended right after its start; its log is ${logFile}`);
  const stop = async () => {
    await stopPostmaster(postmaster);
    await rm(owner.socketDir, { recursive: true, force: true });
    await release(dataDir);
  };
  return {
    // The host in the authority is a placeholder, so that `new URL` parses it too; the parameter outranks it.
    url: `postgresql://${SUPERUSER}@localhost/${DATABASE}?host=${encodeURIComponent(owner.socketDir)}`,
    announce: (url) => announce(dataDir, { ...owner, url }),
    stop: () => (stopping ??= stop()),
  };
}

async function cleanUpAfter(dead: Owner | undefined, clusterDir: string, log: (message: string) => void): Promise<void> {
  if (await endOrphans(clusterDir)) log('stopped the PostgreSQL of a server that was killed');
  // The file is data: only a directory of the kind this module makes may be removed on its word.
  if (dead && SOCKET_DIR.test(dead.socketDir)) await rm(dead.socketDir, { recursive: true, force: true });
}

async function makeDataDir(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new EmbeddedPostgresError(
      `Cannot use the data directory ${dataDir} (${errorCode(error)}). Name another: DATA_DIR=/path/to/a/directory/of/yours`,
    );
  }
}

const SOCKET_DIR = /\/sohbet-socket-\w{6}$/;

/** Trust is the only authentication, so this directory is the lock: nobody but its owner may enter. */
async function makeSocketDir({ account }: Programs): Promise<string> {
  // A socket's path ends at 103 bytes on macOS, 107 on Linux, and some set a long TMPDIR; root's may be closed to the user PostgreSQL runs as.
  const base = account || tmpdir().length > 60 ? '/tmp' : tmpdir();
  const socketDir = await mkdtemp(join(base, 'sohbet-socket-'));
  await chmod(socketDir, 0o700);
  if (account) await chown(socketDir, account.uid, account.gid);
  return socketDir;
}
