import type { EntityManager } from '@mikro-orm/postgresql';
import { named } from '../../database.js';

// Raw SQL in this file: read under the customer's lock, in one statement over the index that keeps client message ids unique.

const SENT = `select m.id from conversation c join message m on m.addressed_to_id = c.id and m.sender_kind = 'AGENT'
    and coalesce(m.agent_id, m.customer_id) = $2 and m.client_message_id = $3
  where c.customer_id = $1 limit 1`;

/** What an agent sent a customer under a client message id, in whichever of their conversations. */
export const sentToCustomer = async (
  em: EntityManager,
  customerId: string,
  agentId: string,
  clientMessageId: string,
): Promise<string | null> => (await named<{ id: string }>(em, SENT, [customerId, agentId, clientMessageId]))[0]?.id ?? null;
