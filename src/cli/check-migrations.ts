import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyMigrations, closeOrm, createOrm } from '../database.js';
import { startEmbedded } from '../postgres/embedded.js';
import { SetupError } from '../setup-error.js';
import { readFlags } from './flags.js';
import { runProgram } from './program.js';

const USAGE = `Fails when the migrations do not make what the entities say. A part of: npm run check

  node dist/src/cli/check-migrations.js`;

/** Applies the migrations to an empty database and asks what the entities still miss: nothing, or the build is refused. */
await runProgram(async () => {
  if (!readFlags(USAGE, {})) return console.log(USAGE);
  const dataDir = mkdtempSync(join(tmpdir(), 'sohbet-migrations-'));
  const database = await startEmbedded({ dataDir, log: () => {}, durable: false });
  try {
    const orm = await createOrm({ url: database.url });
    try {
      await applyMigrations(orm);
      const missing = (await orm.schema.getUpdateSchemaSQL({ wrap: false })).trim();
      if (missing) throw new SetupError(`The migrations do not make what the entities say. Write a migration for:\n${missing}`);
    } finally {
      await closeOrm(orm);
    }
  } finally {
    await database.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
