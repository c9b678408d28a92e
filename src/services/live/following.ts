import type { GraphQLError } from 'graphql';
import type { Actor } from '../../auth/actor.js';
import { topLevelError } from '../../errors.js';
import type { Application } from '../application.js';

/** What a subscription has at hand while it lasts. */
export interface Following {
  app: Application;
  /** Whom the socket stands for at this moment: rights may change while it is open. */
  actorNow: () => Actor;
}

export const notThere = (): GraphQLError => topLevelError('NOT_FOUND', 'There is no such conversation.');
