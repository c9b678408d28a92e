import { v7 } from 'uuid';
import { z } from 'zod';
import type { AgentActor } from '../../auth/actor.js';
import { hashPassword } from '../../auth/passwords.js';
import { Agent } from '../../entities/agent.js';
import { AgentStatusInterval } from '../../entities/agent-status-interval.js';
import { AgentStatus, Role } from '../../entities/enums.js';
import { GroupMember } from '../../entities/group-member.js';
import { Refusal } from '../../errors.js';
import { lazily } from '../../loaders/lazily.js';
import { email, ids, languages, name, newPassword } from '../inputs.js';
import { requireGroups, requireInUse, within } from '../settings/access.js';
import { agentUseCase, type Work } from '../use-case.js';
import { grantsInput, replaceGrants } from './grants.js';
import { newInvitation } from './invitation.js';
import { mayManage } from './rules.js';

export const capacity = z.number().int().min(1, 'The capacity is 1 to 50.').max(50, 'The capacity is 1 to 50.');

const inviteAgentInput = z.object({
  name: name('name'),
  email,
  role: z.enum(Role).nullish(),
  grants: grantsInput.nullish(),
  groupIds: ids('group').nullish(),
  capacity: capacity.nullish(),
  languages: languages.nullish(),
  password: newPassword.nullish(),
});
type Input = z.output<typeof inviteAgentInput>;

/** A new agent, Offline. With a password they may sign in at once; without one the invitation's token is given out, this once. */
export const inviteAgent = agentUseCase(
  inviteAgentInput,
  async (work, input, passwordHash: string | null) => {
    const role = input.role ?? Role.AGENT;
    if (!mayManage(work.actor.role, role)) throw new Refusal('ROLE_NOT_ALLOWED', undefined, ['role']);
    const invitation = passwordHash ? null : newInvitation(work.now());
    const agent = createAgent(work, input, role, { passwordHash, ...invitation?.columns });
    await work.em.flush();
    await replaceGrants(work, agent.id, input.grants ?? []);
    await joinGroups(work, agent.id, input.groupIds ?? []);
    work.record({ type: 'agent.updated', workspaceId: agent.workspaceId, agentId: agent.id });
    return { agent: lazily('Agent', agent.id), invitationToken: invitation?.invitationToken ?? null };
  },
  async (_asking, { password }) => (password ? hashPassword(password) : null),
);

type Access = Partial<Pick<Agent, 'passwordHash' | 'invitationHash' | 'invitationExpiresAt'>>;

const createAgent = (work: Work<AgentActor>, input: Input, role: Role, access: Access): Agent => {
  const now = work.now();
  const agent = work.em.create(Agent, {
    id: v7(),
    workspaceId: work.actor.workspaceId,
    name: input.name,
    email: input.email,
    role,
    capacity: input.capacity ?? 20,
    languages: input.languages ?? [],
    status: AgentStatus.OFFLINE,
    statusSince: now,
    createdAt: now,
    ...access,
  });
  work.em.create(AgentStatusInterval, {
    id: v7(),
    agentId: agent.id,
    status: agent.status,
    startedAt: now,
    changedById: work.actor.agentId,
  });
  return agent;
};

const joinGroups = async (work: Work<AgentActor>, agentId: string, groupIds: readonly string[]): Promise<void> => {
  const pathOf = within('groupIds');
  const groups = await requireGroups(work, groupIds, pathOf);
  for (const group of groups.values()) requireInUse(group, 'group', pathOf(groupIds.indexOf(group.id)));
  for (const groupId of groups.keys()) work.em.create(GroupMember, { groupId, agentId });
};
