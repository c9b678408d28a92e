import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { argv, execPath } from 'node:process';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
/** Its time is when the last complete build began, so that what changed during it counts as newer. */
const stamp = join(dist, '.built');
const SOURCES = [
  'src',
  'migrations',
  'bench',
  'playground',
  'examples',
  'docs/errors.md',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
];

/** Builds when something is newer than the build, and says so; true when there is a build to run. */
export function buildIfStale() {
  if (isCurrent()) return true;
  console.log('Building…');
  return build();
}

export function build() {
  const began = new Date();
  rmSync(stamp, { force: true });
  // The compiler's memory of what it wrote is wrong once somebody took it away.
  if (!existsSync(join(dist, 'src/main.js'))) rmSync(join(dist, '.build.tsbuildinfo'), { force: true });
  if (!run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--tsBuildInfoFile', 'dist/.build.tsbuildinfo')) return false;
  removeOrphans();
  if (existsSync(join(root, 'playground/build.mjs')) && !run('playground/build.mjs')) return false;
  writeFileSync(stamp, '');
  utimesSync(stamp, began, began);
  return true;
}

function run(script, ...args) {
  return spawnSync(execPath, [script, ...args], { cwd: root, stdio: 'inherit' }).status === 0;
}

function isCurrent() {
  if (!existsSync(stamp)) return false;
  const built = statSync(stamp).mtimeMs;
  return SOURCES.every((source) => newest(join(root, source)) < built);
}

/** Directories count too: theirs is the time at which a file was removed or renamed. */
function newest(path) {
  if (!existsSync(path)) return 0;
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(path).map((entry) => newest(join(path, entry))));
}

/** The compiler leaves what it once made of a source that is gone; a left-over migration would even be run. */
function removeOrphans() {
  for (const part of ['src', 'migrations', 'bench']) {
    const built = join(dist, part);
    if (!existsSync(built)) continue;
    for (const entry of readdirSync(built, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      const source = join(root, relative(dist, path)).replace(/\.js(\.map)?$/, '.ts');
      if (entry.isFile() && !existsSync(source)) rmSync(path);
    }
  }
}

if (argv[1] === fileURLToPath(import.meta.url) && !build()) process.exitCode = 1;
