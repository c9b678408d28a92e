import { Arg, Args, Ctx, Resolver } from 'type-graphql';
import { listActive } from '../services/conversations/list-active.js';
import { listQueue } from '../services/conversations/list-queue.js';
import type { Context } from './context.js';
import { RootQuery } from './root.js';
import { toConnection } from './types/connection.js';
import { ConversationConnection } from './types/conversation.js';
import { ActiveConversationsFilter } from './types/conversation-lists.js';
import { ChannelFilter } from './types/live.js';
import { ForwardPaging } from './types/paging.js';

const FILTER = { nullable: true, description: 'What to narrow to. Default: everything the caller may see.' };

@Resolver()
export class ConversationListsResolver {
  @RootQuery(() => ConversationConnection, {
    right: 'conversation.read',
    description:
      'The active list: conversations with an agent, those the customer has ended and that await their topic included, and handed-back ones that wait for the next agent. The newest chat first, by `startedAt`, which never changes: paging skips and repeats nothing while messages arrive and conversations are handed over. What the customer has ended and no agent has any more is shown to supervisors only.',
  })
  async activeConversations(
    @Arg('filter', () => ActiveConversationsFilter, FILTER) filter: ActiveConversationsFilter | null,
    @Args(() => ForwardPaging) { first, after }: ForwardPaging,
    @Ctx() ctx: Context,
  ) {
    return toConnection(await ctx.ask(listActive, { filter, paging: { first, after } }));
  }

  @RootQuery(() => ConversationConnection, {
    right: 'queue.read',
    description:
      'The queue: conversations waiting for an agent, the next one first (`priorityAt`): handed-back ones, then the longest waiting.',
  })
  async queue(
    @Arg('filter', () => ChannelFilter, FILTER) filter: ChannelFilter | null,
    @Args(() => ForwardPaging) { first, after }: ForwardPaging,
    @Ctx() ctx: Context,
  ) {
    return toConnection(await ctx.ask(listQueue, { filter, paging: { first, after } }));
  }
}
