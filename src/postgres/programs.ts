import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Account } from './account.js';
import { EmbeddedPostgresError, useOwnDatabase } from './embedded-error.js';

/** Where PostgreSQL's programs are and as whom they run. */
export interface Programs {
  root: string;
  account: Account;
}

/** An uninstalled locale in LC_ALL makes initdb fail, and PGDATA, PGOPTIONS or LD_LIBRARY_PATH of the user's own PostgreSQL mislead ours. */
const environment = () => ({ PATH: process.env.PATH, LC_ALL: 'C' });

/**
 * Options for a program that works on the cluster in `directory`. The child enters it while still root and names it through /proc, because the user
 * it then becomes may not be able to walk there from the root directory. Detached: Ctrl-C reaches the whole group of the terminal otherwise.
 */
export function spawnOptions(programs: Programs, directory: string) {
  return { cwd: directory, detached: true, env: environment(), ...programs.account };
}

export function directoryArgument(directory: string): string {
  return process.platform === 'linux' ? '/proc/self/cwd' : directory;
}

/** Runs one to its end and returns what it wrote; a failure carries its last lines. */
export function run(programs: Programs, name: 'initdb' | 'postgres', args: string[], directory: string, input = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(join(programs.root, 'bin', name), args, { ...spawnOptions(programs, directory), stdio: 'pipe' });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.on('error', (error) => reject(cannotRun(name, error.message)));
    child.on('close', (code, signal) =>
      code === 0 ? resolve(output) : reject(cannotRun(name, lastLines(output) || `ended by ${signal}`)),
    );
    // A program that ends without reading closes the pipe; its exit code says why.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

export function cannotRun(name: string, reason: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(`The embedded PostgreSQL could not run (${name}): ${reason}\n${useOwnDatabase}`);
}

export function lastLines(output: string): string {
  return output.trim().split('\n').slice(-8).join('\n');
}
