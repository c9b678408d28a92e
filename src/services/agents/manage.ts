import type { AgentActor } from '../../auth/actor.js';
import { Agent } from '../../entities/agent.js';
import { Role } from '../../entities/enums.js';
import { Refusal } from '../../errors.js';
import { lockAgent } from '../routing/queries.js';
import type { Work } from '../use-case.js';

/** An agent of the caller's workspace, deactivated ones included, the row held: the same lock as a routing pass takes. */
export const lockManaged = async (work: Work<AgentActor>, agentId: string): Promise<Agent> => {
  await lockAgent(work.em, { agentId, workspaceId: work.actor.workspaceId });
  const agent = await work.em.findOne(Agent, { id: agentId, workspaceId: work.actor.workspaceId });
  if (!agent) throw new Refusal('NOT_FOUND', 'There is no such agent.', ['agentId']);
  return agent;
};

/**
 * Refuses to take away the last administrator who can sign in: an invited one without a password is not counted. The
 * caller holds the administrators' lock.
 */
export const requireAnotherAdministrator = async (work: Work<AgentActor>, { id, workspaceId }: Agent, path: string[]): Promise<void> => {
  const others = { id: { $ne: id }, workspaceId, role: Role.ADMINISTRATOR, deactivatedAt: null, passwordHash: { $ne: null } };
  if ((await work.em.count(Agent, others)) === 0) throw new Refusal('LAST_ADMINISTRATOR', undefined, path);
};
