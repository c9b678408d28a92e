import { execFile } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../src/config.js';
import { seedDemo } from '../../src/demo/seed.js';
import { Desk } from '../support/desk.js';

const run = promisify(execFile);
const README = readFileSync(join(projectRoot(), 'README.md'), 'utf8');

/** The code blocks of a language, in order, speaking to the test's server. */
const blocks = (language: string, url: string): string[] =>
  [...README.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map((match) => (match[1] ?? '').replaceAll('http://127.0.0.1:4000', url));

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.start();
  await seedDemo(desk.server.app.orm);
}, 60_000);
afterAll(() => desk.stop());

test('the first query answers what README says', async () => {
  const [command] = blocks('sh', desk.url);
  const [answer] = blocks('json', desk.url);
  const { stdout } = await run('bash', ['-c', command ?? 'false']);
  expect(JSON.parse(stdout)).toEqual(JSON.parse(answer ?? 'null'));
});

test('the first subscription sees the waiting customers assigned', async () => {
  const [program] = blocks('js', desk.url);
  const file = join(projectRoot(), `readme-${process.pid}.mjs`);
  writeFileSync(file, program ?? '');
  try {
    const { stdout } = await run(process.execPath, [file], { timeout: 20_000 });
    const lines = stdout.trim().split('\n');
    expect(lines[0]).toMatch(/^[1-3] waiting$/);
    expect(lines.at(-1)).toBe('0 waiting');
  } finally {
    rmSync(file);
  }
});

test('every setting that README names is one', () => {
  const example = readFileSync(join(projectRoot(), '.env.example'), 'utf8');
  const table = README.slice(README.indexOf('## Settings'), README.indexOf('### Your own'));
  for (const [, name] of table.matchAll(/`([A-Z_]{4,})`/g)) expect(example).toContain(`${name}=`);
});
