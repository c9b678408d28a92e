import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../config.js';
import { createSchema, schemaText } from '../schema.js';
import { SetupError } from '../setup-error.js';
import { runProgram } from './program.js';

const FILE = 'schema/schema.graphql';

/** `npm run schema` writes the schema as text; with `--check` it only says whether the file is what the code makes. */
await runProgram(async () => {
  const path = join(projectRoot(), FILE);
  const text = schemaText(await createSchema());
  if (!process.argv.includes('--check')) writeFileSync(path, text);
  else if (readFileSync(path, 'utf8') !== text) throw new SetupError(`${FILE} is not what the code makes. Run: npm run schema`);
});
