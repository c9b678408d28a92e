import { readFile, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { errorCode } from '../error-code.js';
import { EmbeddedPostgresError, useOwnDatabase } from './embedded-error.js';

/** The user PostgreSQL runs as; undefined means: as ourselves. */
export type Account = { uid: number; gid: number } | undefined;

/**
 * PostgreSQL refuses to run as root. Root therefore runs it as the owner of an existing cluster (made earlier by an ordinary user), else as `nobody`.
 */
export async function accountFor(clusterDir: string): Promise<Account> {
  if (process.getuid?.() !== 0) {
    requirePasswdEntry();
    await requireOwnCluster(clusterDir);
    return undefined;
  }
  if (process.platform !== 'linux') {
    throw new EmbeddedPostgresError(
      `The embedded PostgreSQL does not run as root on ${process.platform}. Start as an ordinary user. ${useOwnDatabase}`,
    );
  }
  const owner = await ownerOf(clusterDir);
  return owner && owner.uid !== 0 ? owner : await nobody();
}

async function requireOwnCluster(clusterDir: string): Promise<void> {
  const owner = await ownerOf(clusterDir);
  if (!owner || owner.uid === process.getuid?.()) return;
  throw new EmbeddedPostgresError(
    `The data in ${clusterDir} belongs to another user (id ${owner.uid}), as after a start as root. ` +
      'Start as that user or as root, or with a directory of your own: DATA_DIR=/path/to/another',
  );
}

async function ownerOf(clusterDir: string): Promise<Account> {
  try {
    const { uid, gid } = await stat(clusterDir);
    return { uid, gid };
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function nobody(): Promise<Account> {
  const passwd = await readFile('/etc/passwd', 'utf8');
  const fields = passwd
    .split('\n')
    .find((line) => line.startsWith('nobody:'))
    ?.split(':');
  if (!fields) {
    throw new EmbeddedPostgresError(
      `PostgreSQL does not run as root, and /etc/passwd has no user "nobody" to run it as. Start as an ordinary user. ${useOwnDatabase}`,
    );
  }
  return { uid: Number(fields[2]), gid: Number(fields[3]) };
}

/** initdb looks the user up by id and fails on one that exists only as a number, as in a container started with `--user 1234`. */
function requirePasswdEntry(): void {
  try {
    userInfo();
  } catch {
    throw new EmbeddedPostgresError(
      `The user id ${process.getuid?.()} has no entry in /etc/passwd, which PostgreSQL needs. Add one, or start as another user. ${useOwnDatabase}`,
    );
  }
}
