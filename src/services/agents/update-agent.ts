import { z } from 'zod';
import type { AgentActor } from '../../auth/actor.js';
import type { Agent } from '../../entities/agent.js';
import { Role } from '../../entities/enums.js';
import { Refusal } from '../../errors.js';
import { lazily } from '../../loaders/lazily.js';
import { id, languages, name } from '../inputs.js';
import { agentUseCase, type Work } from '../use-case.js';
import { grantsInput, replaceGrants } from './grants.js';
import { newInvitation } from './invitation.js';
import { capacity } from './invite-agent.js';
import { lockManaged, requireAnotherAdministrator } from './manage.js';
import { grantedChannels, lockAdministrators } from './queries.js';
import { release } from './release.js';
import { keeps, mayManage } from './rules.js';

const updateAgentInput = z.object({
  agentId: id('agent'),
  name: name('name').nullish(),
  role: z.enum(Role).nullish(),
  grants: grantsInput.nullish(),
  capacity: capacity.nullish(),
  languages: languages.nullish(),
  renewInvitation: z.boolean().nullish(),
});
type Input = z.output<typeof updateAgentInput>;

/**
 * What is not given stays; `grants` are all the grants from now on. Conversations in channels that were lost are handed
 * back; a capacity below the present load takes nothing away.
 */
export const updateAgent = agentUseCase(updateAgentInput, async (work, input) => {
  if (input.role) await lockAdministrators(work.em, work.actor.workspaceId);
  const agent = await lockManaged(work, input.agentId);
  await requireAllowed(work, agent, input);
  work.em.assign(agent, {
    name: input.name ?? agent.name,
    role: input.role ?? agent.role,
    capacity: input.capacity ?? agent.capacity,
    languages: input.languages ?? agent.languages,
  });
  const invitationToken = input.renewInvitation ? renewInvitation(work, agent) : null;
  if (input.grants) await replaceGrants(work, agent.id, input.grants);
  if (input.grants || input.role) await releaseLost(work, agent);
  work.record({ type: 'agent.updated', workspaceId: agent.workspaceId, agentId: agent.id });
  work.route();
  return { agent: lazily('Agent', agent.id), invitationToken };
});

const requireAllowed = async (work: Work<AgentActor>, agent: Agent, { role }: Input): Promise<void> => {
  if (agent.deactivatedAt) throw new Refusal('INVALID_STATE', 'The agent was deactivated.', ['agentId']);
  if (!mayManage(work.actor.role, agent.role)) throw new Refusal('ROLE_NOT_ALLOWED', undefined, ['agentId']);
  if (!role || role === agent.role) return;
  if (!mayManage(work.actor.role, role)) throw new Refusal('ROLE_NOT_ALLOWED', undefined, ['role']);
  if (agent.role === Role.ADMINISTRATOR) await requireAnotherAdministrator(work, agent, ['role']);
};

/** Another token in place of one that was lost or has expired. */
const renewInvitation = (work: Work<AgentActor>, agent: Agent): string => {
  if (agent.passwordHash) throw new Refusal('INVALID_STATE', 'The agent has accepted the invitation already.', ['renewInvitation']);
  const { invitationToken, columns } = newInvitation(work.now());
  work.em.assign(agent, columns);
  return invitationToken;
};

const releaseLost = async (work: Work<AgentActor>, agent: Agent): Promise<void> => {
  await work.em.flush();
  const granted = await grantedChannels(work.em, agent.id);
  await release(work, agent.id, (conversation) => keeps(agent.role, granted, conversation));
};
