import type { Agent } from '../../entities/agent.js';
import type { NotAssignableReason } from '../../entities/enums.js';
import type { Loaders } from '../../loaders/loaders.js';
import { whyNotAssignable } from './rules.js';

/** Why nothing can come to the agent now; null when it can. */
export const notAssignable = async (load: Loaders, agent: Agent): Promise<NotAssignableReason | null> => {
  const [grants, activeCount] = await Promise.all([load.grantsOfAgent.load(agent.id), load.activeCountOfAgent.load(agent.id)]);
  return whyNotAssignable({ ...agent, grants: grants.length, activeCount });
};
