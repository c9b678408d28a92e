import type { AgentActor } from '../../auth/actor.js';
import { Agent } from '../../entities/agent.js';
import { Refusal } from '../../errors.js';
import type { Work } from '../use-case.js';

/** An active agent of the caller's workspace; every other id is alike unknown. */
export const requireAgent = async (work: Work<AgentActor>, agentId: string): Promise<Agent> => {
  const agent = await work.em.findOne(Agent, { id: agentId, workspaceId: work.actor.workspaceId, deactivatedAt: null });
  if (!agent) throw new Refusal('NOT_FOUND', 'There is no such agent.', ['agentId']);
  return agent;
};
