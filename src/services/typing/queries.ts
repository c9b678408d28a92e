import type { EntityManager } from '@mikro-orm/postgresql';
import { named } from '../../database.js';
import type { Conversation } from '../../entities/conversation.js';

// Raw SQL in this file: the conversation and the names of both sides in one round trip, as it is asked every few seconds.

const SIDES = `select c.workspace_id as "workspaceId", c.channel_id as "channelId", c.customer_id as "customerId",
    c.agent_id as "agentId", c.state, c.ended_at as "endedAt", cu.name as "customerName", a.name as "agentName"
  from conversation c join customer cu on cu.id = c.customer_id left join agent a on a.id = c.agent_id
  where c.id = $1`;

export type Sides = Pick<Conversation, 'workspaceId' | 'channelId' | 'customerId' | 'agentId' | 'state'> & {
  endedAt: string | null;
  customerName: string;
  agentName: string | null;
};

/** Who stands on both sides of a conversation; undefined when there is none. */
export const sidesOf = async (em: EntityManager, conversationId: string): Promise<Sides | undefined> =>
  (await named<Sides>(em, SIDES, [conversationId]))[0];
