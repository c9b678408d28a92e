import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Info, Resolver } from 'type-graphql';
import { ArchiveOrder, listArchive } from '../services/archive/list-archive.js';
import type { Context } from './context.js';
import { RootQuery } from './root.js';
import { askedBelow } from './selection.js';
import { ArchiveFilter } from './types/archive.js';
import { toConnection } from './types/connection.js';
import { ConversationConnection } from './types/conversation.js';
import { BothWaysPaging } from './types/paging.js';

/** Two of them: for one alone its loader does as well. */
const asksForNames = (info: GraphQLResolveInfo): boolean => {
  const asked = new Set([...askedBelow(info, 'nodes'), ...askedBelow(info, 'edges', 'node')]);
  return ['customer', 'resolvedBy', 'topic'].filter((name) => asked.has(name)).length >= 2;
};

@Resolver()
export class ArchiveResolver {
  @RootQuery(() => ConversationConnection, {
    right: 'archive.read',
    description:
      'The archive: resolved, converted and abandoned conversations. Give either `first` (with `after`) or `last` (with `before`). Cursors hold in the order they were given in, and also while conversations come to the archive: what was there when the paging began comes exactly once.',
  })
  async archive(
    @Arg('filter', () => ArchiveFilter, { nullable: true, description: 'What to narrow to. Default: everything the caller may see.' })
    filter: ArchiveFilter | null,
    @Arg('orderBy', () => ArchiveOrder, { defaultValue: ArchiveOrder.RESOLVED_AT_DESC, description: 'The order.' }) orderBy: ArchiveOrder,
    @Args(() => BothWaysPaging) { first, after, last, before }: BothWaysPaging,
    @Ctx() ctx: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    const paging = { first, after, last, before };
    return toConnection(await ctx.ask(listArchive, { filter, orderBy, paging, withNames: asksForNames(info) }));
  }
}
