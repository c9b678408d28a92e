import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyMigrations, createOrm } from '../database.js';
import { startEmbedded } from '../postgres/embedded.js';
import { SetupError } from '../setup-error.js';
import { runProgram } from './program.js';

/** Applies the migrations to an empty database and asks what the entities still miss: nothing, or the build is refused. */
await runProgram(async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'sohbet-migrations-'));
  const database = await startEmbedded({ dataDir, log: () => {}, durable: false });
  try {
    const orm = await createOrm({ url: database.url });
    try {
      await applyMigrations(orm);
      const missing = (await orm.schema.getUpdateSchemaSQL({ wrap: false })).trim();
      if (missing) throw new SetupError(`The migrations do not make what the entities say. Write a migration for:\n${missing}`);
    } finally {
      await orm.close(true);
    }
  } finally {
    await database.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
