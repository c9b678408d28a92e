import { z } from 'zod';
import { hashOf, newRefreshToken, sessionOf } from '../../auth/tokens.js';
import { Agent } from '../../entities/agent.js';
import type { Session } from '../../entities/session.js';
import { Refusal } from '../../errors.js';
import { publicUseCase, type Work } from '../use-case.js';
import { sessionEnd } from './open-session.js';
import { lockSession } from './queries.js';

const refreshSessionInput = z.object({ refreshToken: z.string().max(200, 'The refresh token is too long: at most 200 characters.') });

/**
 * A new pair of tokens for a refresh token, which is used up by that. Presenting a used-up one means that two hold it: the
 * session is revoked, so that whoever stole it is out too.
 */
export const refreshSession = publicUseCase(refreshSessionInput, async (work, input) => {
  const session = await liveSession(work, input.refreshToken);
  const now = work.now();
  if (session?.refreshHash !== hashOf(input.refreshToken)) {
    if (session) revoke(work, session);
    // Not thrown: the revoking is to be committed.
    return { refused: new Refusal('REFRESH_TOKEN_INVALID', undefined, ['refreshToken']) };
  }
  const refreshToken = newRefreshToken(session.id);
  work.em.assign(session, { refreshHash: hashOf(refreshToken), expiresAt: sessionEnd(now, session.agentId !== null) });
  const { accessToken, expiresAt: accessTokenExpiresAt } = await work.app.tokens.issue(session.id, now);
  return { accessToken, accessTokenExpiresAt, refreshToken };
});

const liveSession = async (work: Work, refreshToken: string): Promise<Session | undefined> => {
  const sessionId = sessionOf(refreshToken);
  const session = sessionId ? await lockSession(work.em, sessionId) : undefined;
  if (!session || session.revokedAt || session.expiresAt <= work.now()) return undefined;
  if (session.agentId && !(await work.em.count(Agent, { id: session.agentId, deactivatedAt: null }))) return undefined;
  return session;
};

export const revoke = (work: Work, session: Session): void => {
  session.revokedAt = work.now();
  const { workspaceId, agentId, customerId, id: subjectId } = session;
  work.record({ type: 'session.revoked', workspaceId, agentId, customerId, subjectId });
};
