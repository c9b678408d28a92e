import type { EntityManager } from '@mikro-orm/postgresql';
import { v7 } from 'uuid';
import { named } from '../../database.js';
import { Customer } from '../../entities/customer.js';

// Raw SQL in this file: row locks that foreign keys do not wait for, and a row that is made once by however many at once.

const lockWhere = (which: string): string => `select * from customer where ${which} for no key update`;
const LOCK = lockWhere('id = $1');
const LOCK_KNOWN = lockWhere('channel_id = $1 and external_id = $2');

const held = async (em: EntityManager, sql: string, params: readonly unknown[]): Promise<Customer> => {
  const [row] = await named(em, sql, params);
  if (!row) throw new Error('there is no such customer');
  return em.map(Customer, row);
};

/** The customer, their row held until the transaction ends. Taken before conversations, see lockCurrentOf. */
export const lockCustomer = (em: EntityManager, id: string): Promise<Customer> => held(em, LOCK, [id]);

const MAKE_KNOWN = `
  insert into customer (id, workspace_id, channel_id, name, email, external_id, created_at) values ($1, $2, $3, $4, $5, $6, $7)
  on conflict (channel_id, external_id) where external_id is not null do nothing returning id`;

export type KnownCustomer = Pick<Customer, 'workspaceId' | 'channelId' | 'name' | 'email'> & { externalId: string };

/** A customer, their row held; `isNew`: this transaction made it. */
export interface Held {
  customer: Customer;
  isNew: boolean;
}

/** The customer with an id of the company's own on this channel: made once, however many arrive at once. */
export const lockKnownCustomer = async (em: EntityManager, known: KnownCustomer, now: Date): Promise<Held> => {
  const { workspaceId, channelId, name, email, externalId } = known;
  const made = await named(em, MAKE_KNOWN, [v7(), workspaceId, channelId, name, email, externalId, now]);
  return { customer: await held(em, LOCK_KNOWN, [channelId, externalId]), isNew: made.length > 0 };
};
