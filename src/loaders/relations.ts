import type { EntityManager, EntityName } from '@mikro-orm/postgresql';
import DataLoader from 'dataloader';
import { namedRead } from '../database.js';
import { Agent } from '../entities/agent.js';
import { AgentGrant } from '../entities/agent-grant.js';
import { Assignment } from '../entities/assignment.js';
import { Attachment } from '../entities/attachment.js';
import { Channel } from '../entities/channel.js';
import { ChannelAccount } from '../entities/channel-account.js';
import { Device } from '../entities/device.js';
import { Group } from '../entities/group.js';
import { InboundMail } from '../entities/inbound-mail.js';
import { Message } from '../entities/message.js';
import { MessageDelivery } from '../entities/message-delivery.js';
import { MessageReaction } from '../entities/message-reaction.js';
import { Note } from '../entities/note.js';
import { Product } from '../entities/product.js';
import { Ticket } from '../entities/ticket.js';
import { TicketAttachment } from '../entities/ticket-attachment.js';
import { TicketChange } from '../entities/ticket-change.js';
import { TicketMail } from '../entities/ticket-mail.js';
import { TicketMessage } from '../entities/ticket-message.js';
import { TicketNote } from '../entities/ticket-note.js';
import { Topic } from '../entities/topic.js';
import { toRecord } from '../records.js';

// Raw SQL in this file: many-to-many and newest-of-each reads, one statement for all keys of a moment.

interface Keyed {
  key: string;
}

const grouped = async <Entity extends object>(em: EntityManager, entity: EntityName<Entity>, sql: string, keys: readonly string[]) => {
  const found = new Map<string, Entity[]>(keys.map((key) => [key, []]));
  for (const { key, ...row } of await namedRead<Keyed>(em, sql, [keys])) found.get(key)?.push(toRecord(em, entity, row));
  return found;
};

/** All records of each key, in the statement's order. `sql` gives the record's columns and `key`. */
const manyOf = <Entity extends object>(em: EntityManager, entity: EntityName<Entity>, sql: string): DataLoader<string, Entity[]> =>
  new DataLoader(async (keys) => {
    const found = await grouped(em, entity, sql, keys);
    return keys.map((key) => found.get(key) ?? []);
  });

/** The ids that belong to each key. */
const idsOf = (em: EntityManager, sql: string): DataLoader<string, ReadonlySet<string>> =>
  new DataLoader(async (keys) => {
    const found = new Map(keys.map((key) => [key, new Set<string>()]));
    for (const { key, id } of await namedRead<Keyed & { id: string }>(em, sql, [keys])) found.get(key)?.add(id);
    return keys.map((key) => found.get(key) ?? new Set<string>());
  });

/** The one record of each key, or null. */
const oneOf = <Entity extends object>(em: EntityManager, entity: EntityName<Entity>, sql: string): DataLoader<string, Entity | null> =>
  new DataLoader(async (keys) => {
    const found = await grouped(em, entity, sql, keys);
    return keys.map((key) => found.get(key)?.[0] ?? null);
  });

/** A number of each key, 0 where there is none. */
export const numberOf = (em: EntityManager, sql: string): DataLoader<string, number> =>
  new DataLoader(async (keys) => {
    const rows = await namedRead<Keyed & { number: number }>(em, sql, [keys]);
    const found = new Map(rows.map((row) => [row.key, row.number]));
    return keys.map((key) => found.get(key) ?? 0);
  });

const momentOf = (em: EntityManager, sql: string): DataLoader<string, Date | null> =>
  new DataLoader(async (keys) => {
    const rows = await namedRead<Keyed & { moment: string | null }>(em, sql, [keys]);
    const found = new Map(rows.map((row) => [row.key, row.moment && new Date(row.moment)]));
    return keys.map((key) => found.get(key) || null);
  });

/** How many active agents there are for a channel: with a grant, of these Online, of these connected, of these below capacity. */
export interface Staffing {
  authorised: number;
  online: number;
  connected: number;
  free: number;
}

const STAFFING = `
  select ch.id as key, count(*)::int as authorised, count(*) filter (where a.status = 'ONLINE')::int as online,
    count(*) filter (where a.status = 'ONLINE' and a.connected)::int as connected,
    count(*) filter (where a.status = 'ONLINE' and a.connected and a.capacity > (select count(*) from conversation c
      where c.agent_id = a.id and c.state = 'ACTIVE' and c.ended_at is null))::int as free
  from channel ch join agent a on a.workspace_id = ch.workspace_id and a.deactivated_at is null
  where ch.id = any($1::uuid[]) and exists (select from agent_grant g
    where g.agent_id = a.id and g.product_id = ch.product_id and (g.channel_id is null or g.channel_id = ch.id))
  group by ch.id`;

const staffingOf = (em: EntityManager): DataLoader<string, Staffing> =>
  new DataLoader(async (channelIds) => {
    const rows = await namedRead<Keyed & Staffing>(em, STAFFING, [channelIds]);
    const found = new Map(rows.map((row) => [row.key, row]));
    return channelIds.map((channelId) => found.get(channelId) ?? { authorised: 0, online: 0, connected: 0, free: 0 });
  });

/** How many devices of a customer are shown. */
export const MOST_DEVICES = 20;

export const relationLoaders = (em: EntityManager) => ({
  groupsOfAgent: manyOf(
    em,
    Group,
    `select g.*, m.agent_id as key from group_member m join agent_group g on g.id = m.group_id and g.archived_at is null
     where m.agent_id = any($1::uuid[]) order by g.name, g.id`,
  ),
  devicesOfCustomer: manyOf(
    em,
    Device,
    `select d.*, key from unnest($1::uuid[]) as key cross join lateral (
       select * from device where customer_id = key order by last_seen_at desc, id desc limit ${MOST_DEVICES}) d`,
  ),
  grantsOfAgent: manyOf(
    em,
    AgentGrant,
    'select g.*, g.agent_id as key from agent_grant g where g.agent_id = any($1::uuid[]) order by g.id',
  ),
  /** Active agents who share a channel with the agent, and the agent. */
  colleaguesOfAgent: idsOf(
    em,
    `select distinct theirs.agent_id as id, mine.agent_id as key from agent_grant mine
     join channel ch on ch.product_id = mine.product_id and (mine.channel_id is null or mine.channel_id = ch.id)
     join agent_grant theirs on theirs.product_id = ch.product_id and (theirs.channel_id is null or theirs.channel_id = ch.id)
     join agent a on a.id = theirs.agent_id and a.deactivated_at is null
     where mine.agent_id = any($1::uuid[])
     union select me, me from unnest($1::uuid[]) as me`,
  ),
  /** When anything was last seen of the agent: through a socket of any process, or by an act of their own. */
  lastSeenOfAgent: momentOf(
    em,
    `select a.id as key, greatest(a.last_seen_at, (select max(l.seen_at) from agent_lease l where l.agent_id = a.id)) as moment
     from agent a where a.id = any($1::uuid[])`,
  ),
  accountOfChannel: oneOf(
    em,
    ChannelAccount,
    'select a.*, a.channel_id as key from channel_account a where a.channel_id = any($1::uuid[])',
  ),
  activeCountOfAgent: numberOf(
    em,
    `select agent_id as key, count(*)::int as number from conversation
     where agent_id = any($1::uuid[]) and state = 'ACTIVE' and ended_at is null group by agent_id`,
  ),
  assignmentsOfConversation: manyOf(
    em,
    Assignment,
    'select a.*, a.conversation_id as key from assignment a where a.conversation_id = any($1::uuid[]) order by a.started_at, a.id',
  ),
  attachmentsOfMessage: manyOf(
    em,
    Attachment,
    'select f.*, f.message_id as key from attachment f where f.message_id = any($1::uuid[]) order by f.message_id, f.position',
  ),
  notesOfConversation: manyOf(
    em,
    Note,
    'select n.*, n.conversation_id as key from note n where n.conversation_id = any($1::uuid[]) order by n.written_at, n.id',
  ),
  lastMessageOfConversation: oneOf(
    em,
    Message,
    `select m.*, m.conversation_id as key from conversation c join message m on m.conversation_id = c.id and m.sequence = c.last_sequence
     where c.id = any($1::uuid[])`,
  ),
  reactionsOfMessage: manyOf(
    em,
    MessageReaction,
    'select r.*, r.message_id as key from message_reaction r where r.message_id = any($1::uuid[]) and r.emoji is not null order by r.at, r.by',
  ),
  deliveryOfMessage: oneOf(
    em,
    MessageDelivery,
    'select d.*, d.message_id as key from message_delivery d where d.message_id = any($1::uuid[])',
  ),
  ticketOfConversation: oneOf(em, Ticket, 'select t.*, t.conversation_id as key from ticket t where t.conversation_id = any($1::uuid[])'),
  placeOfConversation: numberOf(
    em,
    `select c.id as key, 1 + (select count(*)::int from conversation w where w.channel_id = c.channel_id and w.state = 'QUEUED'
       and (w.priority_at, w.id) < (c.priority_at, c.id)) as number
     from conversation c where c.id = any($1::uuid[]) and c.state = 'QUEUED'`,
  ),
  staffingOfChannel: staffingOf(em),
  messagesOfTicket: manyOf(
    em,
    TicketMessage,
    'select m.*, m.ticket_id as key from ticket_message m where m.ticket_id = any($1::uuid[]) order by m.sent_at, m.id',
  ),
  changesOfTicket: manyOf(
    em,
    TicketChange,
    'select c.*, c.ticket_id as key from ticket_change c where c.ticket_id = any($1::uuid[]) order by c.changed_at, c.id',
  ),
  notesOfTicket: manyOf(
    em,
    TicketNote,
    'select n.*, n.ticket_id as key from ticket_note n where n.ticket_id = any($1::uuid[]) order by n.written_at, n.id',
  ),
  confirmationOfTicket: oneOf(
    em,
    TicketMail,
    `select m.*, m.ticket_id as key from ticket_mail m where m.ticket_id = any($1::uuid[]) and m.purpose = 'CONFIRMATION'`,
  ),
  mailOfTicketMessage: oneOf(
    em,
    TicketMail,
    'select m.*, m.ticket_message_id as key from ticket_mail m where m.ticket_message_id = any($1::uuid[])',
  ),
  attachmentsOfTicketMessage: manyOf(
    em,
    TicketAttachment,
    'select f.*, f.ticket_message_id as key from ticket_attachment f where f.ticket_message_id = any($1::uuid[]) order by f.storage_key, f.id',
  ),
  unmatchedOfProduct: manyOf(
    em,
    InboundMail,
    `select x.* from unnest($1::uuid[]) as p (id) cross join lateral (select i.*, i.product_id as key from inbound_mail i
       where i.product_id = p.id and i.read_at is not null order by i.received_at desc, i.id limit 20) x`,
  ),
  channelsOfProduct: manyOf(
    em,
    Channel,
    'select c.*, c.product_id as key from channel c where c.product_id = any($1::uuid[]) and c.archived_at is null order by c.name, c.id',
  ),
  channelsOfGroup: manyOf(
    em,
    Channel,
    `select c.*, gc.group_id as key from group_channel gc join channel c on c.id = gc.channel_id
     where gc.group_id = any($1::uuid[]) order by c.name, c.id`,
  ),
  membersOfGroup: manyOf(
    em,
    Agent,
    `select a.*, m.group_id as key from group_member m join agent a on a.id = m.agent_id and a.deactivated_at is null
     where m.group_id = any($1::uuid[]) order by a.name, a.id`,
  ),
  subtopicsOfTopic: manyOf(
    em,
    Topic,
    'select t.*, t.parent_id as key from topic t where t.parent_id = any($1::uuid[]) and t.archived_at is null order by t.name, t.id',
  ),
  productsOfTopic: manyOf(
    em,
    Product,
    'select p.*, x.topic_id as key from topic_product x join product p on p.id = x.product_id where x.topic_id = any($1::uuid[]) order by p.name, p.id',
  ),
});
