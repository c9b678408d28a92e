import { readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { ConfigError, loadConfig, projectRoot, settingNames } from '../../src/config.js';

const example = parseEnv(readFileSync(join(projectRoot(), '.env.example'), 'utf8'));

describe('.env.example', () => {
  test('lists every setting, and no other', () => {
    expect(Object.keys(example).sort()).toEqual([...settingNames].sort());
  });

  test('shows the defaults', () => {
    expect(loadConfig(example)).toEqual(loadConfig({}));
  });

  test('explains every setting, or the pair it belongs to', () => {
    const paragraphs = readFileSync(join(projectRoot(), '.env.example'), 'utf8').split(/\n\n+/);
    for (const paragraph of paragraphs) expect(paragraph).toMatch(/^#/);
  });
});

describe('without settings', () => {
  test('the server is for this machine only', () => {
    expect(loadConfig({})).toMatchObject({ host: '127.0.0.1', port: 4000, allowedOrigins: [], trustProxy: false, databaseUrl: undefined });
  });

  test('data is kept in the project, wherever the start was typed', () => {
    expect(loadConfig({}).dataDir).toBe(join(projectRoot(), '.data'));
    expect(isAbsolute(loadConfig({ DATA_DIR: 'elsewhere' }).dataDir)).toBe(true);
    expect(loadConfig({ DATA_DIR: '/srv/sohbet' }).dataDir).toBe('/srv/sohbet');
  });
});

const key = Buffer.alloc(32, 7).toString('base64');
const other = Buffer.alloc(48, 9).toString('base64');

test.each([
  [{ PORT: '0' }, { port: 0 }],
  [{ DEMO: '1' }, { demo: true }],
  [{ DEMO: 'false' }, { demo: false }],
  [{ DEMO: ' ' }, { demo: undefined }],
  [{ SIGNING_KEY: key }, { signingKey: key }],
  [{ ENCRYPTION_KEYS: `${key}, ${other}` }, { encryptionKeys: [key, other] }],
  [{}, { encryptionKeys: [], publicUrl: undefined }],
  [{ PUBLIC_URL: 'https://sohbet.example.com/' }, { publicUrl: 'https://sohbet.example.com' }],
  [{ PUBLIC_URL: 'http://localhost:4000' }, { publicUrl: 'http://localhost:4000' }],
  [{ DATABASE_URL: 'postgres://a@b/c' }, { databaseUrl: 'postgres://a@b/c' }],
  [{ REDIS_URL: 'rediss://user:secret@cache:6380/1' }, { redisUrl: 'rediss://user:secret@cache:6380/1' }],
  [{ DATABASE_NAMED_STATEMENTS: '0' }, { namedStatements: false }],
  [
    { SWEEP_SECONDS: '0', EVENT_POLL_SECONDS: '0' },
    { sweepSeconds: 0, eventPollSeconds: 0 },
  ],
  [{ ALLOWED_ORIGINS: 'https://a.example, http://localhost:3000/' }, { allowedOrigins: ['https://a.example', 'http://localhost:3000'] }],
  [
    { META_GRAPH_URL: 'http://127.0.0.1:4100/', META_GRAPH_VERSION: 'v27.0' },
    { meta: { graphUrl: 'http://127.0.0.1:4100', graphVersion: 'v27.0' } },
  ],
  [{ HOST: '127.0.0.1' }, { limits: { startChatsPerMinute: 10_000 } }],
  [{ DATABASE_URL: 'postgres://a@b/c', DEMO: '1' }, { limits: { startChatsPerMinute: 10_000 } }],
  [{ DATABASE_URL: 'postgres://a@b/c' }, { limits: { startChatsPerMinute: 10 } }],
  [{ HOST: '0.0.0.0' }, { limits: { startChatsPerMinute: 10 } }],
  [{ TRUST_PROXY: '1' }, { limits: { startChatsPerMinute: 10 } }],
  [{ DEMO: '0' }, { limits: { startChatsPerMinute: 10 } }],
  [{ LIMIT_START_CHATS_PER_MINUTE: '3' }, { limits: { startChatsPerMinute: 3 } }],
])('%j is read', (env, expected) => {
  expect(loadConfig(env)).toMatchObject(expected);
});

test.each([
  [{ PORT: '70000' }, 'PORT=70000', 'from 0 to 65535', '4000'],
  [{ PORT: 'http' }, 'PORT=http', 'a whole number', '4000'],
  [{ SWEEP_SECONDS: '-1' }, 'SWEEP_SECONDS=-1', '0 = off', '15'],
  [{ DEMO: 'perhaps' }, 'DEMO=perhaps', '1 or 0', 'DEMO=1'],
  [{ ALLOWED_ORIGINS: '*' }, 'ALLOWED_ORIGINS=*', 'origins', 'https://desk.example.com'],
  [{ ALLOWED_ORIGINS: 'https://a.example/page' }, 'ALLOWED_ORIGINS=', 'origins', 'https://desk.example.com'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL=loud', 'trace, debug', 'info'],
  [{ DATABASE_URL: 'mysql://root:secret@db/x' }, 'DATABASE_URL', 'PostgreSQL URL', 'postgresql://'],
  [{ REDIS_URL: 'cache:6379' }, 'REDIS_URL', 'a Redis URL', 'redis://'],
  [{ META_GRAPH_URL: 'http://graph.facebook.com' }, 'META_GRAPH_URL=', 'https', 'https://graph.facebook.com'],
  [{ META_GRAPH_URL: 'https://graph.facebook.com/v26.0' }, 'META_GRAPH_URL=', 'origin', 'https://graph.facebook.com'],
  [{ META_GRAPH_VERSION: '26' }, 'META_GRAPH_VERSION=26', 'a version', 'v26.0'],
  [{ SIGNING_KEY: 'c2hvcnQ=' }, 'SIGNING_KEY', 'at least 32 random bytes', 'openssl rand'],
  [{ ENCRYPTION_KEYS: `${key},c2hvcnQ=` }, 'ENCRYPTION_KEYS', 'the newest first', 'openssl rand'],
  [{ ENCRYPTION_KEYS: `${key},` }, 'ENCRYPTION_KEYS', 'separated by commas', 'openssl rand'],
  [{ PUBLIC_URL: 'http://sohbet.example.com' }, 'PUBLIC_URL=', 'https', 'https://sohbet.example.com'],
  [{ PUBLIC_URL: 'https://sohbet.example.com/desk' }, 'PUBLIC_URL=', 'origin', 'https://sohbet.example.com'],
])('%j is refused by name, with what was expected and an example', (env, name, expected, sample) => {
  const refusal = refused(env);
  expect(refusal).toContain(name);
  expect(refusal).toContain(expected);
  expect(refusal).toContain(sample);
});

test('everything that is wrong is told at once', () => {
  expect(refused({ PORT: 'x', DEMO: 'y', LIMIT_DEPTH: '0' }).split('\n')).toHaveLength(3);
});

test('a refusal repeats no password and no key', () => {
  expect(refused({ DATABASE_URL: 'mysql://root:secret@db/x', SIGNING_KEY: 'c2hvcnQ=', ENCRYPTION_KEYS: 'c2hvcnQ=' })).not.toMatch(
    /secret|c2hvcnQ/,
  );
});

function refused(env: NodeJS.ProcessEnv): string {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('these settings were accepted');
}
