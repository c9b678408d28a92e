import { spawnSync } from 'node:child_process';
import { build, root } from './build.mjs';

/** Everything that can be wrong without a test failing. All steps run, so that one look shows all that is to be mended. */
const steps = {
  'format and lint': ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings'],
  types: ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json', '--tsBuildInfoFile', 'dist/.typecheck.tsbuildinfo'],
  'types of the playground': ['node_modules/typescript/bin/tsc', '-p', 'playground'],
  imports: ['node_modules/dependency-cruiser/bin/dependency-cruise.mjs', 'src', 'migrations', 'test', 'dist/src', 'dist/migrations'],
  'schema/schema.graphql is what the code says': ['dist/src/cli/emit-schema.js', '--check'],
  'generated types are what the schema says': ['node_modules/@graphql-codegen/cli/esm/bin.js', '--check'],
  'migrations are what the entities say': ['dist/src/cli/check-migrations.js'],
};

const failed = build() ? [] : ['build'];
for (const [name, command] of Object.entries(steps)) {
  console.log(`\n— ${name}`);
  if (spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' }).status !== 0) failed.push(name);
}
console.log(failed.length ? `\ncheck: ${failed.length} failed: ${failed.join('; ')}` : '\ncheck: all is well');
process.exitCode = failed.length ? 1 : 0;
