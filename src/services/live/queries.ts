import type { EntityManager } from '@mikro-orm/postgresql';
import type { AgentActor } from '../../auth/actor.js';
import { named } from '../../database.js';
import type { AgentStatus } from '../../entities/enums.js';
import { type ChannelFilter, channelConditions } from '../channel-filter.js';
import { Conditions } from '../paging.js';

// Raw SQL in this file: counts over conditions that the ORM would spread over several statements.

/** Customers waiting now, within what the agent may see. */
export const countQueue = async (em: EntityManager, actor: AgentActor, filter: ChannelFilter): Promise<number> => {
  const { where, params } = channelConditions(new Conditions().add(`c.state = 'QUEUED'`), 'c', actor, filter);
  const rows = await named<{ size: number }>(em, `select count(*)::int as size from conversation c where ${where.join(' and ')}`, params);
  return rows[0]?.size ?? 0;
};

interface StatusRow {
  status: AgentStatus;
  connected: boolean;
  agents: number;
  free: number;
}

/** Active agents authorised for at least one of the channels, by status and connection, with the conversations they could still take. */
export const countAgents = (em: EntityManager, workspaceId: string, channelIds: ReadonlySet<string>): Promise<StatusRow[]> =>
  named<StatusRow>(
    em,
    `select a.status, a.connected, count(*)::int as agents, sum(greatest(0, a.capacity - (select count(*) from conversation c
       where c.agent_id = a.id and c.state = 'ACTIVE' and c.ended_at is null)))::int as free
     from agent a where a.workspace_id = $1 and a.deactivated_at is null
       and exists (select from agent_grant g join channel ch on ch.product_id = g.product_id and (g.channel_id is null or g.channel_id = ch.id)
         where g.agent_id = a.id and ch.id = any($2::uuid[]))
     group by a.status, a.connected`,
    [workspaceId, [...channelIds]],
  );

/** Whether anyone authorised for the channel is Online and connected; undefined when no web or in-app channel in use has the key. */
export const channelOnline = async (em: EntityManager, key: string): Promise<{ workspaceId: string; online: boolean } | undefined> =>
  (
    await named<{ workspaceId: string; online: boolean }>(
      em,
      `select ch.workspace_id as "workspaceId", exists (select from agent_grant g join agent a on a.id = g.agent_id
         where g.product_id = ch.product_id and (g.channel_id is null or g.channel_id = ch.id)
           and a.status = 'ONLINE' and a.connected and a.deactivated_at is null) as online
       from channel ch where ch.key = $1 and ch.archived_at is null and ch.type in ('WEB_CHAT', 'IN_APP_IOS', 'IN_APP_ANDROID')`,
      [key],
    )
  )[0];
