import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { v7 } from 'uuid';
import { VerifyTokens } from '../../src/auth/verify-tokens.js';
import { encodeId } from '../../src/ids.js';

const tokens = new VerifyTokens(randomBytes(32));
const channelId = v7();
const token = tokens.of(channelId);
const [typedId = '', mac = ''] = token.split('.');

test('a token names its channel, and is the same whenever it is made', () => {
  expect(tokens.channelOf(token)).toBe(channelId);
  expect(tokens.of(channelId)).toBe(token);
  expect(typedId).toBe(encodeId('channel', channelId));
});

test.each([
  ['another channel’s', `${encodeId('channel', v7())}.${mac}`],
  ['another server’s', new VerifyTokens(randomBytes(32)).of(channelId)],
  ['of another kind of record', `${encodeId('product', channelId)}.${mac}`],
  ['cut short', token.slice(0, -1)],
  ['with more behind it', `${token}.x`],
  ['without a signature', `${typedId}.`],
  ['only an id', typedId],
  ['empty', ''],
  ['no token at all', '🔑.مرحبا'],
])('one that is %s names none', (_name, wrong) => {
  expect(tokens.channelOf(wrong)).toBeNull();
});
