import { spawn } from 'node:child_process';
import { existsSync, watch } from 'node:fs';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { build, buildIfStale, root } from './build.mjs';

/** Builds and starts the server, and again after every change. A build that fails leaves the running server as it is. */
let server;
let isStopping = false;
let turn = Promise.resolve();

function start() {
  const child = spawn(execPath, [join(root, 'dist/src/main.js')], { stdio: 'inherit' });
  child.ended = new Promise((resolve) => child.once('exit', resolve));
  child.once('exit', () => {
    if (server !== child) return;
    server = undefined;
    if (!isStopping) console.log('The server ended; it starts again after the next change.');
  });
  server = child;
}

async function stop() {
  const child = server;
  server = undefined;
  child?.kill('SIGTERM');
  await child?.ended;
}

async function restart() {
  if (isStopping || !build() || isStopping) return;
  await stop();
  if (!isStopping) start();
}

let timer;
function changed() {
  clearTimeout(timer);
  // Editors and checkouts write many files at once; one restart is enough.
  timer = setTimeout(() => {
    turn = turn.then(restart);
  }, 150);
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  // A terminal's Ctrl-C reaches the server too, and it takes the second one, from here, for the same.
  process.on(signal, async () => {
    if (isStopping) return;
    isStopping = true;
    await stop();
    process.exit(0);
  });
}

if (buildIfStale()) start();
for (const directory of ['src', 'migrations', 'playground', 'examples']) {
  if (existsSync(join(root, directory))) watch(join(root, directory), { recursive: true }, changed);
}
if (existsSync(join(root, '.env'))) watch(join(root, '.env'), changed);
