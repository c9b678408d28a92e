import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { errorCode } from '../error-code.js';

/**
 * What tells a process from a later one with the same id: ids return after a reboot, and in a container that starts again they nearly always do.
 * Empty where the system does not tell; then only the id counts.
 */
export function startOf(pid: number): string {
  try {
    if (process.platform === 'linux') {
      const bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The second field, the command's name, may hold spaces and brackets; the start time is the 20th after it.
      return `${bootId}:${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
    }
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
  return !isZombie(pid);
}

/** A killed process whose parent has not yet looked still takes signals, and would count as running for ever in a container without an init. */
function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z');
  } catch {
    return false;
  }
}

/**
 * PostgreSQL's living processes on this cluster: each of them works in its directory, which no stranger who was given an old id does.
 * Elsewhere than on Linux only the process of the lock file can be told.
 */
export function processesOn(clusterDir: string, lockHolder: number): number[] {
  if (process.platform !== 'linux') return isPostgres(lockHolder) ? [lockHolder] : [];
  const directory = realpathSync(clusterDir);
  const ids = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry));
  return ids.filter((id) => workingDirectory(id) === directory).map(Number);
}

function workingDirectory(id: string): string | undefined {
  try {
    return readlinkSync(`/proc/${id}/cwd`);
  } catch {
    // Ended meanwhile, or another user's.
    return undefined;
  }
}

function isPostgres(pid: number): boolean {
  try {
    return isRunning(pid) && execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes('postgres');
  } catch {
    return false;
  }
}
