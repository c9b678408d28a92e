import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { explainedCodes } from '../../playground/error-codes.js';
import { errorsPage } from '../../playground/errors-page.js';
import { projectRoot } from '../../src/config.js';
import { REFUSALS } from '../../src/errors.js';

const html = errorsPage(readFileSync(join(projectRoot(), 'docs/errors.md'), 'utf8'));

test('every code of docs/errors.md has a row to link to, once', () => {
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
  expect(new Set(ids).size).toBe(ids.length);
  for (const code of Object.keys(REFUSALS)) expect(ids).toContain(`userError-${code}`);
  expect(ids).toContain('error-UNAUTHENTICATED');
  expect(ids).toContain('error-NOT_FOUND');
});

test('its Markdown is all understood', () => {
  expect(html.replaceAll(/<code>.*?<\/code>/g, '')).not.toMatch(/[`|]|^#/m);
  expect(html).toContain('<h2>Top-level codes</h2>');
});

test('the codes of a response link to their rows', () => {
  const errors = [{ extensions: { code: 'NOT_FOUND' } }, { extensions: { code: 'NOT_FOUND' } }, {}];
  const userErrors = [{ code: 'NOT_FOUND' }, { code: 'TOPIC_REQUIRED' }];
  const response = JSON.stringify({ errors, data: { resolveConversation: { userErrors }, queueSize: 3, viewer: null } });
  expect(explainedCodes(response)).toEqual([
    { code: 'NOT_FOUND', address: '/errors#error-NOT_FOUND' },
    { code: 'NOT_FOUND', address: '/errors#userError-NOT_FOUND' },
    { code: 'TOPIC_REQUIRED', address: '/errors#userError-TOPIC_REQUIRED' },
  ]);
  expect(explainedCodes('{"data":')).toEqual([]);
  expect(explainedCodes('')).toEqual([]);
});
