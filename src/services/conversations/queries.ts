import type { EntityManager } from '@mikro-orm/postgresql';
import { named } from '../../database.js';
import { Conversation } from '../../entities/conversation.js';
import type { AgentStatus, AssignmentEndReason } from '../../entities/enums.js';
import { takeAgent } from '../routing/queries.js';

// Raw SQL in this file: row locks weaker than FOR UPDATE (a message's foreign key to its conversation must not wait),
// and the statements whose set logic the ORM cannot say.

const LOCK = 'select * from conversation where id = $1 for no key update';

/** The conversation, its row held until the transaction ends; undefined when there is none. */
export const lockConversationRow = async (em: EntityManager, id: string): Promise<Conversation | undefined> => {
  const [row] = await named(em, LOCK, [id]);
  return row && em.map(Conversation, row);
};

const LOCK_AGENTS_OPEN = `select c.* from conversation c join product p on p.id = c.product_id
  where c.agent_id = $1 and c.state = 'ACTIVE' and c.ended_at is null and (p.on_offline = 'HAND_BACK' or not $2)
  order by c.id for no key update of c`;

/** The open conversations of an agent; with `onOffline`, only of products that hand back when their agent goes Offline. */
export const lockOpenOf = async (em: EntityManager, agentId: string, onOffline: boolean): Promise<Conversation[]> =>
  (await named(em, LOCK_AGENTS_OPEN, [agentId, onOffline])).map((row) => em.map(Conversation, row));

/** Whether agent `a` is not there and product `p` hands on what customers write to them: Offline and gone are two settings. */
export const HANDS_BACK = `case when a.status = 'OFFLINE' then p.hand_back_when_customer_writes
  else not a.connected and p.hand_back_when_disconnected end`;
const LOCK_LEFT = `select c.*, a.status as agent_status from conversation c join product p on p.id = c.product_id join agent a on a.id = c.agent_id
  where c.id = $1 and c.state = 'ACTIVE' and c.ended_at is null and ${HANDS_BACK} for no key update of c`;

/** The conversation with its agent's status, if its agent is not there and its product hands such ones back when their customer writes. */
export const lockLeft = async (em: EntityManager, id: string): Promise<{ conversation: Conversation; status: AgentStatus } | undefined> => {
  const [row] = await named<{ agent_status: AgentStatus }>(em, LOCK_LEFT, [id]);
  if (!row) return undefined;
  const { agent_status: status, ...columns } = row;
  return { conversation: em.map(Conversation, columns), status };
};

const CURRENT = (what: string): string => `select ${what} from conversation where customer_id = $1
  order by (state in ('QUEUED', 'ACTIVE') and ended_at is null) desc, started_at desc, id desc limit 1`;
const LOCK_CURRENT = `${CURRENT('*')} for no key update`;
const CURRENT_ID = CURRENT('id');

/**
 * The customer's open conversation, else the last one, its row held. Whoever begins a conversation of a known customer, or
 * brings one back, holds it, so that nobody else does so meanwhile; whoever had it before may have, so it is asked again
 * once it is held. (Not the customer's row: that one is taken before conversations, when their name is written.)
 */
export const lockCurrentOf = async (em: EntityManager, customerId: string): Promise<Conversation | undefined> => {
  const [row] = await named<{ id: string }>(em, LOCK_CURRENT, [customerId]);
  const [present] = await named<{ id: string }>(em, CURRENT_ID, [customerId]);
  if (row?.id !== present?.id) return lockCurrentOf(em, customerId);
  return row && em.map(Conversation, row);
};

const CLOSE_SEGMENT = `update assignment set ended_at = greatest($2::timestamptz, started_at), end_reason = $3
  where conversation_id = $1 and ended_at is null`;

export const closeSegment = async (em: EntityManager, conversationId: string, now: Date, reason: AssignmentEndReason): Promise<void> => {
  await named(em, CLOSE_SEGMENT, [conversationId, now, reason]);
};

/** Notes are no part of it: what a search finds must be what the customer saw too. */
const writeDocument = (conversations: string): string => `
  insert into archive_document (conversation_id, workspace_id, document)
  select c.id, c.workspace_id, fold(concat_ws(E'\\n', cu.name, cu.email, cu.phone, cu.user_name,
    (select string_agg(m.text, E'\\n' order by m.sequence) from message m where m.conversation_id = c.id),
    (select string_agg(f.name, E'\\n') from message m join attachment f on f.message_id = m.id where m.conversation_id = c.id and m.kind <> 'TEXT' and m.deleted_at is null)))
  from ${conversations} join customer cu on cu.id = c.customer_id
  on conflict (conversation_id) do update set document = excluded.document`;

const WRITE_DOCUMENT = writeDocument('(select * from conversation where id = $1) c');

export const writeArchiveDocument = async (em: EntityManager, conversationId: string): Promise<void> => {
  await named(em, WRITE_DOCUMENT, [conversationId]);
};

/**
 * All that hangs on conversations which are being resolved, `resolved` (their rows, as they are then): their segments end, the
 * groups that whoever resolved them is in now are kept, those of an earlier time go, and their documents are written.
 */
export const archiving = (resolved: string, moment: string): string => `
  resolved as (${resolved}), present as (
    select c.id as conversation_id, m.group_id, c.channel_id, c.resolved_by_id, c.topic_id, c.archived_at
    from resolved c join group_member m on m.agent_id = c.resolved_by_id join agent_group g on g.id = m.group_id and g.archived_at is null
  ), forgotten as (
    delete from resolution_group r using resolved c where r.conversation_id = c.id
      and not exists (select from present p where p.conversation_id = r.conversation_id and p.group_id = r.group_id)
  ), kept as (
    insert into resolution_group (conversation_id, group_id, channel_id, resolved_by_id, topic_id, archived_at) select * from present
    on conflict (conversation_id, group_id) do update set channel_id = excluded.channel_id, resolved_by_id = excluded.resolved_by_id,
      topic_id = excluded.topic_id, archived_at = excluded.archived_at
  ), closed as (
    update assignment s set ended_at = greatest(${moment}::timestamptz, s.started_at), end_reason = 'RESOLVED'
    from resolved c where s.conversation_id = c.id and s.ended_at is null
  ), documented as (${writeDocument('resolved c')})`;

const ARCHIVE = `with ${archiving('select * from conversation where id = $1', '$2')} select`;

/**
 * All of that for one which is resolved already, and its row written. One statement, because when a hundred agents resolve at
 * once, round trips are what it costs.
 */
export const archiveResolved = async (em: EntityManager, conversationId: string, now: Date): Promise<void> => {
  await named(em, ARCHIVE, [conversationId, now]);
};

/** Whether topic `t` with its `parent` may be chosen for a product: in use, and like its parent limited to no product or to this one too. */
export const usableFor = (product: string): string => `t.archived_at is null and (parent.id is null or parent.archived_at is null)
    and not exists (select from topic_product x where x.topic_id in (t.id, t.parent_id)
      group by x.topic_id having not bool_or(x.product_id = ${product}))`;

const TOPIC_USABLE = `select ${usableFor('$3')} as usable
  from topic t left join topic parent on parent.id = t.parent_id where t.id = $1 and t.workspace_id = $2`;

/** Whether the topic may be chosen; undefined when the workspace has no such topic. */
export const topicUsable = async (
  em: EntityManager,
  topicId: string,
  workspaceId: string,
  productId: string,
): Promise<boolean | undefined> => (await named<{ usable: boolean }>(em, TOPIC_USABLE, [topicId, workspaceId, productId]))[0]?.usable;

const STILL_HOLDS = `select a.id from agent a where a.id = $1 and a.deactivated_at is null
  and (a.role <> 'AGENT' or exists (select from agent_grant g join channel ch on ch.product_id = g.product_id
    where g.agent_id = a.id and ch.id = $2 and (g.channel_id is null or g.channel_id = ch.id)))`;

/**
 * The agent, if still active and authorised for the channel; null leaves the conversation to the supervisors' list. Asked
 * under the agent's lock, in a statement of its own: whoever is taking the authorisation away must not miss this one.
 */
export const mayStillHold = async (em: EntityManager, agentId: string, conversation: Conversation): Promise<string | null> => {
  const { workspaceId, channelId } = conversation;
  await takeAgent(em, { agentId, workspaceId });
  return (await named<{ id: string }>(em, STILL_HOLDS, [agentId, channelId]))[0]?.id ?? null;
};

const GROUP_OF_CHANNEL = `select g.id from group_channel gc join agent_group g on g.id = gc.group_id and g.archived_at is null
  where gc.channel_id = $1 order by g.id limit 1`;

/** The oldest group in use that answers for the channel: where a new conversation is routed to. */
export const groupOfChannel = async (em: EntityManager, channelId: string): Promise<string | null> =>
  (await named<{ id: string }>(em, GROUP_OF_CHANNEL, [channelId]))[0]?.id ?? null;

const IN_TURN = 'select pg_advisory_xact_lock(hashtextextended($1, 3))';

/** Two at once with the same request are one after the other. Ends with the transaction; taken before any row. */
export const lockRequest = async (em: EntityManager, request: string): Promise<void> => {
  await named(em, IN_TURN, [request]);
};

const WAITING_PLACE = `select c.id as "conversationId", 1 + (select count(*)::int from conversation w
    where w.channel_id = c.channel_id and w.state = 'QUEUED' and (w.priority_at, w.id) < (c.priority_at, c.id)) as place
  from conversation c where c.customer_id = $1 and c.state = 'QUEUED' limit 1`;

/** The customer's waiting conversation and its place, 1 for the next of its channel; null when none waits. */
export const waitingPlaceOf = async (em: EntityManager, customerId: string): Promise<{ conversationId: string; place: number } | null> =>
  (await named<{ conversationId: string; place: number }>(em, WAITING_PLACE, [customerId]))[0] ?? null;
