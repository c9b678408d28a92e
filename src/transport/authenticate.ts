import type { Actor } from '../auth/actor.js';
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
