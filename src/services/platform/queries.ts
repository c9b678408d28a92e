import type { EntityManager } from '@mikro-orm/postgresql';
import { v7 } from 'uuid';
import type { NamedAccount } from '../../channels/meta/parse/payload.js';
import { named } from '../../database.js';
import { Channel } from '../../entities/channel.js';
import type { Customer } from '../../entities/customer.js';
import type { EventType } from '../../entities/enums.js';
import { InboundWebhook } from '../../entities/inbound-webhook.js';
import type { Message } from '../../entities/message.js';
import { MessageDelivery } from '../../entities/message-delivery.js';
import type { NewEvent } from '../../events/event-log.js';
import { toRecord } from '../../records.js';

// Raw SQL in this file: row locks weaker than FOR UPDATE, an upsert that tells whether it wrote, and states that only rise.

const SECRETS = `select distinct a.channel_id as "channelId", a.app_secret_sealed as "appSecretSealed"
  from unnest($1::text[], $2::text[], $3::text[]) as n (type, external_id, business_account_id)
  join channel_account a on a.type = n.type and (a.external_id = n.external_id or a.business_account_id = n.business_account_id)`;

export interface SignedFor {
  channelId: string;
  appSecretSealed: string;
}

/** The channels of these accounts, and what signs their webhooks. */
export const accountSecrets = (em: EntityManager, accounts: readonly NamedAccount[]): Promise<SignedFor[]> =>
  named(em, SECRETS, [
    accounts.map(({ platform }) => platform),
    accounts.map(({ accountId }) => accountId),
    accounts.map(({ businessAccountId }) => businessAccountId),
  ]);

const DUE_WEBHOOKS = 'select * from inbound_webhook where channel_id = $1 and due_at <= $2 order by id limit $3';

/** The oldest that are due of a channel. */
export const dueWebhooks = async (em: EntityManager, channelId: string, now: Date, most: number): Promise<InboundWebhook[]> =>
  (await named(em, DUE_WEBHOOKS, [channelId, now, most])).map((row) => toRecord(em, InboundWebhook, row));

const POSTPONE = 'update inbound_webhook set attempts = $2, due_at = $3, problem = $4 where id = $1';

export const postpone = async (
  em: EntityManager,
  id: string,
  { attempts, dueAt, problem }: Pick<InboundWebhook, 'attempts' | 'dueAt' | 'problem'>,
): Promise<void> => {
  await named(em, POSTPONE, [id, attempts, dueAt, problem]);
};

const REMOVE_WEBHOOKS = 'delete from inbound_webhook where id = any($1::uuid[])';

export const removeWebhooks = async (em: EntityManager, ids: readonly string[]): Promise<void> => {
  await named(em, REMOVE_WEBHOOKS, [ids]);
};

const CONNECTED = `select c.*, a.external_id as "accountId" from channel_account a join channel c on c.id = a.channel_id and c.archived_at is null
  where c.id = any($1::uuid[])`;

/** Those of some channels that are still connected, each with its account's id. */
export const connectedAmong = async (
  em: EntityManager,
  channelIds: readonly string[],
): Promise<{ accountId: string; channel: Channel }[]> => {
  const rows = await named<{ accountId: string }>(em, CONNECTED, [channelIds]);
  return rows.map(({ accountId, ...row }) => ({ accountId, channel: toRecord(em, Channel, row) }));
};

const MAKE_CUSTOMER = `
  insert into customer (id, workspace_id, channel_id, name, phone, platform_id, created_at) values ($1, $2, $3, $4, $5, $6, $7)
  on conflict (channel_id, platform_id) where platform_id is not null do nothing returning id`;

export type PlatformCustomer = Pick<Customer, 'workspaceId' | 'channelId' | 'name' | 'phone'> & { platformId: string };

/** The customer whom the platform knows by an id: made once, however many messages arrive at once, and held. */
export const makePlatformCustomer = async (
  em: EntityManager,
  { workspaceId, channelId, platformId, name, phone }: PlatformCustomer,
  now: Date,
): Promise<{ id: string; isNew: boolean }> => {
  const [made] = await named<{ id: string }>(em, MAKE_CUSTOMER, [v7(), workspaceId, channelId, name, phone, platformId, now]);
  const held = await lockPlatformCustomer(em, channelId, platformId);
  if (!held) throw new Error('the customer was not written');
  return { id: held.id, isNew: made !== undefined };
};

const LOCK_CUSTOMER = 'select id, name from customer where channel_id = $1 and platform_id = $2 for no key update';

/** The customer whom the platform knows by an id, held; undefined when they never wrote. */
export const lockPlatformCustomer = async (
  em: EntityManager,
  channelId: string,
  platformId: string,
): Promise<{ id: string; name: string } | undefined> =>
  (await named<{ id: string; name: string }>(em, LOCK_CUSTOMER, [channelId, platformId]))[0];

const MESSAGE_NAMED = 'select message_id as id from platform_message where channel_id = $1 and platform_id = $2';

/** The message that a platform calls so. */
export const messageNamed = async (em: EntityManager, channelId: string, platformId: string): Promise<string | null> =>
  (await named<{ id: string }>(em, MESSAGE_NAMED, [channelId, platformId]))[0]?.id ?? null;

const KEEP_NAME = `insert into platform_message (channel_id, platform_id, message_id, known_at) values ($1, $2, $3, $4)
  on conflict (channel_id, platform_id) do nothing`;

export const keepName = async (em: EntityManager, channelId: string, platformId: string, messageId: string, now: Date): Promise<void> => {
  await named(em, KEEP_NAME, [channelId, platformId, messageId, now]);
};

const PLATFORM_ID = 'select platform_id as id from platform_message where message_id = $1 order by known_at limit 1';

/** What the platform calls a message; null when it was told of none. */
export const platformIdOf = async (em: EntityManager, messageId: string): Promise<string | null> =>
  (await named<{ id: string }>(em, PLATFORM_ID, [messageId]))[0]?.id ?? null;

const LOCK_MESSAGE = `select m.id, m.kind, m.customer_id = c.customer_id as "isCustomers", cu.platform_id as "customerPlatformId", m.deleted_at as "deletedAt", m.conversation_id as "conversationId", c.workspace_id as "workspaceId",
    c.channel_id as "channelId", c.customer_id as "customerId", c.agent_id as "agentId", c.state
  from platform_message p join message m on m.id = p.message_id join conversation c on c.id = m.conversation_id
  join customer cu on cu.id = c.customer_id
  where p.channel_id = $1 and p.platform_id = $2 for no key update of c, m`;

/** What a message's event tells. */
export interface NamedMessage {
  id: string;
  kind: string;
  /** Null when nobody of the platform wrote it. */
  isCustomers: boolean | null;
  customerPlatformId: string | null;
  deletedAt: string | null;
  conversationId: string;
  workspaceId: string;
  channelId: string;
  customerId: string;
  agentId: string | null;
  state: string;
}

/** The message that a platform calls so, held with its conversation. */
export const lockNamed = async (em: EntityManager, channelId: string, platformId: string): Promise<NamedMessage | undefined> =>
  (await named<NamedMessage>(em, LOCK_MESSAGE, [channelId, platformId]))[0];

const LOCK_DELIVERY = 'select * from message_delivery where message_id = $1 for no key update';

export const lockDelivery = async (em: EntityManager, messageId: string): Promise<MessageDelivery | undefined> => {
  const [row] = await named(em, LOCK_DELIVERY, [messageId]);
  return row && em.map(MessageDelivery, row);
};

const LOCK_WAITING = `select * from message_delivery where conversation_id = $1 and state in ('QUEUED', 'SENDING')
  order by queued_at, message_id limit 1 for no key update`;

/** The one that is next to be sent in a conversation, or being sent. */
export const lockNext = async (em: EntityManager, conversationId: string): Promise<MessageDelivery | undefined> => {
  const [row] = await named(em, LOCK_WAITING, [conversationId]);
  return row && em.map(MessageDelivery, row);
};

const IN_DOUBT = `select d.message_id as id from message_delivery d join message m on m.id = d.message_id
  join conversation c on c.id = d.conversation_id
  where d.channel_id = $1 and c.customer_id = $2 and d.state = 'SENDING' and m.text = $3
    and not exists (select from platform_message p where p.message_id = d.message_id) order by d.queued_at limit 1`;

/** A message that says this and is being sent to the customer, of whose arrival nothing is known yet. */
export const sendingWithText = async (em: EntityManager, channelId: string, customerId: string, text: string): Promise<string | null> =>
  (await named<{ id: string }>(em, IN_DOUBT, [channelId, customerId, text]))[0]?.id ?? null;

const SENDING_TO = `select exists (select from conversation c join message_delivery d on d.conversation_id = c.id
  where c.customer_id = $2 and d.channel_id = $1 and d.state = 'SENDING') as sending`;

/** Whether anything is on its way to a customer. */
export const isSendingTo = async (em: EntityManager, channelId: string, customerId: string): Promise<boolean> =>
  (await named<{ sending: boolean }>(em, SENDING_TO, [channelId, customerId]))[0]?.sending ?? false;

const CONCERNED = `select d.message_id as id from message_delivery d join conversation c on c.id = d.conversation_id
  where c.customer_id = $1 and d.channel_id = $2 and (d.message_id = any($3::uuid[])
    or d.message_id in (select p.message_id from platform_message p where p.channel_id = $2 and p.platform_id = any($4::text[]))
    or d.tried_at <= $5::timestamptz and d.tried_at > $5::timestamptz - interval '8 days' and d.state in ('SENT', 'DELIVERED'))
  order by d.message_id`;

/** The messages to a customer that a report is about: named by us or by the platform, or all that were sent up to a moment. */
export const reportedOn = async (
  em: EntityManager,
  report: { customerId: string; channelId: string; messageIds: readonly string[]; platformIds: readonly string[]; sentUpTo: Date | null },
): Promise<string[]> => {
  const params = [report.customerId, report.channelId, report.messageIds, report.platformIds, report.sentUpTo];
  return (await named<{ id: string }>(em, CONCERNED, params)).map(({ id }) => id);
};

const SEQUENCE = `select m.sequence, c.agent_id as "agentId" from message m join conversation c on c.id = m.conversation_id where m.id = $1`;

/** Where a message stands, and who has its conversation. */
export const sequenceOf = async (em: EntityManager, messageId: string): Promise<{ sequence: number; agentId: string | null }> => {
  const [row] = await named<{ sequence: number; agentId: string | null }>(em, SEQUENCE, [messageId]);
  if (!row) throw new Error('the message of a delivery is missing');
  return row;
};

const MESSAGE_EVENT = `select c.workspace_id as "workspaceId", c.id as "conversationId", c.channel_id as "channelId", c.customer_id as "customerId",
    c.agent_id as "agentId", m.id as "subjectId"
  from message m join conversation c on c.id = m.conversation_id where m.id = $1`;

/** An event about a message, of its conversation as it stands. */
export const messageEvent = async (em: EntityManager, messageId: string, type: EventType): Promise<NewEvent> => {
  const [row] = await named<Omit<NewEvent, 'type'>>(em, MESSAGE_EVENT, [messageId]);
  if (!row) throw new Error('the message of a delivery is missing');
  return { ...row, type };
};

const ATTACHMENT = `select name, content_type as "contentType", storage_key as "storageKey", size from attachment
  where message_id = $1 and state = 'READY' order by position limit 1`;

export interface OutgoingFile {
  name: string;
  contentType: string | null;
  storageKey: string;
  size: number;
}

/** The file of a message of the desk; a platform's message has one at most. */
export const attachmentOf = async (em: EntityManager, messageId: string): Promise<OutgoingFile | undefined> =>
  (await named<OutgoingFile>(em, ATTACHMENT, [messageId]))[0];

const OUTGOING = `select m.text, m.kind, m.content, m.reply_to_id as "replyToId", cu.platform_id as "recipientId", ch.type as "channelType",
    c.last_customer_message_at as "lastCustomerMessageAt", c.agent_id as "agentId"
  from message m join conversation c on c.id = m.conversation_id join customer cu on cu.id = c.customer_id join channel ch on ch.id = c.channel_id
  where m.id = $1`;

export type OutgoingRow = Pick<Message, 'text' | 'kind' | 'content' | 'replyToId'> & {
  recipientId: string | null;
  channelType: Channel['type'];
  /** Who has the conversation. */
  agentId: string | null;
  lastCustomerMessageAt: string | null;
};

export const outgoing = async (em: EntityManager, messageId: string): Promise<OutgoingRow> => {
  const [row] = await named<OutgoingRow>(em, OUTGOING, [messageId]);
  if (!row) throw new Error('the message to be sent is missing');
  return row;
};
