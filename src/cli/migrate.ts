import { readConfig } from '../config.js';
import { applyMigrations, pendingMigrations } from '../database.js';
import { openDatabase, withOrm } from '../open-database.js';
import { runProgram } from './program.js';

/** `npm run migrate`: brings the schema of the database up to this version. Changes nothing when it is. */
await runProgram(async () => {
  const database = await openDatabase(readConfig(), console.log);
  try {
    await withOrm(database.url, async (orm) => {
      const pending = await pendingMigrations(orm);
      await applyMigrations(orm);
      console.log(pending.length ? `Applied ${pending.join(', ')}.` : 'The schema is current; there is nothing to apply.');
    });
  } finally {
    await database.stop();
  }
});
