import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { parse } from 'pg-connection-string';
import { type EmbeddedPostgres, startEmbedded } from '../../src/postgres/embedded.js';
import { inSession } from '../support/admin.js';
import { startNode } from '../support/node-process.js';

let home: string;
let dataDir: string;
const running: EmbeddedPostgres[] = [];

beforeEach(async () => {
  // mkdtemp's directory is closed to everybody else (0700), as root's home is: that the data may lie there is part of every test here.
  home = await mkdtemp(join(tmpdir(), 'embedded-'));
  dataDir = join(home, 'data');
});

afterEach(async () => {
  for (const embedded of running.splice(0)) await embedded.stop();
  await rm(home, { recursive: true, force: true });
});

const start = async (options: { urlOfOwner?: string; onLost?: () => void } = {}) => {
  const embedded = await startEmbedded({ dataDir, log: () => undefined, durable: false, ...options });
  running.push(embedded);
  return embedded;
};

const OWNER = 'http://127.0.0.1:4321';
const startOwner = async (env: NodeJS.ProcessEnv = {}) => {
  const owner = startNode('test/support/embedded-owner.ts', [dataDir, OWNER], env);
  const { url } = JSON.parse(await owner.line(/^\{/)) as { url: string };
  return { ...owner, url };
};

const socketDirOf = (url: string) => parse(url).host ?? '';
const postmasterPid = async () => Number((await readFile(join(dataDir, 'postgres/postmaster.pid'), 'utf8')).split('\n')[0]);

test('keeps its data over a restart, and leaves nothing running', async () => {
  const first = await start();
  await inSession(first.url, (execute) => execute('create table kept as select 42 as answer'));
  await first.stop();
  expect(existsSync(join(dataDir, 'postgres/postmaster.pid'))).toBe(false);
  expect(existsSync(socketDirOf(first.url))).toBe(false);
  expect(existsSync(join(dataDir, 'owner.json'))).toBe(false);

  const second = await start();
  expect(await inSession(second.url, (execute) => execute('select answer from kept'))).toEqual([{ answer: 42 }]);
});

test('is reached through a socket of its owner only, in the database sohbet, with ICU and UTF-8', async () => {
  const embedded = await start();
  expect((await stat(socketDirOf(embedded.url))).mode & 0o777).toBe(0o700);
  const [row] = await inSession(embedded.url, (execute) =>
    execute(`select current_database() as name, current_setting('listen_addresses') as tcp, current_setting('server_encoding') as encoding,
             (select datlocprovider from pg_database where datname = current_database()) as locale`),
  );
  expect(row).toEqual({ name: 'sohbet', tcp: '', encoding: 'UTF8', locale: 'i' });
  for (const extension of ['pg_trgm', 'unaccent', 'btree_gin'])
    await inSession(embedded.url, (execute) => execute(`create extension ${extension}`));
});

test('recovers after its owner was killed, and stops the orphan first', async () => {
  const owner = await startOwner();
  await inSession(owner.url, (execute) => execute('create table kept as select 42 as answer'));
  const orphan = await postmasterPid();
  await owner.end('SIGKILL');
  expect(() => process.kill(orphan, 0)).not.toThrow();

  const next = await start();
  expect(await inSession(next.url, (execute) => execute('select answer from kept'))).toEqual([{ answer: 42 }]);
  expect(await postmasterPid()).not.toBe(orphan);
  expect(existsSync(socketDirOf(owner.url))).toBe(false);
});

test('recovers after owner and PostgreSQL were killed together, as by a loss of power', async () => {
  const owner = await startOwner();
  await inSession(owner.url, (execute) => execute('create table kept as select 42 as answer'));
  const postmaster = await postmasterPid();
  await owner.end('SIGKILL');
  process.kill(postmaster, 'SIGKILL');

  const next = await start();
  expect(await inSession(next.url, (execute) => execute('select answer from kept'))).toEqual([{ answer: 42 }]);
});

test('refuses a second start while the first lives, says where that one is, and leaves it alone', async () => {
  const owner = await startOwner();
  await expect(start()).rejects.toThrow(OWNER);
  await expect(start()).rejects.toThrow('DATA_DIR=');
  expect(await inSession(owner.url, (execute) => execute('select 1 as up'))).toEqual([{ up: 1 }]);
  expect(await owner.end('SIGTERM')).toMatchObject({ code: 0 });
  await start();
});

test('refuses with the address announced later', async () => {
  const embedded = await start({ urlOfOwner: 'http://127.0.0.1:0' });
  await embedded.announce('http://127.0.0.1:5555');
  await expect(start()).rejects.toThrow('http://127.0.0.1:5555');
});

test('of several that start at once exactly one gets the data', async () => {
  const starts = await Promise.allSettled([start(), start(), start()]);
  expect(starts.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
});

test('is not held up by an owner whose process id came back as another process', async () => {
  await mkdir(dataDir);
  await writeFile(
    join(dataDir, 'owner.json'),
    JSON.stringify({ pid: process.pid, start: 'before the reboot', url: OWNER, socketDir: home }),
  );
  await start();
  expect(existsSync(home)).toBe(true);
});

test('is not held up by a lock file whose process id came back as another process', async () => {
  const first = await start();
  const lock = await readFile(join(dataDir, 'postgres/postmaster.pid'), 'utf8');
  await first.stop();
  const stranger = startNode('test/support/stranger.ts', []);
  await stranger.line(/here/);
  await writeFile(join(dataDir, 'postgres/postmaster.pid'), lock.replace(/^\d+/, String(stranger.child.pid)));
  await start();
  expect(await stranger.end('SIGTERM')).toMatchObject({ signal: 'SIGTERM' });
});

test('is not held up by a first start that was killed half way', async () => {
  await mkdir(join(dataDir, 'cluster-abcdef/base'), { recursive: true });
  await writeFile(join(dataDir, 'owner.json'), '{"pid":');
  await start();
  expect((await readdir(dataDir)).sort()).toEqual(['owner.json', 'postgres', 'postgres.log']);
});

test('does not depend on the locale and the PostgreSQL settings of whoever starts it', async () => {
  const owner = await startOwner({ LANG: 'xx_XX.UTF-8', LC_ALL: 'xx_XX.UTF-8', PGDATA: '/nowhere', PGHOST: 'nowhere', TZ: 'Asia/Tokyo' });
  expect(await inSession(owner.url, (execute) => execute(`select current_setting('TimeZone') as zone`))).toEqual([{ zone: 'UTC' }]);
  await owner.end('SIGTERM');
});

test('tells when PostgreSQL ends by itself', async () => {
  const lost = Promise.withResolvers<void>();
  await start({ onLost: lost.resolve });
  process.kill(await postmasterPid(), 'SIGKILL');
  await lost.promise;
});

test('keeps the values of failed statements out of its log', async () => {
  const embedded = await start();
  await inSession(embedded.url, async (execute) => {
    await execute(`create table person (email text primary key)`);
    await execute(`insert into person values ('secret@example.com')`);
    await expect(execute(`insert into person values ('secret@example.com')`)).rejects.toThrow();
  });
  expect(await readFile(join(dataDir, 'postgres.log'), 'utf8')).not.toContain('secret');
});

test('says which directory it cannot use', async () => {
  await writeFile(join(home, 'file'), '');
  dataDir = join(home, 'file/data');
  await expect(start()).rejects.toThrow(`${dirname(dataDir)}/data (ENOTDIR)`);
});
