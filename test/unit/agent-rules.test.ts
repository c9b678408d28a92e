import { expect, test } from '@jest/globals';
import { Role } from '../../src/entities/enums.js';
import { keeps, mayManage } from '../../src/services/agents/rules.js';

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
