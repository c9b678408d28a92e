import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { ACCESS_TOKEN_SECONDS, Tokens } from '../../src/auth/tokens.js';

const SESSION = '019a3ce6-dac0-7008-8000-000000000001';
const NOW = new Date('2026-11-23T12:00:00Z');
const after = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);

test('a token that was read before ends at its time like any other', async () => {
  const tokens = new Tokens(randomBytes(32));
  const { accessToken, expiresAt } = await tokens.issue(SESSION, NOW);
  const claims = { sessionId: SESSION, expiresAt };
  expect(await tokens.read(accessToken, NOW)).toEqual(claims);
  expect(await tokens.read(accessToken, after(ACCESS_TOKEN_SECONDS - 0.001))).toEqual(claims);
  expect(await tokens.read(accessToken, after(ACCESS_TOKEN_SECONDS))).toMatch(/expired/);
  const fresh = new Tokens(randomBytes(32));
  expect(await fresh.read(accessToken, NOW)).toMatch(/not valid/);
});

test('the first reading and the later ones agree on when a token ends, to the millisecond', async () => {
  const key = randomBytes(32);
  const { accessToken } = await new Tokens(key).issue(SESSION, NOW);
  for (const seconds of [-1, 0, 0.5, ACCESS_TOKEN_SECONDS - 0.001, ACCESS_TOKEN_SECONDS, ACCESS_TOKEN_SECONDS + 0.001]) {
    const reader = new Tokens(key);
    await reader.read(accessToken, NOW);
    expect(await reader.read(accessToken, after(seconds))).toEqual(await new Tokens(key).read(accessToken, after(seconds)));
  }
});

test('a token that was changed by one letter is not taken for the one that was read', async () => {
  const tokens = new Tokens(randomBytes(32));
  const { accessToken } = await tokens.issue(SESSION, NOW);
  await tokens.read(accessToken, NOW);
  const forged = accessToken.replace(/.(?=.{20}$)/, (letter) => (letter === 'A' ? 'B' : 'A'));
  expect(await tokens.read(forged, NOW)).toMatch(/not valid/);
});

test('more tokens than are remembered are all read', async () => {
  const tokens = new Tokens(randomBytes(32), 2);
  const issued = await Promise.all(['a', 'b', 'c', 'd'].map((session) => tokens.issue(session, NOW)));
  for (let time = 0; time < 2; time++) {
    const read = await Promise.all(issued.map(({ accessToken }) => tokens.read(accessToken, NOW)));
    expect(read).toMatchObject(['a', 'b', 'c', 'd'].map((sessionId) => ({ sessionId })));
  }
});
