import type { MikroORM } from '@mikro-orm/postgresql';
import type DataLoader from 'dataloader';
import { v7 } from 'uuid';
import type { AgentActor, CustomerActor } from '../../auth/actor.js';
import { named } from '../../database.js';
import { ChannelType } from '../../entities/enums.js';
import { togetherInTurn } from '../../one-turn.js';
import { type NewMessage, type Sent, writtenMessage } from './append-message.js';
import { HANDS_BACK } from './queries.js';
import { comesThroughPlatform } from './rules.js';

// Raw SQL in this file: round trips and commits are what sending costs, so the messages of a moment, their events and their
// conversations' counters are one statement.

/**
 * Locks, decides and appends: to an open conversation of a web or in-app channel with its agent, where nothing is to be handed back,
 * at most one message of each. A conversation that somebody holds is passed over, so that nobody waits for another's, and nothing
 * goes in a circle. It is looked at again once it is locked. The moment was taken before: it is made no earlier than what was
 * committed meanwhile. `own`: of an agent the channels granted, of a customer the device.
 */
const appending = (side: { author: 'AGENT' | 'CUSTOMER'; only: string; counters: string; columns: string }): string => `
  with asked as (
    select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::timestamptz[], $8::text[])
      with ordinality as a (id, workspace_id, conversation_id, author_id, client_message_id, text, at, own, n)
  ), held as (
    select a.* from asked a join conversation c on c.id = a.conversation_id
    where c.state = 'ACTIVE' and c.ended_at is null and ${side.only}
      and not exists (select from message m where m.addressed_to_id = a.conversation_id and m.sender_kind = '${side.author}'
        and coalesce(m.agent_id, m.customer_id) = a.author_id and m.client_message_id = a.client_message_id)
    order by c.id for no key update of c skip locked
  ), moved as (
    update conversation c set last_sequence = c.last_sequence + 1, last_activity_at = ${AFTER_ALL}, ${side.counters}
    from held h where c.id = h.conversation_id
    returning h.*, c.last_sequence as sequence, c.channel_id, c.customer_id as with_id, c.agent_id, c.last_activity_at as sent_at
  ), written as (
    insert into message (id, workspace_id, conversation_id, addressed_to_id, sequence, sender_kind, ${side.columns}, client_message_id, text, sent_at)
    select id, workspace_id, conversation_id, conversation_id, sequence, '${side.author}', author_id, client_message_id, text, sent_at from moved
  ), logged as (
    insert into event (workspace_id, type, conversation_id, channel_id, customer_id, agent_id, subject_id, at)
    select workspace_id, 'message.added', conversation_id, channel_id, with_id, agent_id, id, sent_at from moved order by n
    returning id, subject_id
  )
  select moved.n::int as n, moved.sequence, moved.sent_at as "sentAt", logged.id as "eventId" from moved join logged on logged.subject_id = moved.id`;

const AFTER_ALL = 'greatest(h.at, c.last_activity_at, c.assigned_at)';
const THROUGH_PLATFORM = Object.values(ChannelType)
  .filter(comesThroughPlatform)
  .map((type) => `'${type}'`);

const BY_AGENT = appending({
  author: 'AGENT',
  only: `c.agent_id = a.author_id and c.workspace_id = a.workspace_id and (a.own is null or c.channel_id = any(a.own::uuid[]))
      and (select ch.type from channel ch where ch.id = c.channel_id) not in (${THROUGH_PLATFORM.join(', ')})`,
  counters: `unread_count = 0, unanswered_since = null, accept_due_at = null, passed_by = '{}'`,
  columns: 'agent_id',
});

const BY_CUSTOMER = appending({
  author: 'CUSTOMER',
  only: `c.customer_id = a.author_id
      and not exists (select from agent a join product p on p.id = c.product_id where a.id = c.agent_id and ${HANDS_BACK})`,
  counters: `unread_count = c.unread_count + 1, unanswered_since = coalesce(c.unanswered_since, ${AFTER_ALL}),
      last_customer_message_at = ${AFTER_ALL}, device_id = coalesce(h.own::uuid, c.device_id)`,
  columns: 'customer_id',
});

interface Wanted {
  actor: AgentActor | CustomerActor;
  message: NewMessage;
}

interface Written {
  n: number;
  sequence: number;
  sentAt: string;
  eventId: string;
}

const authorOf = ({ actor }: Wanted): string => (actor.kind === 'agent' ? actor.agentId : actor.customerId);
const ownOf = ({ actor }: Wanted): string | null =>
  actor.kind === 'customer' ? actor.deviceId : actor.channelIds && `{${[...actor.channelIds].join(',')}}`;

const MOST_TOGETHER = 100;

/**
 * Sends what is simple, without a transaction of its own: all that a process is asked in one turn of its event loop is one statement
 * and one commit. Undefined, and nothing was written, when it is not simple (the conversation is held by somebody, is not open,
 * has to be handed back), is a retry, or must be refused: then the rules decide.
 */
export class SendingTogether {
  private readonly byAgents: DataLoader<Wanted, Sent | undefined>;
  private readonly byCustomers: DataLoader<Wanted, Sent | undefined>;

  constructor(private readonly orm: MikroORM) {
    const loader = (sql: string) => togetherInTurn((wanted: readonly Wanted[]) => this.sendAll(sql, wanted), MOST_TOGETHER);
    this.byAgents = loader(BY_AGENT);
    this.byCustomers = loader(BY_CUSTOMER);
  }

  send(actor: AgentActor | CustomerActor, message: NewMessage): Promise<Sent | undefined> {
    return (actor.kind === 'agent' ? this.byAgents : this.byCustomers).load({ actor, message });
  }

  /** Several messages of one conversation go one after the other. */
  private async sendAll(sql: string, wanted: readonly Wanted[]): Promise<(Sent | undefined)[]> {
    const sent = new Map<Wanted, Sent>();
    let left = [...wanted];
    while (left.length > 0) {
      const firsts = [...new Map(left.toReversed().map((one) => [one.message.conversationId, one])).values()];
      await this.sendSome(sql, firsts, sent);
      const taken = new Set(firsts);
      left = left.filter((one) => !taken.has(one));
    }
    return wanted.map((one) => sent.get(one));
  }

  /** What fails as a whole fails for one of them, e.g. because somebody sent the same at this moment: alone each finds out. */
  private async sendSome(sql: string, wanted: readonly Wanted[], sent: Map<Wanted, Sent>): Promise<void> {
    const ids = wanted.map(() => v7());
    const column = <Value>(value: (one: Wanted) => Value): Value[] => wanted.map(value);
    const params = [
      ids,
      column(({ message }) => message.workspaceId),
      column(({ message }) => message.conversationId),
      column(authorOf),
      column(({ message }) => message.clientMessageId),
      column(({ message }) => message.text),
      column(({ message }) => message.sentAt),
      column(ownOf),
    ];
    const rows = await named<Written>(this.orm.em.fork(), sql, params).catch((error: unknown) => {
      if (wanted.length > 1 || isDouble(error)) return [];
      throw error;
    });
    for (const { n, eventId, ...row } of rows) {
      const [one, id] = [wanted[n - 1], ids[n - 1]];
      if (one && id) sent.set(one, { message: writtenMessage(id, one.message, row), eventId: BigInt(eventId) });
    }
  }
}

/** Whether somebody sent the same at the same moment, and was first. */
const isDouble = (error: unknown): boolean => error instanceof Error && 'constraint' in error && error.constraint === 'message_once';
