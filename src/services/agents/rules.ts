import { Role } from '../../entities/enums.js';

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
