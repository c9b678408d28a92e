import { z } from 'zod';
import { type AgentActor, sees } from '../../auth/actor.js';
import { EVENT_TYPES } from '../../entities/enums.js';
import { type LoggedEvent, readKept } from '../../events/event-log.js';
import type { StreamItem } from '../../events/event-stream.js';
import { keptAfter, lastDrawn } from '../../events/log-partitions.js';
import { channelFilter, channelsWithin } from '../channel-filter.js';
import { first, id, ids } from '../inputs.js';
import { agentQuery, type Reading } from '../use-case.js';

const filter = z.object({
  ...channelFilter,
  types: z.array(z.enum(EVENT_TYPES)).nullish(),
  conversationId: id('conversation').nullish(),
  agentIds: ids('agent').nullish(),
});
type Filter = z.output<typeof filter>;

const listEventsInput = z.object({ after: z.bigint().nullish(), filter: filter.nullish(), first });

/** How much of the log one page looks through at most, when little of it is the caller's or fits the filter. */
const WINDOW = 1_000;
const MOST_WINDOWS = 10;
/** How long a page waits for this process to have read what others wrote; afterwards it ends before that. */
const CATCH_UP_MILLISECONDS = 1_000;

export interface EventPageFields {
  events: LoggedEvent[];
  cursor: bigint;
  hasMore: boolean;
  present: bigint;
  gap: StreamItem['gap'] | null;
}

/**
 * The log as a page, up to where this process has read it: never past a gap that a transaction under way may still fill, so
 * that whoever goes on from the page's cursor misses nothing.
 */
export const listEvents = agentQuery(listEventsInput, async (reading, { after, filter: given, first: most }): Promise<EventPageFields> => {
  const { em, app, actor } = reading;
  await app.live.reader.catchUp(CATCH_UP_MILLISECONDS);
  const present = app.live.reader.position;
  const narrowTo = given ?? {};
  let from = after ?? (await keptAfter(em));
  if (from > present) {
    const isOurs = from <= (await lastDrawn(em));
    const gap = isOurs ? null : ({ reason: 'UNKNOWN', resumeFrom: present } as const);
    return { events: [], cursor: isOurs ? from : present, hasMore: false, present, gap };
  }
  const accepts = await accepting(reading, narrowTo);
  const whose = { workspaceId: actor.workspaceId, conversationId: narrowTo.conversationId ?? undefined };
  const events: LoggedEvent[] = [];
  let gap: EventPageFields['gap'] = null;
  for (let windows = 0; windows < MOST_WINDOWS && from < present; windows++) {
    const { events: read, goneUpTo } = await readKept(em, whose, from, present, WINDOW);
    if (goneUpTo !== null) {
      // Let go while the page was being read: the next page begins with word of it.
      if (windows > 0) break;
      gap = { reason: 'EXPIRED', resumeFrom: goneUpTo };
    }
    for (const event of read) {
      from = event.id;
      if (accepts(event)) events.push(event);
      if (events.length === most) return { events, cursor: from, hasMore: from < present, present, gap };
    }
    if (read.length < WINDOW) from = gap && gap.resumeFrom > present ? gap.resumeFrom : present;
  }
  return { events, cursor: from, hasMore: from < present, present, gap };
});

const accepting = async (reading: Reading<AgentActor>, { types, agentIds, ...channels }: Filter) => {
  const { em, actor } = reading;
  const narrowed = channels.productId || channels.channelIds || channels.channelTypes;
  const within = narrowed ? await channelsWithin(em, actor, channels) : null;
  const mayKnow = await knowing(reading);
  return (event: LoggedEvent): boolean =>
    (!types || types.includes(event.type)) &&
    (!agentIds || (event.agentId !== null && agentIds.includes(event.agentId))) &&
    (!within || (event.channelId !== null && within.has(event.channelId))) &&
    mayKnow(event);
};

/** As in the subscriptions: what belongs to a channel is for those who see it, what colleagues do for colleagues, the rest for supervisors. */
const knowing = async ({ actor, load }: Reading<AgentActor>): Promise<(event: LoggedEvent) => boolean> => {
  if (actor.channelIds === null) return () => true;
  const colleagues = await load.colleaguesOfAgent.load(actor.agentId);
  return ({ type, workspaceId, channelId, agentId }) =>
    type.startsWith('agent.') ? agentId !== null && colleagues.has(agentId) : channelId !== null && sees(actor, { workspaceId, channelId });
};
