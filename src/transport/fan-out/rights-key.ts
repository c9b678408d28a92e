import { createHash } from 'node:crypto';
import type { Actor } from '../../auth/actor.js';

const digest = (ids: ReadonlySet<string>): string =>
  createHash('sha256')
    .update([...ids].sort().join())
    .digest('base64url');

/**
 * What an execution may depend on without asking who it is for: the workspace, the kind of account, an agent's role and
 * channels. Customers have nothing in common with one another, so theirs is their account.
 */
export const rightsKey = (actor: Actor): string => {
  if (actor.kind === 'nobody') return 'nobody';
  if (actor.kind === 'customer') return `customer ${actor.workspaceId} ${actor.customerId}`;
  return `agent ${actor.workspaceId} ${actor.role} ${actor.channelIds ? digest(actor.channelIds) : 'all'}`;
};

/** The same, and who it is. */
export const accountKey = (actor: Actor): string => (actor.kind === 'agent' ? `${rightsKey(actor)} ${actor.agentId}` : rightsKey(actor));

const SHARED: Record<Actor['kind'], readonly string[]> = {
  nobody: ['kind', 'refused'],
  customer: ['kind', 'workspaceId', 'customerId', 'channelId'],
  agent: ['kind', 'workspaceId', 'role', 'channelIds'],
};

/**
 * An actor in the place of all who have the same key. Whatever is asked of it beyond that key is answered, and told: what
 * was decided by it holds for this one only. So nobody has to declare which fields depend on who asks, nor can forget to.
 */
export const guardedActor = <Asking extends Actor>(actor: Asking, allowsAccount: boolean, told: () => void): Asking => {
  const shared = new Set<PropertyKey>(SHARED[actor.kind]);
  if (allowsAccount) shared.add('agentId');
  return new Proxy(actor, {
    get: (target, property, receiver) => {
      if (!shared.has(property)) told();
      return Reflect.get(target, property, receiver);
    },
    // A copy of it would be asked past us.
    ownKeys: (target) => {
      told();
      return Reflect.ownKeys(target);
    },
  });
};
