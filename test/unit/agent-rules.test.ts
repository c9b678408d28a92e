import { expect, test } from '@jest/globals';
import { AgentStatus, Role } from '../../src/entities/enums.js';
import { keeps, mayManage, whyNotAssignable } from '../../src/services/agents/rules.js';

const { AGENT, SUPERVISOR, ADMINISTRATOR } = Role;

test.each<[Role, Role[], boolean]>([
  [ADMINISTRATOR, [ADMINISTRATOR], true],
  [ADMINISTRATOR, [AGENT, ADMINISTRATOR], true],
  [SUPERVISOR, [AGENT], true],
  [SUPERVISOR, [SUPERVISOR], true],
  [SUPERVISOR, [AGENT, ADMINISTRATOR], false],
  [SUPERVISOR, [ADMINISTRATOR, AGENT], false],
  [AGENT, [AGENT], false],
  [AGENT, [], false],
])('%s manages %j: %s', (own, roles, allowed) => {
  expect(mayManage(own, ...roles)).toBe(allowed);
});

test.each<[Role, string, boolean, boolean]>([
  [AGENT, 'granted', false, true],
  [AGENT, 'granted', true, true],
  [AGENT, 'lost', false, false],
  [AGENT, 'lost', true, false],
  [SUPERVISOR, 'lost', false, false],
  [SUPERVISOR, 'lost', true, true],
  [ADMINISTRATOR, 'lost', true, true],
])('%s, channel %s, ended %s: keeps %s', (role, channelId, ended, kept) => {
  expect(keeps(role, new Set(['granted']), { channelId, endedAt: ended ? new Date() : null })).toBe(kept);
});

const ready = { deactivatedAt: null, status: AgentStatus.ONLINE, connected: true, capacity: 2, grants: 1, activeCount: 1 };

test.each<[Partial<Parameters<typeof whyNotAssignable>[0]>, string | null]>([
  [{}, null],
  [{ activeCount: 2 }, 'AT_CAPACITY'],
  // The capacity was lowered below the load.
  [{ activeCount: 3 }, 'AT_CAPACITY'],
  [{ connected: false, activeCount: 2 }, 'NOT_CONNECTED'],
  [{ status: AgentStatus.BREAK, connected: false }, 'NOT_ONLINE'],
  [{ status: AgentStatus.INVISIBLE }, 'NOT_ONLINE'],
  [{ status: AgentStatus.OFFLINE }, 'NOT_ONLINE'],
  [{ grants: 0, status: AgentStatus.OFFLINE }, 'NO_GRANTS'],
  [{ deactivatedAt: new Date(), grants: 0, status: AgentStatus.OFFLINE }, 'DEACTIVATED'],
])('an agent with %j: %s', (differing, reason) => {
  expect(whyNotAssignable({ ...ready, ...differing })).toBe(reason);
});
