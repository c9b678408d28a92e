import { v7 } from 'uuid';
import { z } from 'zod';
import type { AgentActor } from '../../auth/actor.js';
import { Agent } from '../../entities/agent.js';
import { AgentStatusInterval } from '../../entities/agent-status-interval.js';
import { AgentStatus, AssignmentEndReason } from '../../entities/enums.js';
import { Refusal } from '../../errors.js';
import { lazily } from '../../loaders/lazily.js';
import { handBack } from '../conversations/hand-back.js';
import { lockOpenOf } from '../conversations/queries.js';
import { id } from '../inputs.js';
import { seenNow, tellConnected } from '../presence/seen.js';
import { lockAgent } from '../routing/queries.js';
import { agentUseCase, type Work } from '../use-case.js';

const status = z.enum(AgentStatus);

/** Everybody's own status, whatever it was. */
export const changeMyStatus = agentUseCase(z.object({ status }), async (work, input) => {
  await changeOwn(work, await lockedAgent(work, work.actor.agentId), input.status);
  return { agent: lazily('Agent', work.actor.agentId) };
});

/** A supervisor changes somebody's status, unless that one is Offline: whoever went home stays home. */
export const changeAgentStatus = agentUseCase(z.object({ agentId: id('agent'), status }), async (work, input) => {
  const agent = await lockedAgent(work, input.agentId);
  if (agent.id === work.actor.agentId) await changeOwn(work, agent, input.status);
  else if (agent.status === AgentStatus.OFFLINE) throw new Refusal('AGENT_OFFLINE', undefined, ['agentId']);
  else await changeStatus(work, agent, input.status);
  return { agent: lazily('Agent', agent.id) };
});

/** Whoever sets a status, other than going home, is there: it counts as being seen. */
const changeOwn = async (work: Work<AgentActor>, agent: Agent, next: AgentStatus): Promise<void> => {
  const { status, connected } = agent;
  if (next !== AgentStatus.OFFLINE) seenNow(work, agent);
  await changeStatus(work, agent, next);
  // One act is one event: a change of the status tells of the connection too.
  if (agent.connected && !connected && agent.status === status) tellConnected(work, agent);
};

const lockedAgent = async (work: Work<AgentActor>, agentId: string): Promise<Agent> => {
  await lockAgent(work.em, { agentId, workspaceId: work.actor.workspaceId });
  const agent = await work.em.findOne(Agent, { id: agentId, workspaceId: work.actor.workspaceId, deactivatedAt: null });
  if (!agent) throw new Refusal('NOT_FOUND', 'There is no such agent.', ['agentId']);
  return agent;
};

/** Closes one interval and opens the next. The status one already has restarts nothing. */
export const changeStatus = async (work: Work<AgentActor>, agent: Agent, next: AgentStatus): Promise<void> => {
  if (agent.status === next) return;
  const present = await work.em.findOneOrFail(AgentStatusInterval, { agentId: agent.id, endedAt: null });
  const now = new Date(Math.max(work.now().getTime(), present.startedAt.getTime()));
  present.endedAt = now;
  work.em.assign(agent, { status: next, statusSince: now });
  await work.em.flush();
  work.em.create(AgentStatusInterval, { id: v7(), agentId: agent.id, status: next, startedAt: now, changedById: work.actor.agentId });
  work.record({ type: 'agent.status_changed', workspaceId: agent.workspaceId, agentId: agent.id });
  if (next === AgentStatus.OFFLINE) await handBackOnOffline(work, agent.id);
  work.route();
};

/** Products that hand back when their agent goes Offline. */
const handBackOnOffline = async (work: Work, agentId: string): Promise<void> => {
  for (const conversation of await lockOpenOf(work.em, agentId, true))
    await handBack(work, conversation, AssignmentEndReason.AGENT_OFFLINE);
};
