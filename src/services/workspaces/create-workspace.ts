import type { EntityManager } from '@mikro-orm/postgresql';
import { v7 } from 'uuid';
import { hashPassword } from '../../auth/passwords.js';
import { Agent } from '../../entities/agent.js';
import { AgentStatusInterval } from '../../entities/agent-status-interval.js';
import { AgentStatus, Role } from '../../entities/enums.js';
import { Workspace } from '../../entities/workspace.js';
import { Refusal } from '../../errors.js';

export interface NewWorkspace {
  name: string;
  administrator: { name: string; email: string; password: string };
}

/**
 * A company, and the administrator who sets it up. No use case: nobody of the workspace is there yet to ask for it, so it
 * is for whoever runs the server. Refuses an e-mail address that signs in somewhere already: EMAIL_TAKEN.
 */
export const createWorkspace = async (em: EntityManager, { name, administrator }: NewWorkspace): Promise<void> => {
  const passwordHash = await hashPassword(administrator.password);
  const now = new Date();
  const workspace = em.create(Workspace, { id: v7(), name, lastTicketNumber: 0, createdAt: now });
  const agent = em.create(Agent, {
    id: v7(),
    workspaceId: workspace.id,
    name: administrator.name,
    email: administrator.email,
    passwordHash,
    role: Role.ADMINISTRATOR,
    capacity: 20,
    languages: [],
    status: AgentStatus.OFFLINE,
    statusSince: now,
    createdAt: now,
  });
  em.create(AgentStatusInterval, { id: v7(), agentId: agent.id, status: agent.status, startedAt: now });
  try {
    await em.flush();
  } catch (error) {
    if (error instanceof Error && 'constraint' in error && error.constraint === 'agent_email') throw new Refusal('EMAIL_TAKEN');
    throw error;
  }
};
