import { z } from 'zod';
import { AgentStatus, Role } from '../../entities/enums.js';
import { Refusal } from '../../errors.js';
import { lazily } from '../../loaders/lazily.js';
import { id } from '../inputs.js';
import { revokeSessionsOf } from '../sessions/queries.js';
import { agentUseCase } from '../use-case.js';
import { changeStatus } from './change-status.js';
import { NO_INVITATION } from './invitation.js';
import { lockManaged, requireAnotherAdministrator } from './manage.js';
import { lockAdministrators } from './queries.js';
import { release } from './release.js';
import { mayManage } from './rules.js';

/**
 * Ends an agent's time at the desk: nothing is left with them, their sessions stop holding at once. What they did keeps
 * their name, and their e-mail address stays taken. Once deactivated, nothing more happens.
 */
export const deactivateAgent = agentUseCase(z.object({ agentId: id('agent') }), async (work, { agentId }) => {
  await lockAdministrators(work.em, work.actor.workspaceId);
  const agent = await lockManaged(work, agentId);
  const result = { agent: lazily('Agent', agentId) };
  if (!mayManage(work.actor.role, agent.role)) throw new Refusal('ROLE_NOT_ALLOWED', undefined, ['agentId']);
  if (agent.deactivatedAt) return result;
  if (agent.role === Role.ADMINISTRATOR) await requireAnotherAdministrator(work, agent, ['agentId']);
  await release(work, agentId, () => false);
  await changeStatus(work, agent, AgentStatus.OFFLINE);
  const now = work.now();
  work.em.assign(agent, { deactivatedAt: now, connected: false, ...NO_INVITATION });
  const { workspaceId } = agent;
  for (const session of await revokeSessionsOf(work.em, agentId, now)) {
    work.record({ type: 'session.revoked', workspaceId, agentId, subjectId: session.id });
  }
  work.record({ type: 'agent.updated', workspaceId, agentId });
  work.route();
  return result;
});
