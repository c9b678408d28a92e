import { z } from 'zod';
import type { Conversation } from '../../entities/conversation.js';
import { channelFilter } from '../channel-filter.js';
import { boundsOf, channelsLeft, directionOf, readMerged, Statement, toPage, within } from '../merged-page.js';
import { encodePosition, forwardPaging, type Page } from '../paging.js';
import { agentQuery } from '../use-case.js';

// Raw SQL in this file: a page merged from slices of an index (see merged-page.ts).

const positionOf = ({ priorityAt, id }: Conversation): string => {
  if (!priorityAt) throw new Error('a waiting conversation has no place in the queue');
  return encodePosition([priorityAt.toISOString(), id]);
};

/** The queue, the next first. */
export const listQueue = agentQuery(
  z.object({ filter: z.object(channelFilter).nullish(), paging: forwardPaging }),
  async ({ em, actor }, { filter, paging }): Promise<Page<Conversation>> => {
    const statement = new Statement();
    const keys = `(${channelsLeft(statement, actor, filter ?? {})}) as channel`;
    const where = ['c.channel_id = channel.id', `c.state = 'QUEUED'`];
    where.push(within(statement, boundsOf(paging, false), 'c.priority_at', 'c.id'));
    const slices = { keys, from: 'conversation c', where, at: 'c.priority_at', id: 'c.id' };
    return toPage(await readMerged(em, statement, slices, directionOf(paging, false), paging.limit + 1), paging, positionOf);
  },
);
