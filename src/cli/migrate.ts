import { readConfig } from '../config.js';
import { applyMigrations, pendingMigrations } from '../database.js';
import { openDatabase, withOrm } from '../open-database.js';
import { readFlags } from './flags.js';
import { runProgram } from './program.js';

const USAGE = `Applies the migrations that the database lacks: that of DATABASE_URL, or the embedded one.

  npm run migrate`;

/** `npm run migrate`: brings the schema of the database up to this version. Changes nothing when it is. */
await runProgram(async () => {
  if (!readFlags(USAGE, {})) return console.log(USAGE);
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
