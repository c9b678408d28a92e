import type { EntityManager } from '@mikro-orm/postgresql';
import { v7 } from 'uuid';
import type { AgentActor, CustomerActor } from '../../auth/actor.js';
import { named } from '../../database.js';
import { ChannelType, MessageKind, type SenderKind } from '../../entities/enums.js';
import { Message } from '../../entities/message.js';
import type { MessageContent } from '../../entities/message-content.js';
import { recordWith } from '../../records.js';
import { HANDS_BACK } from './queries.js';
import { comesThroughPlatform } from './rules.js';

// Raw SQL in this file: round trips are what sending costs, so a message, its event and the conversation's counters are one
// statement.

/**
 * The next message of a conversation. With a client message id that was seen before nothing is written, and that message is
 * named. `at`: when it is sent; `only`: what else must hold for the conversation `c`; `more`: columns beside those of mere text, and
 * their values; `writtenAt`: when the customer wrote it; `deviceId`: the device they wrote it from.
 */
const appending = (at: string, { only = '', more = { columns: '', values: '' }, writtenAt = at, deviceId = 'null' } = {}): string => `
  with known as (
    select id from message where addressed_to_id = $4 and sender_kind = $5 and coalesce(agent_id, customer_id) = coalesce($6::uuid, $7::uuid)
      and client_message_id = $8
  ), moved as (
    update conversation c set last_sequence = last_sequence + 1, last_activity_at = ${at},
      unread_count = case when $5 = 'CUSTOMER' then unread_count + 1 else 0 end,
      unanswered_since = case when $5 = 'CUSTOMER' then coalesce(unanswered_since, ${at}) else null end,
      last_customer_message_at = case when $5 = 'CUSTOMER' then ${writtenAt} else last_customer_message_at end,
      device_id = coalesce(${deviceId}::uuid, device_id),
      accept_due_at = case when $5 = 'CUSTOMER' then accept_due_at end,
      passed_by = case when $5 = 'CUSTOMER' then passed_by else '{}' end
    where id = $3 and not exists (select from known) ${only}
    returning last_sequence, channel_id, customer_id, agent_id, last_activity_at as sent_at
  ), written as (
    insert into message (id, workspace_id, conversation_id, addressed_to_id, sequence, sender_kind, agent_id, customer_id,
      client_message_id, text, sent_at${more.columns})
    select $1, $2, $3, $4, last_sequence, $5, $6, $7, $8, $9, sent_at${more.values} from moved returning id
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

const append = async (
  em: EntityManager,
  sql: string,
  message: NewMessage,
  more: unknown[] = [],
  { kind = MessageKind.TEXT, content = null, replyToId = null }: MoreOfMessage = {},
): Promise<Appended | undefined> => {
  const id = v7();
  const { workspaceId, conversationId, addressedToId, senderKind, agentId, customerId, clientMessageId, text, sentAt } = message;
  const params = [id, workspaceId, conversationId, addressedToId, senderKind, agentId, customerId, clientMessageId, text, sentAt, ...more];
  const [row] = await named<AppendedRow>(em, sql, params);
  if (row?.sequence && row.eventId && row.sentAt) {
    const beside = { kind, content, replyToId, editedAt: null, deletedAt: null };
    const written = { id, ...message, ...beside, sentAt: new Date(row.sentAt), sequence: row.sequence };
    return { message: recordWith(Message, written), eventId: BigInt(row.eventId) };
  }
  return row?.knownId ? { knownId: row.knownId } : undefined;
};

const APPEND = appending('$10', {
  more: { columns: ', kind, content, reply_to_id', values: ', $11, $12::jsonb, $13::uuid' },
  writtenAt: 'greatest(last_customer_message_at, $14::timestamptz)',
  deviceId: '$15',
});

/** To a conversation whose row the transaction holds, when it was decided that the message may go there. */
export const appendMessage = async (em: EntityManager, message: NewMessage, more: MoreOfMessage = {}): Promise<Appended> => {
  const { kind = MessageKind.TEXT, content, replyToId = null, writtenAt = message.sentAt, deviceId = null } = more;
  const params = [kind, content ? JSON.stringify(content) : null, replyToId, writtenAt, deviceId];
  const appended = await append(em, APPEND, message, params, more);
  if (!appended) throw new Error('the message was neither written nor known');
  return appended;
};

/** The row is locked while the statement runs, so the moment was taken before: never earlier than what was committed meanwhile. */
const AFTER_ALL = 'greatest($10::timestamptz, c.last_activity_at, c.assigned_at)';
const OPEN = `and c.state = 'ACTIVE' and c.ended_at is null`;
const BY_AGENT = `${OPEN} and c.agent_id = $6 and c.workspace_id = $2 and ($11::uuid[] is null or c.channel_id = any($11))
  and (select ch.type from channel ch where ch.id = c.channel_id) <> all($12::text[])`;
const BY_CUSTOMER = `${OPEN} and c.customer_id = $7
  and not exists (select from agent a join product p on p.id = c.product_id
    where a.id = c.agent_id and ${HANDS_BACK})`;

const AGENT_AT_ONCE = appending(AFTER_ALL, { only: BY_AGENT });
const CUSTOMER_AT_ONCE = appending(AFTER_ALL, { only: BY_CUSTOMER, deviceId: '$11' });
const THROUGH_PLATFORM = Object.values(ChannelType).filter(comesThroughPlatform);

/** Whether somebody sent the same at the same moment, and was first. */
const isDouble = (error: unknown): boolean => error instanceof Error && 'constraint' in error && error.constraint === 'message_once';

/**
 * Locks, decides and appends in one statement, outside any transaction, where that is simple: an open conversation of a web or
 * in-app channel with its agent, and nothing to be handed back. Undefined, and nothing was written, when it is not, or is a retry, or must be refused: then the
 * rules decide. PostgreSQL looks at the conversation again once it has waited for its row.
 */
export const appendAtOnce = async (
  em: EntityManager,
  actor: AgentActor | CustomerActor,
  message: NewMessage,
): Promise<Sent | undefined> => {
  const ofAgent = (agent: AgentActor): unknown[] => [agent.channelIds && [...agent.channelIds], THROUGH_PLATFORM];
  try {
    const appended = await (actor.kind === 'agent'
      ? append(em, AGENT_AT_ONCE, message, ofAgent(actor))
      : append(em, CUSTOMER_AT_ONCE, message, [actor.deviceId]));
    return appended && 'message' in appended ? appended : undefined;
  } catch (error) {
    if (isDouble(error)) return undefined;
    throw error;
  }
};
