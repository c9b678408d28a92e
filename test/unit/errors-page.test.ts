import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/config.js';
import { REFUSALS } from '../../src/errors.js';

const page = readFileSync(join(projectRoot(), 'docs/errors.md'), 'utf8');

test.each(Object.entries(REFUSALS))('docs/errors.md has %s with its meaning and remedy', (code, description) => {
  expect(page).toContain(`| \`${code}\` | ${description} |`);
});

test('docs/errors.md lists no code that is gone', () => {
  const listed = [...page.slice(page.indexOf('## Codes of')).matchAll(/^\| `([A-Z_]+)` \|/gm)].map((match) => match[1]);
  expect(listed).toEqual(Object.keys(REFUSALS));
});
