import { AgentStatus, NotAssignableReason, Role } from '../../entities/enums.js';

/** Whether somebody of this role may make, change or deactivate an agent who has, or is to have, these roles. */
export const mayManage = (own: Role, ...roles: readonly Role[]): boolean =>
  own === Role.ADMINISTRATOR || (own === Role.SUPERVISOR && !roles.includes(Role.ADMINISTRATOR));

interface Held {
  channelId: string;
  endedAt: Date | null;
}

/**
 * Whether an agent keeps a conversation under these grants. A supervisor may choose the topic of any that its customer has
 * ended, without a grant; an open one needs the grant like everybody's.
 */
export const keeps = (role: Role, granted: ReadonlySet<string>, { channelId, endedAt }: Held): boolean =>
  granted.has(channelId) || (endedAt !== null && role !== Role.AGENT);

interface Readiness {
  deactivatedAt: Date | null;
  status: AgentStatus;
  connected: boolean;
  capacity: number;
  grants: number;
  /** Conversations that take capacity. */
  activeCount: number;
}

/** Why no conversation can come to an agent; null when one can. What lasts longest comes first. */
export const whyNotAssignable = (agent: Readiness): NotAssignableReason | null => {
  if (agent.deactivatedAt) return NotAssignableReason.DEACTIVATED;
  if (agent.grants === 0) return NotAssignableReason.NO_GRANTS;
  if (agent.status !== AgentStatus.ONLINE) return NotAssignableReason.NOT_ONLINE;
  if (!agent.connected) return NotAssignableReason.NOT_CONNECTED;
  return agent.activeCount >= agent.capacity ? NotAssignableReason.AT_CAPACITY : null;
};
