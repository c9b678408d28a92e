import type { EntityManager } from '@mikro-orm/postgresql';
import { named } from '../../database.js';
import { Agent } from '../../entities/agent.js';
import { Conversation } from '../../entities/conversation.js';

// Raw SQL in this file: an advisory lock, and row locks weaker than FOR UPDATE, for which foreign keys would wait.

const ADMINISTRATORS = 'select pg_advisory_xact_lock(hashtextextended($1, 2))';

/**
 * Held, before any row, by whoever may take an administrator away: two at once would each see the other's as the one that
 * is left. Not the administrators' rows: routing passes and other changes would wait for them.
 */
export const lockAdministrators = async (em: EntityManager, workspaceId: string): Promise<void> => {
  await named(em, ADMINISTRATORS, [workspaceId]);
};

const HELD = `select * from conversation where agent_id = $1 and state = 'ACTIVE' order by id for no key update`;

/** What the agent has, open or awaiting its topic. Asked while the agent's row is held: then nothing more comes to them. */
export const lockHeldBy = async (em: EntityManager, agentId: string): Promise<Conversation[]> =>
  (await named(em, HELD, [agentId])).map((row) => em.map(Conversation, row));

const GRANTED = `select ch.id from agent_grant g join channel ch on ch.product_id = g.product_id and (g.channel_id is null or g.channel_id = ch.id)
  where g.agent_id = $1`;

/** The channels that an agent's grants reach, archived ones included. */
export const grantedChannels = async (em: EntityManager, agentId: string): Promise<Set<string>> =>
  new Set((await named<{ id: string }>(em, GRANTED, [agentId])).map((row) => row.id));

const INVITED = `select * from agent where invitation_hash = $1 and invitation_expires_at > $2 and deactivated_at is null for no key update`;

/** Whose invitation this is, their row held; undefined when it is used up, expired or unknown. */
export const lockInvited = async (em: EntityManager, invitationHash: string, now: Date): Promise<Agent | undefined> => {
  const [row] = await named(em, INVITED, [invitationHash, now]);
  return row && em.map(Agent, row);
};
