import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../src/config.js';
import { seedDemo } from '../../src/demo/seed.js';
import { Desk } from '../support/desk.js';

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

test('every setting that README names is one', () => {
  const readme = read('README.md');
  const table = readme.slice(readme.indexOf('## Settings'), readme.indexOf('### Your own'));
  for (const [, name] of table.matchAll(/`([A-Z_]{4,})`/g)) expect(read('.env.example')).toContain(`${name}=`);
});
