import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SecretBox } from './auth/secret-box.js';
import { errorCode } from './error-code.js';

/** The key that signs access tokens: SIGNING_KEY, else one made at the first start and kept in the data directory for its owner's eyes only. */
export function signingKey(config: { signingKey?: string | undefined; dataDir: string }): Uint8Array {
  if (config.signingKey) return Buffer.from(config.signingKey, 'base64');
  const path = join(config.dataDir, 'signing-key');
  return read(path) ?? create(config.dataDir, path);
}

/** What secrets in the database are sealed with. */
export const secretBoxOf = (signing: Uint8Array, { encryptionKeys }: { encryptionKeys: readonly string[] }): SecretBox =>
  new SecretBox(
    signing,
    encryptionKeys.map((key) => Buffer.from(key, 'base64')),
  );

/** Written aside and linked: of two that start at once one wins and both read the winner's, and a crash leaves no half of a key. */
function create(dataDir: string, path: string): Uint8Array {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true });
  try {
    linkSync(draft, path);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return Buffer.from(readFileSync(path, 'utf8'), 'base64');
}

function read(path: string): Uint8Array | undefined {
  try {
    return Buffer.from(readFileSync(path, 'utf8'), 'base64');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
