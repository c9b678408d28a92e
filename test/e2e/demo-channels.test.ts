import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { freePort } from '../../src/cluster/free-port.js';
import { seedDemo } from '../../src/demo/seed.js';
import { runDemo } from '../../src/demo-day/run-demo.js';
import { Desk } from '../support/desk.js';
import { SwallowingProxy } from '../support/swallowing-proxy.js';

let desk: Desk | undefined;
let proxy: SwallowingProxy | undefined;
let files = '';
afterEach(async () => {
  await desk?.stop();
  await proxy?.stop();
  [desk, proxy] = [undefined, undefined];
  await rm(files, { recursive: true, force: true });
});

const start = async (platformUrl: string): Promise<string> => {
  files = await mkdtemp(join(tmpdir(), 'sohbet-files-'));
  desk = await Desk.start({ env: { JOBS: 'on', FILES_DIR: files, META_GRAPH_URL: platformUrl } });
  await seedDemo(desk.server.app.orm);
  return desk.url;
};

const play = async (url: string, port: number) => {
  const written: string[] = [];
  const output = { isTerminal: false, columns: () => 80, write: (text: string) => void written.push(text) };
  const aDay = ['--seconds', '8', '--customers', '12', '--agents', '3', '--seed', '11', '--channels', '--platform-port', String(port)];
  const finished = await runDemo(['--url', url, ...aDay], { output });
  return { ...finished, written: written.join('') };
};

test('a short day with customers on every platform: what came to their phones is what the conversations hold', async () => {
  const port = await freePort();
  const { exitCode, summary, written } = await play(await start(`http://127.0.0.1:${port}`), port);
  expect(written).toContain('yes  every message to somebody on a platform reached their phone once and in order');
  expect(written).toContain('Every message delivered once and in order: yes');
  expect(exitCode).toBe(0);
  expect(summary?.platforms).toEqual({ WHATSAPP: 2, INSTAGRAM: 2, MESSENGER: 2 });
  expect(summary?.phoneP50).toBeGreaterThan(0);
  const [left] = (await desk?.sql(`select count(*)::int as connected from channel_account`)) ?? [];
  expect(left).toEqual({ connected: 0 });
}, 60_000);

test('one message that the platform takes and loses is found', async () => {
  const port = await freePort();
  proxy = await SwallowingProxy.before(port, 3);
  const { exitCode, summary, written } = await play(await start(proxy.url), port);
  expect(proxy.swallowed).toBe(1);
  expect(written).toMatch(/NO {3}every message to somebody on a platform reached their phone .*\n.*expected /);
  expect(summary?.everyMessageOnce).toBe(false);
  expect(exitCode).toBe(1);
}, 60_000);

test('a server that speaks with another platform is told of, with the command that starts it rightly', async () => {
  const port = await freePort();
  const { exitCode, written } = await play(await start('http://127.0.0.1:9'), port);
  expect(exitCode).toBe(2);
  expect(written).toContain(`META_GRAPH_URL=http://127.0.0.1:${port} npm start`);
}, 60_000);
