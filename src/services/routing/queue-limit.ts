import type { EntityManager } from '@mikro-orm/postgresql';
import { named } from '../../database.js';
import type { ChannelType } from '../../entities/enums.js';
import { Refusal } from '../../errors.js';
import { comesThroughPlatform } from '../conversations/rules.js';

// Raw SQL in this file: an advisory lock, and counts in one statement.

const LIMIT = `select p.queue_limit as "limit", ch.type from channel ch join product p on p.id = ch.product_id where ch.id = $1`;
/** Those who come to a channel with a limit take turns: two at once would each see the last place. Ends with the transaction. */
const IN_TURN = 'select pg_advisory_xact_lock(hashtextextended($1, 4))';
const ROOM = `
  select (select count(*)::int from conversation where channel_id = $1 and state = 'QUEUED') as waiting,
    (select coalesce(sum(greatest(0, a.capacity - (select count(*) from conversation c
        where c.agent_id = a.id and c.state = 'ACTIVE' and c.ended_at is null))), 0)::int
      from channel ch join agent a on a.workspace_id = ch.workspace_id and a.status = 'ONLINE' and a.connected and a.deactivated_at is null
      where ch.id = $1 and exists (select from agent_grant g
        where g.agent_id = a.id and g.product_id = ch.product_id and (g.channel_id is null or g.channel_id = ch.id))) as free`;

/**
 * Refuses a new conversation on a web or in-app channel whose queue is full: as many wait as may, beyond those for whom
 * somebody is free at this moment. What came through a platform is there already and is never refused.
 */
export const requireRoom = async (em: EntityManager, channelId: string): Promise<void> => {
  const [setting] = await named<{ limit: number | null; type: ChannelType }>(em, LIMIT, [channelId]);
  if (!setting || setting.limit === null || comesThroughPlatform(setting.type)) return;
  await named(em, IN_TURN, [channelId]);
  const [room] = await named<{ waiting: number; free: number }>(em, ROOM, [channelId]);
  if (room && room.waiting - room.free >= setting.limit) throw new Refusal('QUEUE_FULL');
};
