import { join } from 'node:path';
import { argv, env, versions } from 'node:process';
import { pathToFileURL } from 'node:url';
import { buildIfStale, root } from './build.mjs';

// The project brings its own Node; npm puts it on the path of its scripts, and only there.
if (Number(versions.node.split('.')[0]) < 22) {
  console.error(
    `This needs Node 22 or newer, and this is ${versions.node}. Run it through npm, which uses the Node the project brings: npm start`,
  );
  process.exit(1);
}

/** `run-built.mjs cli/migrate --flag` runs dist/src/cli/migrate.js in this process, so that signals need no passing on. */
const [program, ...args] = argv.splice(2);
if (!buildIfStale()) process.exit(1);
// Otherwise graphql-js looks for a second copy of itself at every field: a sixth of the execution of an archive page.
env.NODE_ENV ??= 'production';
const file = join(root, 'dist/src', `${program}.js`);
argv.splice(1, argv.length, file, ...args);
await import(pathToFileURL(file).href);
