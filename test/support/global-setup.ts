import { randomBytes } from 'node:crypto';
import { applyMigrations, closeOrm, createOrm } from '../../src/database.js';
import { inSession, withDatabase } from './admin.js';
import { startTestCluster } from './cluster.js';
import { run } from './run.js';

/** One PostgreSQL and one migrated template for the whole run; the test files clone it (see database.ts). */
export default async function setUp(): Promise<void> {
  const cluster = await startTestCluster();
  run.stop = cluster.stop;
  run.url = cluster.url;
  // Distinct on a shared server, where other runs may be under way.
  const prefix = `sohbet_test_${randomBytes(4).toString('hex')}`;
  run.prefix = prefix;
  await inSession(withDatabase(cluster.url, 'postgres'), (execute) => execute(`create database ${prefix} template template0`));
  const orm = await createOrm({ url: withDatabase(cluster.url, prefix), poolSize: 1 });
  try {
    await applyMigrations(orm);
  } finally {
    await closeOrm(orm);
  }
  // Whoever opens a session on the template makes cloning fail for everybody, so nobody can.
  await inSession(withDatabase(cluster.url, 'postgres'), (execute) => execute(`alter database ${prefix} allow_connections false`));
  process.env.SOHBET_TEST_SERVER = cluster.url;
  process.env.SOHBET_TEST_TEMPLATE = prefix;
}
