import { type ChildProcess, spawn } from 'node:child_process';
import { open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EmbeddedPostgresError } from './embedded-error.js';
import { processesOn } from './process-identity.js';
import { cannotRun, directoryArgument, lastLines, type Programs, spawnOptions } from './programs.js';

/** Crash recovery after a kill -9 replays the log first; a large one takes its time. */
const START_SECONDS = 120;
const FAST_STOP_SECONDS = 30;

export interface PostmasterOptions {
  programs: Programs;
  clusterDir: string;
  socketDir: string;
  logFile: string;
  durable: boolean;
}

/** Starts PostgreSQL and returns once it takes connections. Its log goes to a file, which outlives us, as it may itself. */
export async function startPostmaster(options: PostmasterOptions): Promise<ChildProcess> {
  const log = await open(options.logFile, 'a', 0o600);
  try {
    const { size } = await log.stat();
    const args = ['-D', directoryArgument(options.clusterDir), ...settings(options)];
    const child = spawn(join(options.programs.root, 'bin/postgres'), args, {
      ...spawnOptions(options.programs, options.clusterDir),
      stdio: ['ignore', log.fd, log.fd],
    });
    // An end of ours that still runs exit listeners (an uncaught exception, a command that a signal ends) leaves no orphan.
    const endWithUs = () => child.kill('SIGINT');
    process.once('exit', endWithUs);
    child.once('exit', () => process.off('exit', endWithUs));
    let failure: string | undefined;
    child.on('error', (error) => (failure = error.message));
    for (const deadline = Date.now() + START_SECONDS * 1000; ; await pause(10)) {
      if (failure) throw cannotRun('postgres', failure);
      if (hasEnded(child)) throw cannotRun('postgres', lastLines((await readFile(options.logFile, 'utf8')).slice(size)));
      if (await takesConnections(options.clusterDir, child.pid)) return child;
      if (Date.now() > deadline) {
        await stopPostmaster(child);
        throw cannotRun('postgres', `not ready after ${START_SECONDS} s; see ${options.logFile}`);
      }
    }
  } finally {
    await log.close();
  }
}

function settings({ socketDir, durable }: PostmasterOptions): string[] {
  const values = {
    listen_addresses: '',
    unix_socket_directories: socketDir,
    unix_socket_permissions: '0700',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Statements carry customers' words as literals: neither they nor the values in error details belong in a log.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** The eighth line of its lock file is PostgreSQL's own word on its state, the one pg_ctl waits for. */
async function takesConnections(clusterDir: string, pid: number | undefined): Promise<boolean> {
  const lines = await lockFile(clusterDir);
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
}

/**
 * Ends what a killed owner left running; without this the next start fails on its lock file. Returns whether there was something.
 * A lock file that nobody is behind goes too: PostgreSQL itself takes any process that now has the id in it for its holder.
 */
export async function endOrphans(clusterDir: string): Promise<boolean> {
  const postmaster = Number((await lockFile(clusterDir))[0]);
  if (!postmaster) return false;
  const remaining = () => processesOn(clusterDir, postmaster);
  const found = remaining();
  if (found.includes(postmaster)) await stopProcess(postmaster, () => remaining().includes(postmaster));
  // Without their postmaster the others end by themselves, a busy one after its statement.
  for (const pid of remaining()) await stopProcess(pid, () => remaining().includes(pid));
  await rm(join(clusterDir, 'postmaster.pid'), { force: true });
  return found.length > 0;
}

export async function stopPostmaster(child: ChildProcess): Promise<void> {
  if (child.pid && !hasEnded(child)) await stopProcess(child.pid, () => !hasEnded(child));
}

/** Fast shutdown (sessions are ended, everything is written); immediate only if that hangs, and the next start then recovers from the log. */
async function stopProcess(pid: number, isUp: () => boolean): Promise<void> {
  for (const [signal, seconds] of [
    ['SIGINT', FAST_STOP_SECONDS],
    ['SIGQUIT', 10],
    ['SIGKILL', 10],
  ] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      // It ended between the look and the signal.
    }
    for (const deadline = Date.now() + seconds * 1000; Date.now() < deadline; await pause(10)) if (!isUp()) return;
  }
  throw new EmbeddedPostgresError(`PostgreSQL (process ${pid}) does not end.`);
}

export function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function lockFile(clusterDir: string): Promise<string[]> {
  const text = await readFile(join(clusterDir, 'postmaster.pid'), 'utf8').catch(() => '');
  return text.split('\n');
}
