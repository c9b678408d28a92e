import type { EntityManager } from '@mikro-orm/postgresql';
import { v7 } from 'uuid';
import { named } from '../../database.js';
import { MessageKind, type SenderKind } from '../../entities/enums.js';
import { Message } from '../../entities/message.js';
import type { MessageContent } from '../../entities/message-content.js';
import { recordWith } from '../../records.js';

// Raw SQL in this file: round trips are what sending costs, so a message, its event and the conversation's counters are one
// statement.

/**
 * The next message of a conversation whose row is held. With a client message id that was seen before nothing is written, and
 * that message is named.
 */
const APPEND = `
  with known as (
    select id from message where addressed_to_id = $4 and sender_kind = $5 and coalesce(agent_id, customer_id) = coalesce($6::uuid, $7::uuid)
      and client_message_id = $8
  ), moved as (
    update conversation set last_sequence = last_sequence + 1, last_activity_at = $10,
      unread_count = case when $5 = 'CUSTOMER' then unread_count + 1 else 0 end,
      unanswered_since = case when $5 = 'CUSTOMER' then coalesce(unanswered_since, $10) else null end,
      last_customer_message_at = case when $5 = 'CUSTOMER' then greatest(last_customer_message_at, $14::timestamptz) else last_customer_message_at end,
      device_id = coalesce($15::uuid, device_id),
      accept_due_at = case when $5 = 'CUSTOMER' then accept_due_at end,
      passed_by = case when $5 = 'CUSTOMER' then passed_by else '{}' end
    where id = $3 and not exists (select from known)
    returning last_sequence, channel_id, customer_id, agent_id, last_activity_at as sent_at
  ), written as (
    insert into message (id, workspace_id, conversation_id, addressed_to_id, sequence, sender_kind, agent_id, customer_id,
      client_message_id, text, sent_at, kind, content, reply_to_id)
    select $1, $2, $3, $4, last_sequence, $5, $6, $7, $8, $9, sent_at, $11, $12::jsonb, $13::uuid from moved returning id
  ), logged as (
    insert into event (workspace_id, type, conversation_id, channel_id, customer_id, agent_id, subject_id, at)
    select $2, 'message.added', $3, moved.channel_id, moved.customer_id, moved.agent_id, written.id, moved.sent_at from moved, written
    returning id
  )
  select (select id from known) as "knownId", moved.last_sequence as sequence, moved.sent_at as "sentAt", logged.id as "eventId"
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

/** What a message has beside its text. */
export interface MoreOfMessage {
  kind?: MessageKind;
  content?: MessageContent | null;
  replyToId?: string | null;
  /** When a platform's customer wrote it, from which the reply window counts. Default: when it is sent. */
  writtenAt?: Date;
  /** The customer’s device it was written from. Default: none, or the one that is known. */
  deviceId?: string | null;
}

interface AppendedRow {
  knownId: string | null;
  sequence: number | null;
  sentAt: string | null;
  eventId: string | null;
}

export interface Sent {
  message: Message;
  eventId: bigint;
}

export type Appended = Sent | { knownId: string };

/** A message that was just written, which need not be read again. */
export const writtenMessage = (
  id: string,
  message: NewMessage,
  { sequence, sentAt }: { sequence: number; sentAt: string },
  { kind = MessageKind.TEXT, content = null, replyToId = null }: MoreOfMessage = {},
): Message => {
  const beside = { kind, content, replyToId, editedAt: null, deletedAt: null };
  return recordWith(Message, { id, ...message, ...beside, sequence, sentAt: new Date(sentAt) });
};

/** To a conversation whose row the transaction holds, when it was decided that the message may go there. */
export const appendMessage = async (em: EntityManager, message: NewMessage, more: MoreOfMessage = {}): Promise<Appended> => {
  const id = v7();
  const { workspaceId, conversationId, addressedToId, senderKind, agentId, customerId, clientMessageId, text, sentAt } = message;
  const { kind = MessageKind.TEXT, content, replyToId = null, writtenAt = sentAt, deviceId = null } = more;
  const [row] = await named<AppendedRow>(em, APPEND, [
    ...[id, workspaceId, conversationId, addressedToId, senderKind, agentId, customerId, clientMessageId, text, sentAt],
    ...[kind, content ? JSON.stringify(content) : null, replyToId, writtenAt, deviceId],
  ]);
  if (row?.sequence && row.eventId && row.sentAt) {
    const { sequence, sentAt: at, eventId } = row;
    return { message: writtenMessage(id, message, { sequence, sentAt: at }, more), eventId: BigInt(eventId) };
  }
  if (!row?.knownId) throw new Error('the message was neither written nor known');
  return { knownId: row.knownId };
};
