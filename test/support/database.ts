import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Execute, inSession, withDatabase } from './admin.js';

export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/** A migrated database of its own, cloned from the run's template (about 30 ms). Drop it in afterAll; open sessions are ended. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = process.env.SOHBET_TEST_SERVER;
  const template = process.env.SOHBET_TEST_TEMPLATE;
  if (!server || !template) throw new Error('testDatabase() works in test/integration and test/e2e only; unit tests have no database.');
  const name = `${template}_${randomBytes(6).toString('hex')}`;
  const admin = withDatabase(server, 'postgres');
  await inSession(admin, (execute) => clone(execute, name, template));
  return {
    url: withDatabase(server, name),
    drop: async () => {
      await inSession(admin, (execute) => execute(`drop database if exists ${name} with (force)`));
    },
  };
}

const CLONING = 5_704_911;

/** One clone at a time over all workers; the retry is for a session of autovacuum on the template. */
async function clone(execute: Execute, name: string, template: string): Promise<void> {
  await execute(`select pg_advisory_lock(${CLONING})`);
  for (let attempt = 1; ; attempt++) {
    try {
      await execute(`create database ${name} template ${template} strategy wal_log`);
      return;
    } catch (error) {
      if (attempt === 20) throw error;
      await pause(50);
    }
  }
}
