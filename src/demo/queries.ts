import type { EntityManager } from '@mikro-orm/postgresql';
import { named } from '../database.js';

// Raw SQL in this file: an advisory lock, which the ORM does not know.

const ONE_SEED = `select pg_advisory_xact_lock(hashtextextended('sohbet demo', 1))`;

/** Of two servers that start on one empty database, the second waits, and finds it filled; ends with the transaction. */
export const lockSeeding = async (em: EntityManager): Promise<void> => {
  await named(em, ONE_SEED);
};
