import type { EntityManager } from '@mikro-orm/postgresql';
import { named } from '../database.js';
import type { EventType } from '../entities/enums.js';
import { keptAfter } from './log-partitions.js';

/** What a use case tells the log; ids are plain UUIDs. */
export interface NewEvent {
  type: EventType;
  workspaceId: string;
  conversationId?: string | null;
  channelId?: string | null;
  customerId?: string | null;
  /** Who it concerns: who got, had or has the conversation; whose status or rights changed. */
  agentId?: string | null;
  /** The message, note or ticket it is about. */
  subjectId?: string | null;
}

/** A row of the log. `id` is order and cursor. */
export interface LoggedEvent extends Required<NewEvent> {
  id: bigint;
  at: Date;
}

const COLUMNS = `id, workspace_id as "workspaceId", type, conversation_id as "conversationId", channel_id as "channelId",
  customer_id as "customerId", agent_id as "agentId", subject_id as "subjectId", at`;

/** Raw: a whole use case's events in one statement; `with ordinality` keeps their order, which the ids carry on. */
const APPEND = `
  insert into event (workspace_id, type, conversation_id, channel_id, customer_id, agent_id, subject_id, at)
  select e.workspace_id, e.type, e.conversation_id, e.channel_id, e.customer_id, e.agent_id, e.subject_id, $8
  from unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::uuid[])
    with ordinality as e (workspace_id, type, conversation_id, channel_id, customer_id, agent_id, subject_id, n)
  order by e.n returning id`;

/** Writes events as the last thing of a transaction; gives the id of the last one. */
export const appendEvents = async (em: EntityManager, events: readonly NewEvent[], at: Date): Promise<bigint> => {
  const column = <Key extends keyof NewEvent>(key: Key): (NewEvent[Key] | null)[] => events.map((event) => event[key] ?? null);
  const rows = await named<{ id: string }>(em, APPEND, [
    column('workspaceId'),
    column('type'),
    column('conversationId'),
    column('channelId'),
    column('customerId'),
    column('agentId'),
    column('subjectId'),
    at,
  ]);
  return rows.reduce((last, row) => (BigInt(row.id) > last ? BigInt(row.id) : last), 0n);
};

type EventRow = Omit<LoggedEvent, 'id' | 'at'> & { id: string; at: string };

const toEvent = (row: EventRow): LoggedEvent => ({ ...row, id: BigInt(row.id), at: new Date(row.at) });

const READ_AFTER = `select ${COLUMNS} from event where id > $1 order by id limit $2`;

export const readAfter = async (em: EntityManager, id: bigint, limit: number): Promise<LoggedEvent[]> =>
  (await named<EventRow>(em, READ_AFTER, [id.toString(), limit])).map(toEvent);

const NEWEST = 'select coalesce(max(id), 0) as id from event';

export const newestId = async (em: EntityManager): Promise<bigint> => BigInt((await named<{ id: string }>(em, NEWEST))[0]?.id ?? 0);

/** What a subscriber missed: `after` exclusive, `upTo` inclusive, of a workspace, of one conversation, or of one customer. */
const MISSED = (which: string): string =>
  `select ${COLUMNS} from event where workspace_id = $1 and id > $2 and id <= $3 ${which} order by id limit $4`;
const OF_WORKSPACE = MISSED('');
const OF_CONVERSATION = MISSED('and conversation_id = $5');
const OF_CUSTOMER = MISSED('and conversation_id = any(array(select c.id from conversation c where c.customer_id = $5))');

/** Whose events: the whole workspace's, unless a conversation or a customer is named. */
export interface Whose {
  workspaceId: string;
  conversationId?: string;
  customerId?: string;
}

export const readMissed = async (em: EntityManager, whose: Whose, after: bigint, upTo: bigint, limit: number): Promise<LoggedEvent[]> => {
  const params: unknown[] = [whose.workspaceId, after.toString(), upTo.toString(), limit];
  if (whose.conversationId) return (await named<EventRow>(em, OF_CONVERSATION, [...params, whose.conversationId])).map(toEvent);
  if (whose.customerId) return (await named<EventRow>(em, OF_CUSTOMER, [...params, whose.customerId])).map(toEvent);
  return (await named<EventRow>(em, OF_WORKSPACE, params)).map(toEvent);
};

export interface KeptPage {
  events: LoggedEvent[];
  /** Set when events between the position asked for and this one may be gone: the log keeps them no longer. */
  goneUpTo: bigint | null;
}

/** A page of what was missed, and whether the log still has all of it. */
export const readKept = async (em: EntityManager, whose: Whose, after: bigint, upTo: bigint, limit: number): Promise<KeptPage> => {
  const events = await readMissed(em, whose, after, upTo, limit);
  // Looked at after the page was read: what was let go meanwhile is seen to be gone.
  const kept = await keptAfter(em);
  const isWhole = after >= kept || (events[0] !== undefined && events[0].id <= kept);
  return { events, goneUpTo: isWhole ? null : kept };
};
