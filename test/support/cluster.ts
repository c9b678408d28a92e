import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '../../src/postgres/embedded.js';
import { endOrphans } from '../../src/postgres/postmaster.js';
import { isRunning, startOf } from '../../src/postgres/process-identity.js';

const PREFIX = 'sohbet-test-';

/** A PostgreSQL for this run, thrown away at its end; TEST_DATABASE_URL puts one of yours in its place (a superuser's URL, PostgreSQL 15 or newer). */
export async function startTestCluster(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, stop: async () => undefined };
  await removeLeftovers();
  const dataDir = await mkdtemp(join(tmpdir(), PREFIX));
  const embedded = await startEmbedded({ dataDir, log: () => undefined, durable: false });
  return {
    url: embedded.url,
    stop: async () => {
      await embedded.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A killed run cannot clean up after itself, so the next one does. */
async function removeLeftovers(): Promise<void> {
  for (const entry of await readdir(tmpdir())) {
    if (!entry.startsWith(PREFIX)) continue;
    const dataDir = join(tmpdir(), entry);
    try {
      const owner = JSON.parse(await readFile(join(dataDir, 'owner.json'), 'utf8')) as { pid: number; start: string; socketDir: string };
      if (isRunning(owner.pid) && owner.start === startOf(owner.pid)) continue;
      await endOrphans(join(dataDir, 'postgres'));
      await rm(owner.socketDir, { recursive: true, force: true });
      await rm(dataDir, { recursive: true, force: true });
    } catch {
      // Another user's, or one that is just being made or removed.
    }
  }
}
