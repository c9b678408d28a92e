import { z } from 'zod';
import { type AgentActor, type CustomerActor, sees } from '../../auth/actor.js';
import { BoundedQueue } from '../../events/bounded-queue.js';
import type { LoggedEvent } from '../../events/event-log.js';
import { eventStream, type StreamItem } from '../../events/event-stream.js';
import { queueTopic } from '../../events/hub.js';
import { stateStream } from '../../events/state-stream.js';
import { channelFilter, channelsWithin } from '../channel-filter.js';
import { waitingPlaceOf } from '../conversations/queries.js';
import { id, ids } from '../inputs.js';
import { allowedStream } from './allowed-stream.js';
import type { Following } from './following.js';

export const followConversationsInput = z.object({
  filter: z.object({ ...channelFilter, agentIds: ids('agent').nullish(), conversationId: id('conversation').nullish() }).nullish(),
});
type Filter = NonNullable<z.output<typeof followConversationsInput>['filter']>;

/** A customer who has no conversation yet is beside none. */
const isTheDesks = ({ type, conversationId }: LoggedEvent): boolean =>
  /^(conversation|note)\./.test(type) || (type === 'customer.updated' && conversationId !== null);
/** What a customer is told of: nothing of topics, notes and tickets. */
const CUSTOMER_EVENTS = new Set([
  'conversation.queued',
  'conversation.assigned',
  'conversation.handed_back',
  'conversation.ended',
  'conversation.abandoned',
  'conversation.resolved',
  'conversation.reactivated',
]);

/** What happens to the conversations of the channels an agent may see, narrowed by a filter. */
export const followAsAgent = async (following: Following, actor: AgentActor, filter: Filter, after: bigint | undefined) => {
  const narrowed = Boolean(filter.productId || filter.channelIds || filter.channelTypes);
  // Of the whole workspace: what of it the agent may see is asked at each event.
  const { workspaceId } = actor;
  const narrow = () => channelsWithin(following.app.orm.em.fork(), { workspaceId, channelIds: null }, filter);
  let channels = narrowed ? await narrow() : null;
  /** A channel that was made meanwhile belongs to the filter too. */
  const narrowAgain = (): void => {
    narrow().then(
      (found) => {
        channels = found;
      },
      (error: unknown) => following.app.failures.tell(error, 'the channels of a subscription could not be read again'),
    );
  };
  return allowedStream(following, {
    whose: { workspaceId, conversationId: filter.conversationId ?? undefined },
    after,
    accepts: (event) => {
      if (narrowed && event.type === 'settings.changed') narrowAgain();
      return isTheDesks(event) && fits(event, filter, channels);
    },
    mayKnow: (now, { workspaceId, channelId }) => now.kind === 'agent' && channelId !== null && sees(now, { workspaceId, channelId }),
  });
};

const fits = ({ channelId, agentId }: LoggedEvent, { agentIds }: Filter, channels: ReadonlySet<string> | null): boolean => {
  if (channels && !(channelId && channels.has(channelId))) return false;
  return !agentIds || (agentId !== null && agentIds.includes(agentId));
};

/** `place` items carry no event of the customer's own: others ahead of them left. Their cursor is that of the last own event. */
export type CustomerItem = StreamItem | { event?: undefined; gap?: undefined; place: { cursor: bigint; conversationId: string } };

/** What happens to the customer's own conversations, and their place in the queue while they wait. */
export const followAsCustomer = (following: Following, actor: CustomerActor, filter: Filter, after: bigint | undefined) => {
  const { customerId, workspaceId } = actor;
  const own = eventStream(following.app.live, {
    whose: filter.conversationId ? { workspaceId, conversationId: filter.conversationId } : { workspaceId, customerId },
    after,
    accepts: (event) => CUSTOMER_EVENTS.has(event.type) && event.customerId === customerId && following.actorNow().kind === 'customer',
  });
  return merged(own, placeStream(following, actor, filter.conversationId), after ?? following.app.live.reader.position);
};

/** The present place and estimate, then what every move of the queue makes of them, at most five a second, the newest only. */
const placeStream = (following: Following, actor: CustomerActor, only: string | null | undefined) => {
  const { orm, hub, reader } = following.app.live;
  const { waits } = following.app;
  return stateStream({
    hub,
    topic: queueTopic(actor.channelId),
    // Their own conversation's too: a place told before it left the queue must not pass for the one after it came back.
    concerns: () => true,
    read: async () => {
      const waiting = await waitingPlaceOf(orm.em.fork(), actor.customerId);
      if (!waiting || (only && waiting.conversationId !== only)) return null;
      return { ...waiting, estimate: await waits.of(actor.channelId, waiting.place) };
    },
    cursor: () => reader.position,
  });
};

type Places = ReturnType<typeof placeStream>;

/**
 * A place is told with the cursor of the last event that went before it here: one told with the log's own position could
 * overtake an event that still waits, and whoever resumed from it would miss that.
 */
const merged = (own: BoundedQueue<StreamItem>, places: Places, from: bigint): BoundedQueue<CustomerItem> => {
  let told = from;
  const queue = new BoundedQueue<CustomerItem>();
  queue.onEnd = () => {
    void own.return();
    void places.return();
  };
  const forward = async (): Promise<void> => {
    for await (const item of own) {
      told = item.event?.id ?? item.gap?.resumeFrom ?? told;
      queue.push(item);
      await queue.drained();
    }
    queue.end();
  };
  const forwardPlaces = async (): Promise<void> => {
    for await (const { state } of places) if (state) queue.push({ place: { cursor: told, conversationId: state.conversationId } });
  };
  for (const forwarding of [forward(), forwardPlaces()]) forwarding.catch((error: Error) => queue.fail(error));
  return queue;
};
