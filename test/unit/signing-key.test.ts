import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { signingKey } from '../../src/signing-key.js';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'signing-key-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

test('a given key is used and nothing is kept', () => {
  const key = Buffer.alloc(48, 3);
  expect(Buffer.from(signingKey({ signingKey: key.toString('base64'), dataDir }))).toEqual(key);
  expect(readdirSync(dataDir)).toEqual([]);
});

test('a key is made once, 32 bytes, for its owner alone', () => {
  const missing = join(dataDir, 'not/yet/there');
  const first = signingKey({ dataDir: missing });
  expect(first).toHaveLength(32);
  expect(signingKey({ dataDir: missing })).toEqual(first);
  expect(statSync(join(missing, 'signing-key')).mode & 0o777).toBe(0o600);
  expect(readdirSync(missing)).toEqual(['signing-key']);
});

test('another data directory has another key', () => {
  expect(signingKey({ dataDir })).not.toEqual(signingKey({ dataDir: join(dataDir, 'other') }));
});
