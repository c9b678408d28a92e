import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../src/config.js';
import { seedDemo } from '../../src/demo/seed.js';
import { Desk } from '../support/desk.js';
import { startNode } from '../support/node-process.js';

const run = promisify(execFile);
const read = (page: string): string => readFileSync(join(projectRoot(), page), 'utf8');

let desk: Desk;
let files: string;
beforeEach(async () => {
  files = mkdtempSync(join(tmpdir(), 'sohbet-documents-'));
  desk = await Desk.start({ env: { FILES_DIR: files } });
  await seedDemo(desk.server.app.orm);
}, 60_000);
afterEach(async () => {
  await desk.stop();
  rmSync(files, { recursive: true, force: true });
});

/** The code blocks of a language, in order, speaking to the test's server. */
const blocks = (page: string, language: string): string[] =>
  [...read(page).matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map((match) =>
    (match[1] ?? '').replaceAll('http://127.0.0.1:4000', desk.url),
  );

/** Runs a program in the project's folder, where its packages are. */
const runProgram = async (program: string): Promise<string> => {
  const file = join(projectRoot(), `guide-${process.pid}.mjs`);
  writeFileSync(file, program);
  try {
    return (await run(process.execPath, [file], { timeout: 25_000 })).stdout;
  } finally {
    rmSync(file);
  }
};

test.each(['README.md', 'docs/guide-partner.md'])('the commands of %s answer what it says', async (page) => {
  const commands = blocks(page, 'sh');
  const answers = blocks(page, 'json');
  expect(commands.length).toBeGreaterThan(0);
  expect(answers).toHaveLength(commands.length);
  for (const [index, command] of commands.entries()) {
    const { stdout } = await run('bash', ['-c', command]);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(answers[index] ?? 'null'));
  }
});

test('the first subscription of README sees the waiting customers assigned', async () => {
  const lines = (await runProgram(blocks('README.md', 'js').join(''))).trim().split('\n');
  expect(lines[0]).toMatch(/^[1-3] waiting$/);
  expect(lines.at(-1)).toBe('0 waiting');
});

test.each(['docs/guide-widget.md', 'docs/guide-desk.md', 'docs/guide-partner.md'])('the program of %s says what it says', async (page) => {
  expect(await runProgram(blocks(page, 'js').join(''))).toBe(blocks(page, 'text').join(''));
});

test('the workspace that README makes on a PostgreSQL of one’s own is made, and its administrator signs in', async () => {
  const [, flags] = /^npm run create-workspace -- (.+)$/m.exec(read('README.md')) ?? [];
  const { stdout } = await run('bash', ['-c', `printf '%s\\n' ${flags}`]);
  const password = 'bir-iki-üç-dört-beş';
  const args = [...stdout.trimEnd().split('\n'), '--password', password];
  const program = startNode('src/cli/create-workspace.ts', args, { DATABASE_URL: desk.database.url, LOG_LEVEL: 'silent' });
  expect((await program.ended).code).toBe(0);
  const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { agent { role } userErrors { code } } }';
  const email = args[args.indexOf('--email') + 1];
  expect(await desk.visitor().ask(signIn, { input: { email, password } })).toEqual({
    signIn: { agent: { role: 'ADMINISTRATOR' }, userErrors: [] },
  });
});

test('the mail settings of the guide to tickets are taken', async () => {
  const visitor = desk.visitor();
  const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }';
  const input = { email: 'deniz@demo.sohbet.local', password: 'merhaba-sohbet' };
  const administrator = desk.withToken((await visitor.ask<{ signIn: { accessToken: string } }>(signIn, { input })).signIn.accessToken);
  const { products } = await administrator.ask<{ products: { id: string }[] }>('{ products { id } }');
  const [mutation] = blocks('docs/guide-tickets.md', 'graphql');
  const answer = await administrator.ask(mutation?.replace('product_…', products[0]?.id ?? '') ?? '');
  expect(answer).toMatchObject({ updateMailSettings: { mailSettings: { hasPassword: true }, userErrors: [] } });
});

const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  'deploy/README.md',
  'docs/guide-desk.md',
  'docs/guide-widget.md',
  'docs/guide-partner.md',
  'docs/guide-tickets.md',
];

test('every script that the documents name is one', () => {
  const { scripts } = JSON.parse(read('package.json'));
  for (const page of PAGES) for (const [, name] of read(page).matchAll(/npm run ([\w:-]+)/g)) expect(Object.keys(scripts)).toContain(name);
});

test('every setting that README names is one', () => {
  const readme = read('README.md');
  const table = readme.slice(readme.indexOf('## Settings'), readme.indexOf('### Your own'));
  for (const [, name] of table.matchAll(/`([A-Z_]{4,})`/g)) expect(read('.env.example')).toContain(`${name}=`);
});
