import type { EntityManager } from '@mikro-orm/postgresql';
import { named } from '../../database.js';

// Raw SQL in this file: deleting a bounded number of rows, which the ORM would read first.

/** A bounded number at a time: a sweep must not hold a connection for long. */
const FORGET = `delete from routing_decision where id = any(array(select id from routing_decision where decided_at < $1 limit 5000))`;

export const forgetDecisions = async (em: EntityManager, before: Date): Promise<void> => {
  await named(em, FORGET, [before]);
};
