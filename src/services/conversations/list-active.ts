import { z } from 'zod';
import { type AgentActor, supervises } from '../../auth/actor.js';
import type { Conversation } from '../../entities/conversation.js';
import { channelFilter } from '../channel-filter.js';
import { ids } from '../inputs.js';
import { type Bounds, boundsOf, channelsLeft, directionOf, readMerged, type Slices, Statement, toPage, within } from '../merged-page.js';
import { encodePosition, forwardPaging, type Page } from '../paging.js';
import { agentQuery } from '../use-case.js';

// Raw SQL in this file: a page merged from slices of an index (see merged-page.ts).

const activeFilter = z.object({ ...channelFilter, agentIds: ids('agent').nullish() });

/** Word for word the predicate of the index `conversation_active`. */
const ACTIVE = `(c.state = 'ACTIVE' or (c.state = 'QUEUED' and c.handed_back_at is not null))`;

const slicesOf = (statement: Statement, actor: AgentActor, filter: z.output<typeof activeFilter>, bounds: Bounds): Slices => {
  const where = ['c.channel_id = channel.id', ACTIVE, within(statement, bounds, 'c.started_at', 'c.id')];
  // The state once more, for the index of what an agent has: that is never QUEUED.
  if (filter.agentIds) where.push(`c.state = 'ACTIVE' and c.agent_id = any(${statement.bind(filter.agentIds, 'uuid[]')})`);
  // Ended by its customer, and nobody's since its agent was lost: for those who may give it to somebody.
  if (!supervises(actor)) where.push(`(c.agent_id is not null or c.state = 'QUEUED')`);
  return { keys: `(${channelsLeft(statement, actor, filter)}) as channel`, from: 'conversation c', where, at: 'c.started_at', id: 'c.id' };
};

const positionOf = ({ startedAt, id }: Conversation): string => encodePosition([startedAt.toISOString(), id]);

/**
 * The active list, the newest chat first. By when it began, because that never changes: by its last message or hand-over a
 * conversation would jump while somebody pages, and be shown twice or not at all.
 */
export const listActive = agentQuery(
  z.object({ filter: activeFilter.nullish(), paging: forwardPaging }),
  async ({ em, actor }, { filter, paging }): Promise<Page<Conversation>> => {
    const statement = new Statement();
    const slices = slicesOf(statement, actor, filter ?? {}, boundsOf(paging, true));
    return toPage(await readMerged(em, statement, slices, directionOf(paging, true), paging.limit + 1), paging, positionOf);
  },
);
