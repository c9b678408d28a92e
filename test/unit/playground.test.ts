import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import Fastify, { type FastifyInstance } from 'fastify';
import { registerPlayground } from '../../src/playground.js';

const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
let assets: string;
let app: FastifyInstance;
let demo: object | null;

beforeEach(async () => {
  assets = await mkdtemp(join(tmpdir(), 'playground-'));
  app = Fastify();
  demo = null;
  registerPlayground(app, { demo: async () => demo, assets });
  app.get('/elsewhere', async () => 'ours');
});

afterEach(async () => {
  await app.close();
  await rm(assets, { recursive: true });
});

async function build() {
  await mkdir(join(assets, 'assets'));
  for (const name of ['playground', 'talk', 'errors']) await writeFile(join(assets, `${name}.html`), `<title>${name}</title>`);
  await writeFile(join(assets, 'assets/main-ABC.js'), 'run()');
  await writeFile(join(assets, 'assets/main-ABC.css'), 'a{}');
}

test('a browser gets the page, checked for news at every visit', async () => {
  await build();
  const page = await app.inject({ url: '/graphql', headers: browser });
  expect(page.statusCode).toBe(200);
  expect(page.body).toBe('<title>playground</title>');
  expect(page.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache', vary: 'Accept' });
});

test.each([
  ['/playground/talk', 'talk'],
  ['/errors', 'errors'],
])('%s is a page of its own, under the same policy', async (url, title) => {
  await build();
  const page = await app.inject({ url, headers: browser });
  expect(page.body).toBe(`<title>${title}</title>`);
  expect(page.headers['content-security-policy']).toMatch(/default-src 'none'; script-src 'self';/);
});

test('how to try the demo is told as it is now, and nothing where there is none', async () => {
  const told = async () => {
    const answer = await app.inject('/playground/session.json');
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'content-type': expect.stringContaining('application/json') });
    return answer.json();
  };
  expect(await told()).toEqual({ demo: null });
  demo = { signIns: [], channels: [{ key: 'demo-web' }] };
  expect(await told()).toEqual({ demo });
});

test('assets are typed and kept for good, and nothing outside their directory is served', async () => {
  await build();
  const script = await app.inject('/playground/main-ABC.js');
  expect(script.body).toBe('run()');
  expect(script.headers['content-type']).toMatch(/^(application|text)\/javascript/);
  expect(script.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect((await app.inject('/playground/main-ABC.css')).headers['content-type']).toMatch(/^text\/css/);

  for (const url of ['/playground/', '/playground/missing.js', '/playground/../talk.html', '/playground/%2e%2e/talk.html']) {
    expect((await app.inject(url)).statusCode).toBeGreaterThanOrEqual(400);
  }
});

test('the policy allows this host alone, WebSockets included, and only on the playground', async () => {
  await build();
  const policyFor = async (host: string) =>
    (await app.inject({ url: '/graphql', headers: { ...browser, host } })).headers['content-security-policy'];

  expect(await policyFor('desk.example:8443')).toContain("connect-src 'self' ws://desk.example:8443 wss://desk.example:8443;");
  expect(await policyFor('[::1]:4000')).toContain("connect-src 'self' ws://[::1]:4000 wss://[::1]:4000;");
  expect(await policyFor('x; script-src *')).toContain("connect-src 'self';");
  expect(await policyFor('* evil.example')).toContain("connect-src 'self';");

  const script = await app.inject('/playground/main-ABC.js');
  for (const { headers } of [script, await app.inject({ url: '/graphql', headers: browser })]) {
    expect(headers['content-security-policy']).toMatch(/default-src 'none'; script-src 'self';.*frame-ancestors 'none'/);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
  }
  expect((await app.inject('/elsewhere')).headers).not.toHaveProperty('content-security-policy');
});

test('a page that is not built yet says what to run', async () => {
  const page = await app.inject({ url: '/graphql', headers: browser });
  expect(page.statusCode).toBe(503);
  expect(page.body).toContain('npm run build');
});

test.each(['application/json', '*/*', undefined])('a GET that accepts %s is told to POST', async (accept) => {
  const refusal = await app.inject({ url: '/graphql?query={__typename}', headers: accept ? { accept } : {} });
  expect(refusal.statusCode).toBe(405);
  expect(refusal.headers).toMatchObject({ allow: 'POST', vary: 'Accept' });
  expect(refusal.json()).toEqual({ errors: [{ message: expect.stringContaining('POST'), extensions: { code: 'BAD_REQUEST' } }] });
});
