import type { EntityManager } from '@mikro-orm/postgresql';
import { v7 } from 'uuid';
import { named } from '../../database.js';
import { Conversation } from '../../entities/conversation.js';
import type { ChannelType, SenderKind } from '../../entities/enums.js';
import { Message } from '../../entities/message.js';

// Raw SQL in this file: round trips are what sending costs, so what belongs together is one statement.

/** What sending must know, read while the row is locked: one round trip. */
const LOCK_FOR_SENDING = `
  select c.workspace_id as "workspaceId", c.channel_id as "channelId", c.customer_id as "customerId", c.agent_id as "agentId",
    c.state, c.ended_at as "endedAt", c.started_at as "startedAt", c.last_customer_message_at as "lastCustomerMessageAt",
    ch.type as "channelType", p.hand_back_when_customer_writes and a.status = 'OFFLINE' as "handsBack"
  from conversation c
  join channel ch on ch.id = c.channel_id
  join product p on p.id = c.product_id
  left join agent a on a.id = c.agent_id
  where c.id = $1 for no key update of c`;

export type SendingRow = Pick<Conversation, 'workspaceId' | 'channelId' | 'customerId' | 'agentId' | 'state'> & {
  endedAt: string | null;
  startedAt: string;
  lastCustomerMessageAt: string | null;
  channelType: ChannelType;
  handsBack: boolean | null;
};

export const lockForSending = async (em: EntityManager, id: string): Promise<SendingRow | undefined> =>
  (await named<SendingRow>(em, LOCK_FOR_SENDING, [id]))[0];

/**
 * The next message of a locked conversation, its event and the conversation's counters, in one statement (round trips are
 * what sending costs). With a client message id that was seen before nothing is written, and that message is named.
 */
const APPEND = `
  with known as (
    select id from message where addressed_to_id = $4 and sender_kind = $5 and coalesce(agent_id, customer_id) = coalesce($6::uuid, $7::uuid)
      and client_message_id = $8
  ), moved as (
    update conversation set last_sequence = last_sequence + 1, last_activity_at = $10,
      unread_count = case when $5 = 'CUSTOMER' then unread_count + 1 else 0 end,
      unanswered_since = case when $5 = 'CUSTOMER' then coalesce(unanswered_since, $10) else null end,
      last_customer_message_at = case when $5 = 'CUSTOMER' then $10 else last_customer_message_at end
    where id = $3 and not exists (select from known)
    returning last_sequence, channel_id, customer_id, agent_id
  ), written as (
    insert into message (id, workspace_id, conversation_id, addressed_to_id, sequence, sender_kind, agent_id, customer_id,
      client_message_id, text, sent_at)
    select $1, $2, $3, $4, last_sequence, $5, $6, $7, $8, $9, $10 from moved returning id
  ), logged as (
    insert into event (workspace_id, type, conversation_id, channel_id, customer_id, agent_id, subject_id, at)
    select $2, 'message.added', $3, moved.channel_id, moved.customer_id, moved.agent_id, written.id, $10 from moved, written
    returning id
  )
  select (select id from known) as "knownId", moved.last_sequence as sequence, logged.id as "eventId"
  from (select) one left join moved on true left join logged on true`;

export interface NewMessage {
  workspaceId: string;
  conversationId: string;
  addressedToId: string;
  senderKind: SenderKind;
  agentId: string | null;
  customerId: string | null;
  clientMessageId: string | null;
  text: string;
  sentAt: Date;
}

interface AppendedRow {
  knownId: string | null;
  sequence: number | null;
  eventId: string | null;
}

export type Appended = { message: Message; eventId: bigint } | { knownId: string };

export const appendMessage = async (em: EntityManager, message: NewMessage): Promise<Appended> => {
  const id = v7();
  const { workspaceId, conversationId, addressedToId, senderKind, agentId, customerId, clientMessageId, text, sentAt } = message;
  const params = [id, workspaceId, conversationId, addressedToId, senderKind, agentId, customerId, clientMessageId, text, sentAt];
  const [row] = await named<AppendedRow>(em, APPEND, params);
  if (row?.sequence && row.eventId) {
    return { message: em.create(Message, { id, ...message, sequence: row.sequence }, { persist: false }), eventId: BigInt(row.eventId) };
  }
  if (!row?.knownId) throw new Error('the message was neither written nor known');
  return { knownId: row.knownId };
};

const KNOWN = `select id from message where addressed_to_id = $1 and sender_kind = $2 and coalesce(agent_id, customer_id) = $3
  and client_message_id = $4`;

/** The first message sent under a client message id, wherever it went. */
export const knownMessage = async (
  em: EntityManager,
  addressedToId: string,
  senderKind: SenderKind,
  senderId: string,
  clientMessageId: string | null,
): Promise<string | undefined> =>
  clientMessageId === null
    ? undefined
    : (await named<{ id: string }>(em, KNOWN, [addressedToId, senderKind, senderId, clientMessageId]))[0]?.id;

const WRITTEN_INTO = `select c.* from conversation c join message m on m.addressed_to_id = c.id and m.conversation_id = c.id
  and m.sender_kind = 'CUSTOMER' and coalesce(m.agent_id, m.customer_id) = $1 and m.client_message_id = $2
  where c.customer_id = $1 order by c.started_at limit 1`;

/** The conversation that a customer wrote into under a client message id; undefined when they did not. */
export const conversationWith = async (
  em: EntityManager,
  customerId: string,
  clientMessageId: string,
): Promise<Conversation | undefined> => {
  const [row] = await named(em, WRITTEN_INTO, [customerId, clientMessageId]);
  return row && em.map(Conversation, row);
};
