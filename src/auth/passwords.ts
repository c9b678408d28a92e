import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(argon2);

/** OWASP Password Storage Cheat Sheet, argon2id: 19 MiB, 2 passes, 1 lane. */
const COST = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

/** argon2id in the PHC string format: parameters and salt stand in the hash, so that they can be raised later. */
export const hashPassword = async (password: string): Promise<string> => {
  const nonce = randomBytes(16);
  const tag = await derive('argon2id', { message: password.normalize('NFKC'), nonce, ...COST });
  return `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${unpadded(nonce)}$${unpadded(tag)}`;
};

/** Checked when there is no account, so that the answer takes as long as with one. */
const nobodysHash = hashPassword(randomBytes(16).toString('hex'));

/** Whether the password fits; an account that is not there, or has no password yet, never does and takes as long. */
export const passwordFits = async (password: string, hash: string | null): Promise<boolean> => {
  const [, , , cost = '', salt = '', expected = ''] = (hash ?? (await nobodysHash)).split('$');
  const [memory = 0, passes = 0, parallelism = 0] = cost.split(',').map((part) => Number(part.slice(2)));
  const wanted = Buffer.from(expected, 'base64');
  const nonce = Buffer.from(salt, 'base64');
  const tag = await derive('argon2id', {
    message: password.normalize('NFKC'),
    nonce,
    memory,
    passes,
    parallelism,
    tagLength: wanted.length,
  });
  return timingSafeEqual(tag, wanted) && hash !== null;
};
