import type { EntityManager } from '@mikro-orm/postgresql';
import { named } from '../../database.js';
import { Conversation } from '../../entities/conversation.js';
import type { ChannelType, SenderKind } from '../../entities/enums.js';
import { HANDS_BACK } from './queries.js';

// Raw SQL in this file: round trips are what sending costs, so what belongs together is one statement.

/** What sending must know. */
const FOR_SENDING = `
  select c.workspace_id as "workspaceId", c.channel_id as "channelId", c.customer_id as "customerId", c.agent_id as "agentId",
    c.state, c.ended_at as "endedAt", c.started_at as "startedAt", c.last_customer_message_at as "lastCustomerMessageAt",
    ch.type as "channelType", ${HANDS_BACK} as "handsBack"
  from conversation c
  join channel ch on ch.id = c.channel_id
  join product p on p.id = c.product_id
  left join agent a on a.id = c.agent_id
  where c.id = $1`;
const LOCK_FOR_SENDING = `${FOR_SENDING} for no key update of c`;

export type SendingRow = Pick<Conversation, 'workspaceId' | 'channelId' | 'customerId' | 'agentId' | 'state'> & {
  endedAt: string | null;
  startedAt: string;
  lastCustomerMessageAt: string | null;
  channelType: ChannelType;
  handsBack: boolean | null;
};

/** Read while the row is locked: one round trip. */
export const lockForSending = async (em: EntityManager, id: string): Promise<SendingRow | undefined> =>
  (await named<SendingRow>(em, LOCK_FOR_SENDING, [id]))[0];

/** For what only prepares a message. */
export const readForSending = async (em: EntityManager, id: string): Promise<SendingRow | undefined> =>
  (await named<SendingRow>(em, FOR_SENDING, [id]))[0];

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
