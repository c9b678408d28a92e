import type { EntityManager } from '@mikro-orm/postgresql';
import type { Addressed } from '../auth/mail-addresses.js';
import { named } from '../database.js';

// Raw SQL in this file: one small read at each RCPT.

/** Whose mail it is: a ticket's, or a product's that has mail settings. */
export interface Addressee {
  workspaceId: string;
  productId: string;
  ticketId: string | null;
}

const TICKET = 'select workspace_id as "workspaceId", product_id as "productId", id as "ticketId" from ticket where id = $1';
const PRODUCT =
  'select workspace_id as "workspaceId", product_id as "productId", null as "ticketId" from mail_settings where product_id = $1';

export const findAddressee = async (em: EntityManager, { kind, id }: Addressed): Promise<Addressee | undefined> =>
  (await named<Addressee>(em, kind === 'ticket' ? TICKET : PRODUCT, [id]))[0];
