import { z } from 'zod';
import { hashOf, newRefreshToken, sessionOf } from '../../auth/tokens.js';
import { Agent } from '../../entities/agent.js';
import type { Session } from '../../entities/session.js';
import { Refusal } from '../../errors.js';
import { publicUseCase, type Work } from '../use-case.js';
import { accessOf, sessionEnd } from './open-session.js';
import { lockSession } from './queries.js';
import { afterUse } from './rules.js';

const refreshSessionInput = z.object({ refreshToken: z.string().max(200, 'The refresh token is too long: at most 200 characters.') });

/**
 * A new pair of tokens for a refresh token, which is used up by that. Presenting a used-up one means that two hold it: the
 * session is revoked, so that whoever stole it is out too. Of a customer an answer may be lost (a phone in a tunnel, an app
 * that is killed), and who is known by nothing else would lose the conversation with it; an agent signs in again.
 */
export const refreshSession = publicUseCase(refreshSessionInput, async (work, input) => {
  const session = await liveSession(work, input.refreshToken);
  const isAgents = session?.agentId != null;
  const refreshToken = session && newRefreshToken(session.id);
  const hashes = refreshToken && afterUse(session, hashOf(input.refreshToken), hashOf(refreshToken), !isAgents);
  if (!hashes) {
    if (session) revoke(work, session);
    // Not thrown: the revoking is to be committed.
    return { refused: new Refusal('REFRESH_TOKEN_INVALID', undefined, ['refreshToken']) };
  }
  work.em.assign(session, { ...hashes, expiresAt: sessionEnd(work.now(), isAgents) });
  return { refreshToken, ...(await accessOf(work, session.id)) };
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
