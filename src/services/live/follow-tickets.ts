import { z } from 'zod';
import { type AgentActor, sees } from '../../auth/actor.js';
import { channelFilter, channelsWithin } from '../channel-filter.js';
import { id } from '../inputs.js';
import { allowedStream } from './allowed-stream.js';
import type { Following } from './following.js';

export const followTicketsInput = z.object({ filter: z.object({ ...channelFilter, ticketId: id('ticket').nullish() }).nullish() });
type Filter = NonNullable<z.output<typeof followTicketsInput>['filter']>;

/** What happens to the tickets of the channels an agent may see, narrowed by a filter. */
export const followTickets = async (following: Following, actor: AgentActor, filter: Filter, after: bigint | undefined) => {
  const narrowed = Boolean(filter.productId || filter.channelIds || filter.channelTypes);
  // Of the whole workspace: what of it the agent may see is asked at each event.
  const narrow = () => channelsWithin(following.app.orm.em.fork(), { ...actor, channelIds: null }, filter);
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
    whose: { workspaceId: actor.workspaceId },
    after,
    accepts: ({ type, channelId, subjectId }) => {
      if (narrowed && type === 'settings.changed') narrowAgain();
      if (!type.startsWith('ticket.') || (filter.ticketId && subjectId !== filter.ticketId)) return false;
      return !channels || (channelId !== null && channels.has(channelId));
    },
    mayKnow: (now, { workspaceId, channelId }) => now.kind === 'agent' && channelId !== null && sees(now, { workspaceId, channelId }),
  });
};
