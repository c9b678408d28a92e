import type { EntityManager } from '@mikro-orm/postgresql';
import { v7 } from 'uuid';
import type { AgentActor, CustomerActor } from '../../auth/actor.js';
import { named } from '../../database.js';
import type { Conversation } from '../../entities/conversation.js';
import { type ReceiptKind, SenderKind } from '../../entities/enums.js';

// Raw SQL in this file: a receipt, its side's position and the event are one statement.

/**
 * Moves a side's position on, if that is further than it stands, and keeps when; nothing at all otherwise. The position's row
 * orders those who do so at once. `only`: whose conversation `c` it must be.
 */
const marking = (only: string): string => `
  with known as (
    select c.* from conversation c where c.id = $2 and c.workspace_id = $3 and $6 <= c.last_sequence and ${only}
  ), moved as (
    insert into receipt_position as p (conversation_id, reader, delivered_sequence, read_sequence)
    select id, $4, $6, case $5 when 'READ' then $6::int else 0 end from known
    on conflict (conversation_id, reader) do update set
      delivered_sequence = greatest(p.delivered_sequence, excluded.delivered_sequence),
      read_sequence = greatest(p.read_sequence, excluded.read_sequence)
    where $6 > case $5 when 'READ' then p.read_sequence else p.delivered_sequence end
    returning conversation_id
  ), kept as (
    insert into receipt (id, conversation_id, reader, kind, sequence, at)
    select $1, conversation_id, $4, $5, $6, $7::timestamptz from moved returning id, at
  )
  insert into event (workspace_id, type, conversation_id, channel_id, customer_id, agent_id, subject_id, at)
  select k.workspace_id, case $5 when 'READ' then 'messages.read' else 'messages.delivered' end, k.id, k.channel_id, k.customer_id,
    k.agent_id, kept.id, kept.at
  from known k, kept returning id`;

const BY_AGENT = marking('c.agent_id = $8 and ($9::uuid[] is null or c.channel_id = any($9))');
const BY_CUSTOMER = marking('c.customer_id = $8');

export interface Mark {
  conversationId: string;
  kind: ReceiptKind;
  /** Everything up to this one. */
  sequence: number;
  at: Date;
}

/** The id of the event; null, and nothing was written, when it is no news or not the caller's to say. */
export const mark = async (em: EntityManager, actor: AgentActor | CustomerActor, wanted: Mark): Promise<bigint | null> => {
  const { conversationId, kind, sequence, at } = wanted;
  const reader = actor.kind === 'agent' ? SenderKind.AGENT : SenderKind.CUSTOMER;
  const params: unknown[] = [v7(), conversationId, actor.workspaceId, reader, kind, sequence, at];
  const [row] =
    actor.kind === 'agent'
      ? await named<{ id: string }>(em, BY_AGENT, [...params, actor.agentId, actor.channelIds && [...actor.channelIds]])
      : await named<{ id: string }>(em, BY_CUSTOMER, [...params, actor.customerId]);
  return row ? BigInt(row.id) : null;
};

const STANDING = `select workspace_id as "workspaceId", channel_id as "channelId", customer_id as "customerId", agent_id as "agentId",
  last_sequence as "lastSequence" from conversation where id = $1`;

export type Standing = Pick<Conversation, 'workspaceId' | 'channelId' | 'customerId' | 'agentId' | 'lastSequence'>;

export const standingOf = async (em: EntityManager, conversationId: string): Promise<Standing | undefined> =>
  (await named<Standing>(em, STANDING, [conversationId]))[0];
