import { Arg, Ctx, ID, Int, Resolver, Root } from 'type-graphql';
import type { z } from 'zod';
import type { EventType } from '../entities/enums.js';
import { topLevelError } from '../errors.js';
import type { StreamItem } from '../events/event-stream.js';
import type { StateAt } from '../events/state-stream.js';
import { agentCounts, channelAvailability, channelKeyInput, countsInput, queueSize } from '../services/live/counts.js';
import { type Bubble, followAgents, followAgentsInput, followBubble } from '../services/live/follow-agents.js';
import { type CustomerItem, followAsAgent, followAsCustomer, followConversationsInput } from '../services/live/follow-conversations.js';
import { followAgentCounts, followAvailability, followQueueSize } from '../services/live/follow-counts.js';
import { followInbox, followMessages, followMessagesInput } from '../services/live/follow-messages.js';
import { followOwn, followOwnInput, MESSAGE_CHANGES } from '../services/live/follow-own.js';
import { followTickets, followTicketsInput } from '../services/live/follow-tickets.js';
import { followTyping } from '../services/live/follow-typing.js';
import type { TypingChange } from '../services/typing/typists.js';
import type { Context } from './context.js';
import { RootQuery, RootSubscription } from './root.js';
import { Cursor } from './scalars.js';
import { AssignedAgent } from './types/chat.js';
import {
  AgentChangedFilter,
  AgentChangedOrGap,
  AgentCounts,
  ChannelAvailability,
  ChannelFilter,
  ConversationChange,
  ConversationChangedFilter,
  ConversationChangedOrGap,
  MessageAddedOrGap,
  MessageChangedOrGap,
  TypingChanged,
} from './types/live.js';
import { TicketChangedFilter, TicketChangedOrGap } from './types/live-tickets.js';

export interface Subscribing {
  args: Record<string, unknown>;
  context: Context;
}

/** The arguments of a subscription as its service wants them. */
export const parsed = <Input extends z.ZodType>(input: Input, args: unknown): z.output<Input> => {
  const result = input.safeParse(args);
  if (result.success) return result.data;
  throw topLevelError('BAD_USER_INPUT', result.error.issues[0]?.message ?? 'The arguments are not valid.');
};

export const afterOf = (args: Record<string, unknown>): bigint | undefined => (args.after as bigint | null | undefined) ?? undefined;

const agentOf = ({ actor }: Context) => {
  if (actor.kind !== 'agent') throw topLevelError('FORBIDDEN', 'This is for agents.');
  return actor;
};

export const AFTER = {
  nullable: true,
  description: 'The cursor of the last event that was seen: what was missed comes first. Default: only what happens from now on.',
};
const FILTER = { nullable: true, description: 'What to narrow to. Default: everything the caller may see.' };

/** Changes that are not named after the conversation’s own event. */
const OF_ITS_OWN: Partial<Record<EventType, ConversationChange>> = {
  'note.added': ConversationChange.NOTE_ADDED,
  'customer.updated': ConversationChange.CUSTOMER_UPDATED,
};

@Resolver()
export class LiveResolver {
  @RootSubscription(() => MessageAddedOrGap, {
    right: 'message.follow',
    description: 'The messages of one conversation as they are sent, one’s own included, in the order of `sequence`.',
    subscribe: ({ args, context }: Subscribing) => followMessages(context, parsed(followMessagesInput, args).conversationId, afterOf(args)),
  })
  messageAdded(
    @Root() item: StreamItem,
    @Arg('conversationId', () => ID, { description: 'The conversation.' }) _conversationId: string,
    @Arg('after', () => Cursor, AFTER) _after: bigint | null,
    @Ctx() { load }: Context,
  ) {
    return item.gap ?? { cursor: item.event.id, message: () => load.Message.load(item.event.subjectId ?? '') };
  }

  @RootSubscription(() => MessageAddedOrGap, {
    right: 'conversation.read',
    description: 'The messages of all conversations the caller has, in one stream.',
    subscribe: ({ args, context }: Subscribing) => followInbox(context, agentOf(context), afterOf(args)),
  })
  inboxMessageAdded(@Root() item: StreamItem, @Arg('after', () => Cursor, AFTER) _after: bigint | null, @Ctx() { load }: Context) {
    return item.gap ?? { cursor: item.event.id, message: () => load.Message.load(item.event.subjectId ?? '') };
  }

  @RootSubscription(() => MessageChangedOrGap, {
    right: 'message.follow',
    description:
      'What becomes of messages after they were sent: changed, taken back, reacted to, their files arrived, and on WhatsApp, Messenger and Instagram how far they are on their way.',
    subscribe: ({ args, context }: Subscribing) =>
      followOwn(
        context,
        MESSAGE_CHANGES[context.actor.kind === 'customer' ? 'customer' : 'agent'],
        parsed(followOwnInput, args).conversationId,
        afterOf(args),
      ),
  })
  messageChanged(
    @Root() item: StreamItem,
    @Arg('conversationId', () => ID, {
      nullable: true,
      description: 'The conversation. Default: all that the caller has; a customer’s are all their own.',
    })
    _conversationId: string | null,
    @Arg('after', () => Cursor, AFTER) _after: bigint | null,
    @Ctx() { load }: Context,
  ) {
    if (item.gap) return item.gap;
    const { id: cursor, type, subjectId } = item.event;
    return { cursor, change: type, message: () => load.Message.load(subjectId ?? '') };
  }

  @RootSubscription(() => ConversationChangedOrGap, {
    right: 'conversation.follow',
    description:
      'What happens to conversations: the desk follows those of the channels granted, a customer their own (assigned, place in the queue, ended, resolved).',
    subscribe: ({ args, context }: Subscribing) => {
      const filter = parsed(followConversationsInput, args).filter ?? {};
      const { actor } = context;
      if (actor.kind === 'customer') return followAsCustomer(context, actor, filter, afterOf(args));
      return followAsAgent(context, agentOf(context), filter, afterOf(args));
    },
  })
  conversationChanged(
    @Root() item: CustomerItem,
    @Arg('filter', () => ConversationChangedFilter, FILTER) _filter: ConversationChangedFilter | null,
    @Arg('after', () => Cursor, AFTER) _after: bigint | null,
    @Ctx() { load }: Context,
  ) {
    if (item.gap) return item.gap;
    const change = item.event ? item.event.type.split('.')[1]?.toUpperCase() : ConversationChange.PLACE_CHANGED;
    const { cursor, conversationId } = item.event ? { cursor: item.event.id, conversationId: item.event.conversationId } : item.place;
    const named = item.event && OF_ITS_OWN[item.event.type];
    return { cursor, change: named ?? change, conversation: () => load.Conversation.load(conversationId ?? '') };
  }

  @RootSubscription(() => AgentChangedOrGap, {
    right: 'agents.read',
    description:
      'Status, since when, connection, and load of agents: the caller’s colleagues (with a channel in common), for supervisors all.',
    subscribe: ({ args, context }: Subscribing) =>
      followAgents(context, agentOf(context), parsed(followAgentsInput, args).filter?.agentIds ?? null, afterOf(args)),
  })
  agentChanged(
    @Root() item: StreamItem,
    @Arg('filter', () => AgentChangedFilter, FILTER) _filter: AgentChangedFilter | null,
    @Arg('after', () => Cursor, AFTER) _after: bigint | null,
    @Ctx() { load }: Context,
  ) {
    return item.gap ?? { cursor: item.event.id, agent: () => load.Agent.load(item.event.agentId ?? '') };
  }

  @RootSubscription(() => TicketChangedOrGap, {
    right: 'ticket.read',
    description:
      'What happens to tickets: those of the channels granted. Also when a mail of the requester comes in, and how far one to them is.',
    subscribe: ({ args, context }: Subscribing) =>
      followTickets(context, agentOf(context), parsed(followTicketsInput, args).filter ?? {}, afterOf(args)),
  })
  ticketChanged(
    @Root() item: StreamItem,
    @Arg('filter', () => TicketChangedFilter, FILTER) _filter: TicketChangedFilter | null,
    @Arg('after', () => Cursor, AFTER) _after: bigint | null,
    @Ctx() { load }: Context,
  ) {
    if (item.gap) return item.gap;
    const change = item.event.type.split('.')[1]?.toUpperCase();
    return { cursor: item.event.id, change, ticket: () => load.Ticket.load(item.event.subjectId ?? '') };
  }

  @RootSubscription(() => AssignedAgent, {
    right: 'chat.readOwn',
    nullable: true,
    description:
      'The chat bubble: the assigned agent and their status, now and at each change, at most five a second; null while nobody is assigned.',
    subscribe: ({ args, context }: Subscribing) => followBubble(context, parsed(followMessagesInput, args).conversationId),
  })
  agentStatusChanged(
    @Root() { state }: StateAt<Bubble | null>,
    @Arg('conversationId', () => ID, { description: 'The conversation.' }) _conversationId: string,
  ) {
    return state;
  }

  @RootSubscription(() => TypingChanged, {
    right: 'message.follow',
    description:
      'Who types: a customer sees the agent who has their conversation, that agent the customer, a supervisor both; nobody themselves. Those who type at this moment come at once, then each change, of one typist at most two a second. Ephemeral: nothing is stored, it takes no `after`, and each who types is told again by `true` after they stopped.',
    subscribe: ({ args, context }: Subscribing) => followTyping(context, parsed(followMessagesInput, args).conversationId),
  })
  typingChanged(
    @Root() change: TypingChange,
    @Arg('conversationId', () => ID, { description: 'The conversation.' }) _conversationId: string,
  ) {
    return change;
  }

  @RootQuery(() => Int, { right: 'queue.read', description: 'Customers waiting now, handed-back conversations included.' })
  queueSize(@Arg('filter', () => ChannelFilter, FILTER) filter: ChannelFilter | null, @Ctx() ctx: Context) {
    return ctx.ask(queueSize, { filter });
  }

  @RootSubscription(() => Int, {
    right: 'queue.read',
    description: 'Customers waiting: the present number at once, then each change, at most five a second, the newest only.',
    subscribe: ({ args, context }: Subscribing) => {
      parsed(countsInput, args);
      return followQueueSize(context, agentOf(context).workspaceId, args);
    },
  })
  queueSizeChanged(@Root() { state }: StateAt<number>, @Arg('filter', () => ChannelFilter, FILTER) _filter: ChannelFilter | null) {
    return state;
  }

  @RootQuery(() => AgentCounts, {
    right: 'agents.read',
    description:
      'Agents authorised for the channels, by status (Online: who is connected, too), and their free capacity. Filtered to web chat it is the desk’s footer.',
  })
  agentCounts(@Arg('filter', () => ChannelFilter, FILTER) filter: ChannelFilter | null, @Ctx() ctx: Context) {
    return ctx.ask(agentCounts, { filter });
  }

  @RootSubscription(() => AgentCounts, {
    right: 'agents.read',
    description: 'Agents by status: the present numbers at once, then each change, at most five a second, the newest only.',
    subscribe: ({ args, context }: Subscribing) => {
      parsed(countsInput, args);
      return followAgentCounts(context, agentOf(context).workspaceId, args);
    },
  })
  agentCountsChanged(@Root() { state }: StateAt<object>, @Arg('filter', () => ChannelFilter, FILTER) _filter: ChannelFilter | null) {
    return state;
  }

  @RootQuery(() => ChannelAvailability, {
    right: 'availability.read',
    nullable: true,
    description: 'Whether anyone is Online, and connected, on a web or in-app channel; null when no channel in use has the key.',
  })
  channelAvailability(
    @Arg('channelKey', () => String, { description: 'The channel’s public key.' }) channelKey: string,
    @Ctx() ctx: Context,
  ) {
    return ctx.ask(channelAvailability, { channelKey });
  }

  @RootSubscription(() => ChannelAvailability, {
    right: 'availability.read',
    nullable: true,
    description:
      'Whether anyone is Online, and connected, on a channel, before and while waiting: at once, then at each change. Null once the channel is archived.',
    subscribe: ({ args, context }: Subscribing) => followAvailability(context, parsed(channelKeyInput, args).channelKey),
  })
  channelAvailabilityChanged(
    @Root() { state }: StateAt<object | null>,
    @Arg('channelKey', () => String, { description: 'The channel’s public key.' }) _channelKey: string,
  ) {
    return state;
  }
}
