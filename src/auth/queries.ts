import type { EntityManager } from '@mikro-orm/postgresql';
import { namedRead } from '../database.js';
import type { Role } from '../entities/enums.js';

export interface ActorRow {
  sessionId: string;
  workspaceId: string;
  agentId: string | null;
  role: Role | null;
  channelIds: string[];
  customerId: string | null;
  customerChannelId: string | null;
  deviceId: string | null;
}

/** Raw: every request needs it, so it is one prepared statement with the grants spread to channels. */
const FIND_ACTORS = `
  select s.id as "sessionId", s.workspace_id as "workspaceId", a.id as "agentId", a.role, c.id as "customerId", c.channel_id as "customerChannelId",
    s.device_id as "deviceId",
    coalesce((select array_agg(ch.id::text) from agent_grant g
      join channel ch on ch.product_id = g.product_id and (g.channel_id is null or g.channel_id = ch.id)
      where g.agent_id = a.id), '{}') as "channelIds"
  from session s
  left join agent a on a.id = s.agent_id
  left join customer c on c.id = s.customer_id
  where s.id = any($1::uuid[]) and s.revoked_at is null and s.expires_at > now() and (a.id is null or a.deactivated_at is null)`;

export const findActors = (em: EntityManager, sessionIds: readonly string[]): Promise<ActorRow[]> =>
  namedRead<ActorRow>(em, FIND_ACTORS, [sessionIds]);
