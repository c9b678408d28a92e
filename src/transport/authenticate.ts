import type { Actor, AgentActor, CustomerActor } from '../auth/actor.js';
import { EXPIRED } from '../auth/tokens.js';
import type { Application } from '../services/application.js';

/** Whom an `Authorization` value stands for: nobody when there is none, or when it does not hold (and why). */
export const authenticate = async (app: Application, authorization: unknown, address: string): Promise<Actor> => {
  if (authorization === undefined || authorization === null || authorization === '') return { kind: 'nobody', address, refused: null };
  const token = typeof authorization === 'string' ? /^Bearer\s+(\S+)$/i.exec(authorization)?.[1] : undefined;
  if (!token) return { kind: 'nobody', address, refused: 'The authorization must read `Bearer <access token>`.' };
  const claims = await app.tokens.read(token, app.now());
  if (typeof claims === 'string') return { kind: 'nobody', address, refused: claims };
  return app.actors.load(claims, address);
};

/** Whom the token stands for now that this actor was read by: its signature was looked at then, and nobody need keep it. */
export const authenticateAgain = async (app: Application, { sessionId, expiresAt, address }: AgentActor | CustomerActor): Promise<Actor> =>
  expiresAt > app.now() ? app.actors.load({ sessionId, expiresAt }, address) : { kind: 'nobody', address, refused: EXPIRED };
