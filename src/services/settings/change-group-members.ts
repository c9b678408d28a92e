import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import { Agent } from '../../entities/agent.js';
import { Refusal } from '../../errors.js';
import { lazily } from '../../loaders/lazily.js';
import { id, ids } from '../inputs.js';
import { agentUseCase } from '../use-case.js';
import { lockGroup, requireInUse } from './access.js';
import { joinGroup, leaveGroup } from './queries.js';
import { settingsChanged } from './settings-event.js';

const membersInput = z.object({ groupId: id('group'), agentIds: ids('agent').min(1, 'Name at least one agent.') });
type Change = (em: EntityManager, groupId: string, agentIds: readonly string[]) => Promise<string[]>;

/**
 * Added and removed one by one, not as a whole list: two supervisors at once do not undo each other's work. Who is a
 * member already, or is none, makes no difference.
 */
const membersUseCase = (change: Change, addsOnlyActive: boolean) =>
  agentUseCase(membersInput, async (work, { groupId, agentIds }) => {
    const group = await lockGroup(work, groupId);
    requireInUse(group, 'group');
    const { workspaceId } = work.actor;
    const known = { id: { $in: agentIds }, workspaceId, ...(addsOnlyActive && { deactivatedAt: null }) };
    const agents = new Set((await work.em.find(Agent, known)).map((agent) => agent.id));
    const unknown = agentIds.findIndex((agentId) => !agents.has(agentId));
    if (unknown >= 0) throw new Refusal('NOT_FOUND', 'There is no such agent.', ['agentIds', unknown]);
    const changed = await change(work.em, groupId, [...new Set(agentIds)]);
    for (const agentId of changed) work.record({ type: 'agent.updated', workspaceId, agentId });
    if (changed.length > 0) work.record(settingsChanged(work.actor, groupId));
    return { group: lazily('Group', groupId) };
  });

export const addGroupMembers = membersUseCase(joinGroup, true);
export const removeGroupMembers = membersUseCase(leaveGroup, false);
