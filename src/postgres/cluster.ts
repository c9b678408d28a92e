import { existsSync } from 'node:fs';
import { chown, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cannotRun, directoryArgument, lastLines, type Programs, run } from './programs.js';

export const DATABASE = 'sohbet';
export const SUPERUSER = 'postgres';
const DRAFT = 'cluster-';

/**
 * Makes the cluster with its database when there is none. It is made under another name and renamed, so that a start that was killed
 * half way leaves nothing that looks finished. UTF-8 and ICU's root collation, whatever locale the machine has.
 */
export async function ensureCluster(programs: Programs, dataDir: string, clusterDir: string, durable: boolean): Promise<boolean> {
  if (existsSync(join(clusterDir, 'PG_VERSION'))) return false;
  for (const entry of await readdir(dataDir)) {
    if (entry.startsWith(DRAFT)) await rm(join(dataDir, entry), { recursive: true, force: true });
  }
  const draft = await mkdtemp(join(dataDir, DRAFT));
  if (programs.account) await chown(draft, programs.account.uid, programs.account.gid);
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=und'];
  const directory = directoryArgument(draft);
  await run(
    programs,
    'initdb',
    ['-D', directory, '-U', SUPERUSER, '--auth=trust', '--no-instructions', ...locale, ...(durable ? [] : ['--no-sync'])],
    draft,
  );
  await createDatabase(programs, draft, durable);
  await rename(draft, clusterDir);
  return true;
}

/** Single-user mode needs no server and no client; its exit code is 0 even when the statement failed. */
async function createDatabase(programs: Programs, draft: string, durable: boolean): Promise<void> {
  const args = ['--single', '-D', directoryArgument(draft), ...(durable ? [] : ['-F']), 'postgres'];
  const output = await run(programs, 'postgres', args, draft, `create database ${DATABASE}\n`);
  if (/ERROR|FATAL|PANIC/.test(output)) throw cannotRun('create database', lastLines(output));
}
