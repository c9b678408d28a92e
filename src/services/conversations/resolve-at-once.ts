import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import type DataLoader from 'dataloader';
import type { AgentActor } from '../../auth/actor.js';
import { named } from '../../database.js';
import { togetherInTurn } from '../../one-turn.js';
import { archiving, usableFor } from './queries.js';

// Raw SQL in this file: when a hundred agents resolve at once, round trips and commits are what it costs, so the conversations
// of a moment are locked in one statement and resolved in another.

/** Only what the caller has. One that somebody holds is passed over, so that nobody waits for another's, and nothing goes in a circle. */
const HOLD = `
  select c.id from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[]) as a (workspace_id, conversation_id, agent_id, own)
  join conversation c on c.id = a.conversation_id and c.workspace_id = a.workspace_id
  where c.state = 'ACTIVE' and c.agent_id = a.agent_id and (a.own is null or c.channel_id = any(a.own::uuid[]))
  order by c.id for no key update of c skip locked`;

/** A statement of its own: it sees all that was written before the locks were held. */
const RESOLVE = `
  with asked as (
    select * from unnest($1::uuid[], $2::uuid[], $3::uuid[]) with ordinality as a (conversation_id, agent_id, topic_id, n)
  ), ${archiving(
    `update conversation c set state = 'RESOLVED', outcome = 'RESOLVED', topic_id = coalesce(a.topic_id, c.topic_id), archived_at = $4,
      resolved_by_id = a.agent_id, unread_count = 0, unanswered_since = null
    from asked a where c.id = a.conversation_id and not exists (select from ticket t where t.conversation_id = c.id)
      and case when coalesce(a.topic_id, c.topic_id) = c.topic_id then true else exists (select from topic t
        left join topic parent on parent.id = t.parent_id where t.id = a.topic_id and t.workspace_id = c.workspace_id and ${usableFor('c.product_id')}) end
    returning c.*, a.n`,
    '$4',
  )}, logged as (
    insert into event (workspace_id, type, conversation_id, channel_id, customer_id, agent_id, at)
    select workspace_id, 'conversation.resolved', id, channel_id, customer_id, agent_id, $4 from resolved order by n
    returning id, conversation_id
  ) select conversation_id as "conversationId", id as "eventId" from logged`;

interface Wanted {
  actor: AgentActor;
  conversationId: string;
  topicId: string | null;
}

const MOST_TOGETHER = 100;

/**
 * Resolves what is simple: all that a process is asked in one turn of its event loop is one transaction. Undefined, and nothing was
 * written, when it is not simple (it is not the caller's own, is held by somebody, became a ticket) or must be refused: then the
 * rules decide.
 */
export class ResolvingTogether {
  private readonly loader: DataLoader<Wanted, bigint | undefined>;

  constructor(
    private readonly orm: MikroORM,
    private readonly now: () => Date,
  ) {
    this.loader = togetherInTurn((wanted) => this.resolveAll(wanted), MOST_TOGETHER);
  }

  /** Gives the id of the event. */
  resolve(wanted: Wanted): Promise<bigint | undefined> {
    return this.loader.load(wanted);
  }

  private async resolveAll(wanted: readonly Wanted[]): Promise<(bigint | undefined)[]> {
    // Of two at once for the same conversation the second is refused, by the rules.
    const firsts = new Map(wanted.toReversed().map((one) => [one.conversationId, one]));
    const resolved = await this.orm.em
      .fork()
      .transactional((em) => this.resolveFirsts(em, firsts))
      .catch((error: unknown) => {
        // What fails as a whole fails for one of them: alone each finds out.
        if (wanted.length > 1) return new Map<string, bigint>();
        throw error;
      });
    return wanted.map((one) => (firsts.get(one.conversationId) === one ? resolved.get(one.conversationId) : undefined));
  }

  private async resolveFirsts(em: EntityManager, firsts: ReadonlyMap<string, Wanted>): Promise<Map<string, bigint>> {
    const all = [...firsts.values()];
    const held = await named<{ id: string }>(em, HOLD, [
      all.map(({ actor }) => actor.workspaceId),
      all.map(({ conversationId }) => conversationId),
      all.map(({ actor }) => actor.agentId),
      all.map(({ actor }) => actor.channelIds && `{${[...actor.channelIds].join(',')}}`),
    ]);
    const isHeld = new Set(held.map(({ id }) => id));
    const own = all.filter(({ conversationId }) => isHeld.has(conversationId));
    if (own.length === 0) return new Map();
    const rows = await named<{ conversationId: string; eventId: string }>(em, RESOLVE, [
      own.map(({ conversationId }) => conversationId),
      own.map(({ actor }) => actor.agentId),
      own.map(({ topicId }) => topicId),
      this.now(),
    ]);
    return new Map(rows.map(({ conversationId, eventId }) => [conversationId, BigInt(eventId)]));
  }
}
