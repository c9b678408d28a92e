import type { EntityManager } from '@mikro-orm/postgresql';
import { named } from '../../database.js';
import { Session } from '../../entities/session.js';

// Raw SQL in this file: a row lock that foreign keys do not wait for, and ending many rows at once.

const LOCK = 'select * from session where id = $1 for no key update';

export const lockSession = async (em: EntityManager, id: string): Promise<Session | undefined> => {
  const [row] = await named(em, LOCK, [id]);
  return row && em.map(Session, row);
};

const REVOKE_AGENTS =
  'update session set revoked_at = $2 where agent_id = $1 and revoked_at is null returning id, workspace_id as "workspaceId"';

/** Ends every session of an agent; the tokens stop holding at once. */
export const revokeSessionsOf = (em: EntityManager, agentId: string, now: Date): Promise<{ id: string; workspaceId: string }[]> =>
  named(em, REVOKE_AGENTS, [agentId, now]);

const REVOKE_ON_DEVICE = 'update session set revoked_at = $2 where device_id = $1 and revoked_at is null returning id';

/** Ends what lives on a customer's device, of which there is at most one. */
export const revokeSessionsOn = (em: EntityManager, deviceId: string, now: Date): Promise<{ id: string }[]> =>
  named(em, REVOKE_ON_DEVICE, [deviceId, now]);
