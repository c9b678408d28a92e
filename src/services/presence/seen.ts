import type { AgentActor } from '../../auth/actor.js';
import { Agent } from '../../entities/agent.js';
import { AgentStatus } from '../../entities/enums.js';
import { takeAgent } from '../routing/queries.js';
import type { Work } from '../use-case.js';

/** An agent, whose row the caller holds, does something that wants work: seen now, with or without a socket; the grace runs from here. */
export const seenNow = (work: Work<AgentActor>, agent: Agent): void => {
  const seenAt = new Date(Math.max(work.now().getTime(), agent.lastSeenAt?.getTime() ?? 0));
  work.em.assign(agent, { connected: true, lastSeenAt: seenAt });
};

export const tellConnected = (work: Work, { id: agentId, workspaceId }: Agent): void => {
  work.record({ type: 'agent.connected', workspaceId, agentId });
  work.route(workspaceId);
};

/** The same for the caller who takes a conversation, unless they are Offline; the row is held from here on. */
export const callerSeenNow = async (work: Work<AgentActor>): Promise<void> => {
  await takeAgent(work.em, work.actor);
  const agent = await work.em.findOneOrFail(Agent, work.actor.agentId, { refresh: true });
  if (agent.status === AgentStatus.OFFLINE) return;
  if (!agent.connected) tellConnected(work, agent);
  seenNow(work, agent);
  await work.em.flush();
};
