import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { inSession, withDatabase } from '../support/admin.js';
import { type NodeProcess, startNode } from '../support/node-process.js';

let home: string;
const processes: NodeProcess[] = [];

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'start-'));
});

afterEach(async () => {
  for (const each of processes.splice(0)) await each.end('SIGTERM');
  await rm(home, { recursive: true, force: true });
});

const run = (file: string, settings: NodeJS.ProcessEnv): NodeProcess => {
  const started = startNode(file, [], {
    HOST: '',
    PORT: '0',
    DATABASE_URL: '',
    DATA_DIR: home,
    DEMO: '0',
    LOG_LEVEL: 'silent',
    ...settings,
  });
  processes.push(started);
  return started;
};

/** Starts the server as `npm start` does and waits for its banner. */
const start = async (settings: NodeJS.ProcessEnv = {}) => {
  const server = run('src/main.ts', settings);
  const endpoint = (await server.line(/^ +GraphQL +http/)).split(/\s+/).at(-1) ?? '';
  await server.line(/^Try: /);
  return { ...server, endpoint };
};

const ask = async (endpoint: string, query: string): Promise<unknown> => {
  const headers = { 'content-type': 'application/json' };
  return (await fetch(endpoint, { method: 'POST', headers, body: JSON.stringify({ query }) })).json();
};

const databaseRuns = () => existsSync(join(home, 'postgres/postmaster.pid'));

test('starts from nothing, answers, and ends cleanly on SIGTERM', async () => {
  const server = await start();
  expect(await ask(server.endpoint, '{ __typename }')).toEqual({ data: { __typename: 'Query' } });
  expect(server.output()).toMatch(/WebSocket +ws:\/\/127\.0\.0\.1:\d+\/graphql/);
  expect(await server.end('SIGTERM')).toEqual({ code: 0, signal: null });
  expect(databaseRuns()).toBe(false);
  await expect(fetch(server.endpoint)).rejects.toThrow();
  expect((await stat(join(home, 'signing-key'))).mode & 0o777).toBe(0o600);
});

test('Ctrl-C that arrives twice, as it does through npm, still ends cleanly', async () => {
  const server = await start();
  server.child.kill('SIGINT');
  expect(await server.end('SIGINT')).toEqual({ code: 0, signal: null });
  expect(databaseRuns()).toBe(false);
});

test('recovers after kill -9, on the same data', async () => {
  const first = await start();
  await first.end('SIGKILL');
  expect(databaseRuns()).toBe(true);
  const second = await start();
  expect(second.output()).toContain('stopped the PostgreSQL of a server that was killed');
  expect(await ask(second.endpoint, '{ __typename }')).toEqual({ data: { __typename: 'Query' } });
});

test('a second start on the same data is refused with the address of the first', async () => {
  const first = await start();
  const second = run('src/main.ts', {});
  expect(await second.ended).toMatchObject({ code: 1 });
  expect(second.output()).toContain(new URL(first.endpoint).origin);
  expect(await ask(first.endpoint, '{ __typename }')).toEqual({ data: { __typename: 'Query' } });
});

test('a taken port is named, and the database does not stay behind', async () => {
  const first = await start();
  const { port } = new URL(first.endpoint);
  const second = run('src/main.ts', { PORT: port, DATA_DIR: join(home, 'other') });
  expect(await second.ended).toMatchObject({ code: 1 });
  expect(second.output()).toContain(`127.0.0.1:${port}`);
  expect(existsSync(join(home, 'other/postgres/postmaster.pid'))).toBe(false);
});

test('settings that cannot be used end the start before anything is made', async () => {
  const server = run('src/main.ts', { PORT: 'http', DEMO: 'perhaps' });
  expect(await server.ended).toMatchObject({ code: 1 });
  expect(server.output()).toMatch(/PORT=http .*\n.*DEMO=perhaps /);
  expect(server.output()).not.toContain('    at ');
  expect(existsSync(join(home, 'postgres'))).toBe(false);
});

test('an empty embedded database gets the demo workspace once, and the banner its sign-ins', async () => {
  const first = await start({ DEMO: '' });
  expect(first.output()).toContain('Making the demo workspace');
  expect(first.output()).toContain('Demo sign-ins');
  await first.end('SIGTERM');
  const second = await start({ DEMO: '' });
  expect(second.output()).not.toContain('Making the demo workspace');
  expect(second.output()).toContain('Demo sign-ins');
}, 90_000);

test('a database of the user is refused while its schema is behind, migrated on command, and given no demo', async () => {
  const server = process.env.SOHBET_TEST_SERVER ?? '';
  const name = `sohbet_start_${randomBytes(6).toString('hex')}`;
  const settings = { DATABASE_URL: withDatabase(server, name), DEMO: '' };
  const admin = withDatabase(server, 'postgres');
  await inSession(admin, (execute) => execute(`create database ${name} template template0`));
  try {
    const refused = run('src/main.ts', settings);
    expect(await refused.ended).toMatchObject({ code: 1 });
    expect(refused.output()).toContain('npm run migrate');
    expect(await run('src/cli/migrate.ts', settings).ended).toMatchObject({ code: 0 });
    const started = await start(settings);
    expect(started.output()).toContain('npm run create-workspace');
    expect(existsSync(join(home, 'postgres'))).toBe(false);
    await started.end('SIGTERM');
  } finally {
    await inSession(admin, (execute) => execute(`drop database if exists ${name} with (force)`));
  }
});

test('a database that does not exist is refused, not made', async () => {
  const url = withDatabase(process.env.SOHBET_TEST_SERVER ?? '', 'sohbet_nowhere');
  const refused = run('src/main.ts', { DATABASE_URL: url });
  expect(await refused.ended).toMatchObject({ code: 1 });
  expect(refused.output()).toContain('"sohbet_nowhere" does not exist');
});
