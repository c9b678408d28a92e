import type { GraphQLError } from 'graphql';
import type { Actor } from '../../auth/actor.js';
import { topLevelError } from '../../errors.js';
import type { Application } from '../application.js';

/** What a subscription has at hand while it lasts. */
export interface Following {
  app: Application;
  /** Whom the socket stands for at this moment: rights may change while it is open. */
  actorNow: () => Actor;
  /** The reading of those rights that is under way, because the log says they changed; null when there is none. */
  rereading: () => Promise<unknown> | null;
}

export const notThere = (): GraphQLError => topLevelError('NOT_FOUND', 'There is no such conversation.');
