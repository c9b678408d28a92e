import { createHmac } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { named } from '../database.js';

const IDENTITY = `select system_identifier || '/' || (select oid from pg_database where datname = current_database()) as identity
  from pg_control_system()`;

/**
 * What all processes of one installation share and no other has: the database they are on, and the key they sign with, for a
 * copy of a database (a staging made of a backup) has the original's identity.
 */
export const installationOf = async (em: EntityManager, signingKey: Uint8Array): Promise<string> => {
  const [row] = await named<{ identity: string }>(em, IDENTITY);
  return createHmac('sha256', signingKey)
    .update(row?.identity ?? '')
    .digest('base64url')
    .slice(0, 16);
};
