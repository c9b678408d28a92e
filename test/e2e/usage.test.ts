import { describe, expect, test } from '@jest/globals';
import { startNode } from '../support/node-process.js';

const PROGRAMS = [
  ...['src/main.ts', 'src/cli/migrate.ts', 'src/cli/create-workspace.ts', 'src/cli/emit-schema.ts'],
  ...['src/cluster/main.ts', 'src/demo-day/main.ts', 'test/chaos/main.ts', 'bench/run.ts'],
];

describe.each(PROGRAMS)('%s', (file) => {
  const run = async (flag: string): Promise<{ code: number | null; output: string }> => {
    const program = startNode(file, [flag]);
    const { code } = await program.ended;
    return { code, output: program.output() };
  };

  test('tells how it is used, and does nothing else', async () => {
    const { code, output } = await run('--help');
    expect(output).toMatch(/^ {2}npm (run )?\w/m);
    expect(code).toBe(0);
  });

  test('refuses what it does not know, with how it is used and without a stack', async () => {
    const { code, output } = await run('--no-such-flag');
    expect(output).toMatch(/^Unknown option '--no-such-flag'/);
    expect(output).toMatch(/^ {2}npm (run )?\w/m);
    expect(output).not.toMatch(/^\s+at /m);
    expect(code).toBeGreaterThan(0);
  });
});
