import { inSession, withDatabase } from './admin.js';
import { run } from './run.js';

export default async function tearDown(): Promise<void> {
  try {
    if (process.env.TEST_DATABASE_URL && run.url && run.prefix) await dropAll(run.url, run.prefix);
  } finally {
    await run.stop?.();
  }
}

/** On a server that outlives the run: the template, and clones that a failed test did not drop. */
async function dropAll(url: string, prefix: string): Promise<void> {
  await inSession(withDatabase(url, 'postgres'), async (execute) => {
    const databases = await execute<{ datname: string }>(`select datname from pg_database where starts_with(datname, '${prefix}')`);
    for (const { datname } of databases) await execute(`drop database if exists ${datname} with (force)`);
  });
}
