import { z } from 'zod';
import { partyUseCase } from '../use-case.js';
import { lockSession } from './queries.js';
import { revoke } from './refresh-session.js';

/** Ends the session of the token that asks: its access and refresh tokens stop holding at once. */
export const signOut = partyUseCase(z.object({}), async (work) => {
  const session = await lockSession(work.em, work.actor.sessionId);
  if (session && !session.revokedAt) revoke(work, session);
  return { signedOut: true };
});
