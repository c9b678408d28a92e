import { randomBytes, randomInt } from 'node:crypto';

/** Ids of the platform are whole numbers of 15 to 17 digits, told as text: more than a JavaScript number holds. */
export const newId = (): string => `1${String(randomInt(10 ** 8)).padStart(8, '0')}${String(randomInt(10 ** 8)).padStart(8, '0')}`;

/** Ids of apps and templates are told as numbers here and there: they are such that JSON keeps them. */
export const newNumericId = (): string => String(10 ** 14 + randomInt(2 ** 47));

/** A token as long as real ones. */
export const newToken = (): string => `EAA${randomBytes(80).toString('base64url')}`;

export const newPhone = (): string => `90555${String(randomInt(10 ** 7)).padStart(7, '0')}`;

export const newWamid = (phone: string): string =>
  `wamid.${Buffer.concat([Buffer.from([0x1c, 0x18, phone.length]), Buffer.from(phone), randomBytes(12)]).toString('base64')}`;

export const newMid = (): string => `m_${randomBytes(48).toString('base64url')}`;
