import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import { startNode } from '../support/node-process.js';

const PASSWORD = 'correct horse battery';
const FLAGS = { name: 'Karınca', administrator: 'Ayşe Yılmaz', email: 'Ayse@Example.com', password: PASSWORD };

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.start();
});
afterAll(() => desk.stop());

const createWorkspace = async (flags: Partial<typeof FLAGS>, env: NodeJS.ProcessEnv = { DATABASE_URL: desk.database.url }) => {
  const args = Object.entries(flags).flatMap(([flag, value]) => [`--${flag}`, value]);
  const program = startNode('src/cli/create-workspace.ts', args, { LOG_LEVEL: 'silent', ...env });
  return { ...(await program.ended), output: program.output() };
};

const made = () => desk.sql('select name from workspace');

test('what is missing or too weak is refused, with nothing made', async () => {
  const { password: _password, ...asked } = FLAGS;
  expect(await createWorkspace(asked)).toMatchObject({ code: 1, output: expect.stringContaining('ended before an answer to “Password') });
  expect(await createWorkspace({ ...FLAGS, password: 'elevenchars' })).toMatchObject({
    code: 1,
    output: expect.stringContaining('12 to 200 characters'),
  });
  expect(await createWorkspace({ ...FLAGS, email: 'ayse' })).toMatchObject({ code: 1, output: expect.stringContaining('--email') });
  expect(await made()).toEqual([]);
});

test('makes a workspace whose administrator signs in and sets it up', async () => {
  const first = await createWorkspace(FLAGS);
  expect(first).toMatchObject({ code: 0, output: expect.stringContaining('npm start') });
  expect(first.output).not.toContain(PASSWORD);
  const signIn = `mutation ($input: SignInInput!) { signIn(input: $input) { accessToken agent { name role status } userErrors { code } } }`;
  const input = { email: 'ayse@example.com', password: PASSWORD };
  const answer = await desk.visitor().ask<{ signIn: { accessToken: string } }>(signIn, { input });
  expect(answer.signIn).toMatchObject({ agent: { name: 'Ayşe Yılmaz', role: 'ADMINISTRATOR', status: 'OFFLINE' }, userErrors: [] });
  const client = desk.withToken(answer.signIn.accessToken);
  expect(await client.ask('mutation { createProduct(input: { name: "Shoes" }) { userErrors { code } } }')).toEqual({
    createProduct: { userErrors: [] },
  });
  expect(await client.ask('mutation { changeMyStatus(input: { status: ONLINE }) { userErrors { code } } }')).toEqual({
    changeMyStatus: { userErrors: [] },
  });

  const again = await createWorkspace({ ...FLAGS, name: 'Another' });
  expect(again).toMatchObject({ code: 1, output: expect.stringContaining('--email') });
  expect(await made()).toEqual([{ name: 'Karınca' }]);
});

test('works on the embedded database too, which it makes when there is none', async () => {
  const home = await mkdtemp(join(tmpdir(), 'workspace-'));
  try {
    const env = { DATABASE_URL: '', DATA_DIR: home };
    expect(await createWorkspace(FLAGS, env)).toMatchObject({ code: 0, output: expect.stringContaining('Made the workspace “Karınca”') });
    expect(await createWorkspace(FLAGS, env)).toMatchObject({ code: 1, output: expect.stringContaining('e-mail address') });
  } finally {
    await rm(home, { recursive: true, force: true });
  }
});

test.each(['SIGTERM', 'SIGINT'] as const)('%s in the midst of it leaves no database running', async (signal) => {
  const home = await mkdtemp(join(tmpdir(), 'workspace-'));
  const flags = Object.entries(FLAGS).flatMap(([flag, value]) => [`--${flag}`, value]);
  const program = startNode('src/cli/create-workspace.ts', flags, { LOG_LEVEL: 'silent', DATABASE_URL: '', DATA_DIR: home });
  try {
    // Not the one that makes a new cluster, elsewhere, which ends by itself.
    const isRunning = async (): Promise<boolean> => existsSync(join(home, 'postgres', 'postmaster.pid'));
    expect(await eventually(isRunning, Boolean)).toBe(true);
    expect((await program.end(signal)).code).toBe(signal === 'SIGINT' ? 130 : 143);
    expect(await eventually(isRunning, (running) => !running)).toBe(false);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
});
