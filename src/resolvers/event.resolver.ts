import { Arg, Ctx, Int, Resolver } from 'type-graphql';
import type { LoggedEvent } from '../events/event-log.js';
import { lazily } from '../loaders/lazily.js';
import type { LoadableName } from '../loaders/loaders.js';
import { listEvents } from '../services/live/list-events.js';
import type { Context } from './context.js';
import { RootQuery } from './root.js';
import { Cursor } from './scalars.js';
import { EventFilter, EventPage } from './types/log-event.js';

const recordOf = (name: LoadableName, id: string | null) => id && lazily(name, id);

/** An event in the envelope that all kinds share. */
const toEnvelope = ({ id, type, at, conversationId, channelId, customerId, agentId, subjectId }: LoggedEvent) => ({
  cursor: id,
  type,
  at,
  conversation: recordOf('Conversation', conversationId),
  message: recordOf('Message', type.startsWith('message.') ? subjectId : null),
  note: recordOf('Note', type === 'note.added' ? subjectId : null),
  ticket: recordOf('Ticket', type.startsWith('ticket.') || type === 'conversation.converted' ? subjectId : null),
  customer: recordOf('Customer', type === 'customer.updated' ? customerId : null),
  agent: recordOf('Agent', agentId),
  channel: recordOf('Channel', channelId),
});

@Resolver()
export class EventResolver {
  @RootQuery(() => EventPage, {
    right: 'events.read',
    description:
      'The log of what happened, the oldest first: the same events, cursors and rights as in the subscriptions, for who catches up by polling. Kept for some days (7 by default). What belongs to a channel is for those who see it, what agents do for their colleagues, the rest for supervisors.',
  })
  async events(
    @Arg('first', () => Int, { description: 'The page size, 1 to 100. Required.' }) first: number,
    @Arg('after', () => Cursor, {
      nullable: true,
      description: 'The `cursor` of the page before, of an event or of a mutation. Default: from the oldest event that is kept.',
    })
    after: bigint | null,
    @Arg('filter', () => EventFilter, { nullable: true, description: 'What to narrow to. Default: everything the caller may see.' })
    filter: EventFilter | null,
    @Ctx() ctx: Context,
  ) {
    const page = await ctx.ask(listEvents, { first, after, filter });
    return { ...page, events: page.events.map(toEnvelope) };
  }
}
