import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../config.js';
import { createSchema, schemaText } from '../schema.js';
import { SetupError } from '../setup-error.js';
import { readFlags } from './flags.js';
import { runProgram } from './program.js';

const FILE = 'schema/schema.graphql';
const USAGE = `Writes ${FILE} as the code makes it.

  npm run schema [-- --check]

  --check   writes nothing, and fails when the file is not what the code makes`;

/** `npm run schema` writes the schema as text; with `--check` it only says whether the file is what the code makes. */
await runProgram(async () => {
  const flags = readFlags(USAGE, { check: { type: 'boolean' } });
  if (!flags) return console.log(USAGE);
  const path = join(projectRoot(), FILE);
  const text = schemaText(await createSchema());
  if (!flags.check) writeFileSync(path, text);
  else if (readFileSync(path, 'utf8') !== text) throw new SetupError(`${FILE} is not what the code makes. Run: npm run schema`);
});
