import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../error-code.js';
import { EmbeddedPostgresError } from './embedded-error.js';
import { isRunning, startOf } from './process-identity.js';

/** The server process a data directory belongs to while it runs, and what it leaves behind if it is killed. */
export interface Owner {
  pid: number;
  start: string;
  url: string;
  socketDir: string;
}

const fileOf = (dataDir: string) => join(dataDir, 'owner.json');

/**
 * Takes the data directory for this process, or refuses while another lives. Returns the dead owner that was replaced, whose PostgreSQL may still run.
 * Two that start at once: `link` lets one win, and a taken-over file is looked at again after the rename, since it may be the other's by then.
 */
export async function claim(dataDir: string, owner: Owner): Promise<Owner | undefined> {
  let dead: Owner | undefined;
  const draft = join(dataDir, `owner.${process.pid}.draft`);
  await writeFile(draft, JSON.stringify(owner), { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < 5; attempt++) {
      if (await linked(draft, fileOf(dataDir))) return dead;
      refuseWhileAlive(await readOwner(fileOf(dataDir)), dataDir);
      dead = (await takeAway(dataDir)) ?? dead;
    }
    throw new EmbeddedPostgresError(`Several servers are starting on ${dataDir} at once; start one of them again.`);
  } finally {
    await rm(draft, { force: true });
  }
}

/** Says the address the server really got (PORT=0), for the refusal that a second start will read. */
export async function announce(dataDir: string, owner: Owner): Promise<void> {
  const draft = join(dataDir, `owner.${process.pid}.draft`);
  await writeFile(draft, JSON.stringify(owner), { mode: 0o600 });
  await rename(draft, fileOf(dataDir));
}

export async function release(dataDir: string): Promise<void> {
  const owner = await readOwner(fileOf(dataDir));
  if (owner && isThisProcess(owner)) await rm(fileOf(dataDir), { force: true });
}

function refuseWhileAlive(owner: Owner | undefined, dataDir: string): void {
  if (!owner || !isAlive(owner)) return;
  const where = owner.url ? `Sohbet already runs at ${owner.url}` : 'Sohbet already runs';
  throw new EmbeddedPostgresError(
    `${where} on this data (process ${owner.pid}, ${dataDir}). Stop it, or give this one a directory of its own: DATA_DIR=/path/to/another PORT=4001`,
  );
}

async function takeAway(dataDir: string): Promise<Owner | undefined> {
  const aside = join(dataDir, `owner.${process.pid}.dead`);
  try {
    await rename(fileOf(dataDir), aside);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
  const taken = await readOwner(aside);
  if (taken && isAlive(taken)) await linked(aside, fileOf(dataDir));
  await rm(aside, { force: true });
  refuseWhileAlive(taken, dataDir);
  return taken;
}

function isAlive(owner: Owner): boolean {
  if (!isRunning(owner.pid)) return false;
  return owner.start === '' || owner.start === startOf(owner.pid);
}

function isThisProcess(owner: Owner): boolean {
  return owner.pid === process.pid && owner.start === startOf(process.pid);
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

async function readOwner(path: string): Promise<Owner | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Owner;
  } catch (error) {
    // A file cut short by a crash names nobody who could be alive.
    if (errorCode(error) === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
