import type { EntityManager } from '@mikro-orm/postgresql';
import { named } from '../../database.js';
import { Conversation } from '../../entities/conversation.js';
import type { AgentRow } from './queries.js';

// Raw SQL in this file: a row lock weaker than FOR UPDATE, and a look at one partial index.

export interface Overdue extends AgentRow {
  conversationId: string;
}

const OPEN = `c.state = 'ACTIVE' and c.ended_at is null and c.accept_due_at <= $1`;
const DUE = `select c.id as "conversationId", c.agent_id as "agentId", c.workspace_id as "workspaceId" from conversation c
  where ${OPEN} order by c.accept_due_at limit 200`;

/** Not answered in time, the longest overdue first. */
export const dueToAccept = (em: EntityManager, now: Date): Promise<Overdue[]> => named<Overdue>(em, DUE, [now]);

const LOCK = `select c.* from conversation c where ${OPEN} and c.id = $2 and c.agent_id = $3 for no key update`;

/** Its row held, if it is still with this agent and still not answered; the caller holds the agent's row. */
export const lockNotAccepted = async (em: EntityManager, overdue: Overdue, now: Date): Promise<Conversation | undefined> => {
  const [row] = await named(em, LOCK, [now, overdue.conversationId, overdue.agentId]);
  return row && em.map(Conversation, row);
};

/** Off, when the product's setting was switched off meanwhile. */
const RENEW = `update conversation c set accept_due_at = $2::timestamptz + p.accept_seconds * interval '1 second'
  from product p where c.id = $1 and p.id = c.product_id`;

export const renewAcceptTime = async (em: EntityManager, conversationId: string, now: Date): Promise<void> => {
  await named(em, RENEW, [conversationId, now]);
};
