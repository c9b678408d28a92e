import type { z } from 'zod';
import type { Actor } from '../../auth/actor.js';
import type { EventType } from '../../entities/enums.js';
import { topLevelError } from '../../errors.js';
import { workspaceTopic } from '../../events/hub.js';
import { stateStream } from '../../events/state-stream.js';
import { createLoaders } from '../../loaders/loaders.js';
import { ask } from '../run.js';
import type { Query, Reading } from '../use-case.js';
import { agentCounts, channelAvailability, queueSize } from './counts.js';
import type { Following } from './following.js';
import { channelOnline } from './queries.js';

const MOVES_QUEUE = new Set<EventType>([
  'conversation.queued',
  'conversation.assigned',
  'conversation.handed_back',
  'conversation.ended',
  'conversation.abandoned',
  'conversation.reactivated',
  // Of the follower's own rights too: they decide what is counted.
  'agent.updated',
]);
const CHANGES_COUNTS = new Set<EventType>([
  ...MOVES_QUEUE,
  'conversation.resolved',
  'agent.status_changed',
  'agent.connected',
  'agent.disconnected',
  'agent.updated',
  'settings.changed',
]);
const CHANGES_AVAILABILITY = new Set<EventType>([
  'agent.status_changed',
  'agent.connected',
  'agent.disconnected',
  'agent.updated',
  'settings.changed',
]);

const readingNow = ({ app, actorNow }: Following): Reading => {
  const em = app.orm.em.fork();
  return { app, actor: actorNow(), em, load: createLoaders(em), now: app.now };
};

/** A query as a state: read anew, with the rights of that moment, whenever one of the events may have changed it. */
const follow = <Asking extends Actor, Input extends z.ZodType, Result>(
  following: Following,
  workspaceId: string,
  types: ReadonlySet<EventType>,
  query: Query<Asking, Input, Result>,
  args: unknown,
) =>
  stateStream<Result>({
    hub: following.app.live.hub,
    topic: workspaceTopic(workspaceId),
    concerns: (event) => types.has(event.type),
    read: async () => {
      // The event that changed the rights may be the one that asks for this reading: let it reach the session first.
      await Promise.resolve();
      await following.rereading();
      return ask(readingNow(following), query, args);
    },
    cursor: () => following.app.live.reader.position,
  });

export const followQueueSize = (following: Following, workspaceId: string, args: unknown) =>
  follow(following, workspaceId, MOVES_QUEUE, queueSize, args);

export const followAgentCounts = (following: Following, workspaceId: string, args: unknown) =>
  follow(following, workspaceId, CHANGES_COUNTS, agentCounts, args);

/** Anybody may follow it; which workspace it is follows from the key. */
export const followAvailability = async (following: Following, channelKey: string) => {
  const found = await channelOnline(following.app.orm.em.fork(), channelKey);
  if (!found) throw topLevelError('NOT_FOUND', 'No web or in-app channel in use has this key.');
  return follow(following, found.workspaceId, CHANGES_AVAILABILITY, channelAvailability, { channelKey });
};
