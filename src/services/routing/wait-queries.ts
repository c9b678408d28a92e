import type { EntityManager } from '@mikro-orm/postgresql';
import { named } from '../../database.js';
import type { RecentWaits } from './wait-rules.js';

// Raw SQL in this file: percentiles over a window of rows, in one statement.

/** Older than this tells nothing of now. */
const HOURS = 2;

/**
 * The last fifty routed decisions by which somebody who really waited (a second at least) got an agent. A step ends with such a
 * decision and begins with the one before, or when whoever waited came, if that was later. As many agents as then are
 * supposed to go as fast as then: twice as many take half the time.
 */
const RECENT = `
  with now_there as (
    select count(*)::int as agents from channel ch join agent a on a.workspace_id = ch.workspace_id and a.status = 'ONLINE' and a.connected
      and a.deactivated_at is null
    where ch.id = $1 and exists (select from agent_grant g
      where g.agent_id = a.id and g.product_id = ch.product_id and (g.channel_id is null or g.channel_id = ch.id))
  ), decided as (
    select decided_at, waited_ms, agents from routing_decision
    where channel_id = $1 and reason = 'ROUTED' and decided_at > $2::timestamptz - interval '${HOURS} hours' and waited_ms >= 1000
    order by decided_at desc limit 50
  ), steps as (
    select least(waited_ms, coalesce(extract(epoch from decided_at - lag(decided_at) over (order by decided_at)) * 1000, waited_ms)) / 1000.0
      * greatest(1, d.agents) / greatest(1, n.agents) as seconds
    from decided d, now_there n
  )
  select count(*)::int as steps, coalesce(avg(seconds), 0)::float8 as mean,
    coalesce(percentile_cont(0.5) within group (order by seconds), 0)::float8 as median,
    coalesce(percentile_cont(0.9) within group (order by seconds), 0)::float8 as longest, (select agents from now_there) as agents
  from steps`;

export const recentWaits = async (em: EntityManager, channelId: string, now: Date): Promise<RecentWaits> => {
  const [row] = await named<RecentWaits>(em, RECENT, [channelId, now]);
  if (!row) throw new Error('an aggregate gave no row');
  return row;
};
