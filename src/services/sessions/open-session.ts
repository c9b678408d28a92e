import { v7 } from 'uuid';
import { AGENT_SESSION_DAYS, CUSTOMER_SESSION_DAYS, hashOf, newRefreshToken } from '../../auth/tokens.js';
import { Session } from '../../entities/session.js';
import type { Work } from '../use-case.js';

export interface SessionTokens {
  accessToken: string;
  accessTokenExpiresAt: Date;
  refreshToken: string;
}

type Principal = { workspaceId: string } & ({ agentId: string; customerId?: undefined } | { customerId: string; agentId?: undefined });

const DAY = 86_400_000;

/** When a session ends if its refresh token is not used before. */
export const sessionEnd = (now: Date, isAgent: boolean): Date =>
  new Date(now.getTime() + (isAgent ? AGENT_SESSION_DAYS : CUSTOMER_SESSION_DAYS) * DAY);

/** A new session of an agent or a customer, with its first pair of tokens. */
export const openSession = async (work: Work, principal: Principal): Promise<SessionTokens> => {
  const now = work.now();
  const id = v7();
  const refreshToken = newRefreshToken(id);
  const { workspaceId, agentId = null, customerId = null } = principal;
  const expiresAt = sessionEnd(now, agentId !== null);
  work.em.create(Session, { id, workspaceId, agentId, customerId, refreshHash: hashOf(refreshToken), createdAt: now, expiresAt });
  const { accessToken, expiresAt: accessTokenExpiresAt } = await work.app.tokens.issue(id, now);
  return { accessToken, accessTokenExpiresAt, refreshToken };
};
