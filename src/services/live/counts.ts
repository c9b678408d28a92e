import { z } from 'zod';
import { AgentStatus } from '../../entities/enums.js';
import { type ChannelFilter, channelFilter, channelsWithin } from '../channel-filter.js';
import { text } from '../inputs.js';
import { agentQuery, publicQuery } from '../use-case.js';
import { channelOnline, countAgents, countQueue } from './queries.js';

export const countsInput = z.object({ filter: z.object(channelFilter).nullish() });
export const channelKeyInput = z.object({ channelKey: text('channelKey', 100) });

const everything: ChannelFilter = {};

/** Customers waiting now. */
export const queueSize = agentQuery(countsInput, ({ em, actor }, { filter }) => countQueue(em, actor, filter ?? everything));

export interface AgentCountsFields {
  online: number;
  invisible: number;
  break: number;
  offline: number;
  disconnected: number;
  freeCapacity: number;
}

/** Agents authorised for the channels, by status; Online are those who are connected, too. The desk's footer is this filtered to web chat. */
export const agentCounts = agentQuery(countsInput, async ({ em, actor }, { filter }): Promise<AgentCountsFields> => {
  const rows = await countAgents(em, actor.workspaceId, await channelsWithin(em, actor, filter ?? everything));
  const count = (wanted: AgentStatus): number => rows.reduce((sum, { status, agents }) => sum + (status === wanted ? agents : 0), 0);
  const online = (wanted: boolean) => rows.find(({ status, connected }) => status === AgentStatus.ONLINE && connected === wanted);
  return {
    online: online(true)?.agents ?? 0,
    disconnected: online(false)?.agents ?? 0,
    invisible: count(AgentStatus.INVISIBLE),
    break: count(AgentStatus.BREAK),
    offline: count(AgentStatus.OFFLINE),
    freeCapacity: online(true)?.free ?? 0,
  };
});

/** Whether anyone is Online and connected on a channel; null when there is no such channel for the public. */
export const channelAvailability = publicQuery(channelKeyInput, async ({ em }, { channelKey }) => {
  const found = await channelOnline(em, channelKey);
  return found ? { channelKey, online: found.online } : null;
});
