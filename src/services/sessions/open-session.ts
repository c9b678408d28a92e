import { v7 } from 'uuid';
import { AGENT_SESSION_DAYS, CUSTOMER_SESSION_DAYS, hashOf, newRefreshToken } from '../../auth/tokens.js';
import { Session } from '../../entities/session.js';
import type { Work } from '../use-case.js';
import { lockSession, revokeSessionsOn } from './queries.js';
import { withNext } from './rules.js';

export interface SessionTokens {
  accessToken: string;
  accessTokenExpiresAt: Date;
  refreshToken: string;
}

type Principal = { workspaceId: string } & (
  | { agentId: string; customerId?: undefined }
  | { customerId: string; agentId?: undefined; deviceId?: string | null }
);

const DAY = 86_400_000;

/** When a session ends if its refresh token is not used before. */
export const sessionEnd = (now: Date, isAgent: boolean): Date =>
  new Date(now.getTime() + (isAgent ? AGENT_SESSION_DAYS : CUSTOMER_SESSION_DAYS) * DAY);

/** A new session of an agent or a customer, with its first pair of tokens. See openSessionOf for customers. */
export const openSession = async (work: Work, principal: Principal): Promise<SessionTokens> => {
  const now = work.now();
  const id = v7();
  const refreshToken = newRefreshToken(id);
  const { workspaceId, agentId = null, customerId = null, deviceId = null } = { deviceId: null, ...principal };
  const expiresAt = sessionEnd(now, agentId !== null);
  const refreshHash = hashOf(refreshToken);
  work.em.create(Session, { id, workspaceId, agentId, customerId, deviceId, refreshHash, createdAt: now, expiresAt });
  return { refreshToken, ...(await accessOf(work, id)) };
};

/** With each pair of tokens. */
export const accessOf = async (work: Work, sessionId: string): Promise<Omit<SessionTokens, 'refreshToken'>> => {
  const { accessToken, expiresAt } = await work.app.tokens.issue(sessionId, work.now());
  return { accessToken, accessTokenExpiresAt: expiresAt };
};

/** A session of a customer: of their device, where they told one. */
export const openSessionOf = (
  work: Work,
  { id: customerId, workspaceId }: { id: string; workspaceId: string },
  deviceId: string | null,
): Promise<SessionTokens> =>
  deviceId ? openSessionOn(work, { workspaceId, customerId, deviceId }) : openSession(work, { workspaceId, customerId });

interface OnDevice {
  workspaceId: string;
  customerId: string;
  deviceId: string;
}

/**
 * The one session of a customer's device: the caller's own goes on, with the next pair of tokens; any other that lives there
 * ends (the app was installed anew, or lost its tokens). The customer's row is held, so there are no two at once.
 */
const openSessionOn = async (work: Work, { deviceId, ...owner }: OnDevice): Promise<SessionTokens> => {
  const { actor } = work;
  const isOwn = actor.kind === 'customer' && actor.customerId === owner.customerId && actor.deviceId === deviceId;
  const session = isOwn ? await lockSession(work.em, actor.sessionId) : undefined;
  if (session && !session.revokedAt) {
    const refreshToken = newRefreshToken(session.id);
    work.em.assign(session, { ...withNext(session, hashOf(refreshToken)), expiresAt: sessionEnd(work.now(), false) });
    return { refreshToken, ...(await accessOf(work, session.id)) };
  }
  for (const { id: subjectId } of await revokeSessionsOn(work.em, deviceId, work.now())) {
    work.record({ type: 'session.revoked', ...owner, subjectId });
  }
  return openSession(work, { ...owner, deviceId });
};
