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

/** Fields that need no more than `services/archive/brief.ts` reads; the relations among them, no more than an id. */
const BRIEF = {
  conversation: new Set([
    ...['__typename', 'id', 'state', 'outcome', 'startedAt', 'resolvedAt', 'customer', 'resolvedBy', 'topic'],
    ...['product', 'channel', 'agent', 'group', 'ticket', 'lastMessage', 'notes', 'assignments'],
  ]),
  named: new Set(['__typename', 'id', 'name']),
};

const asksBriefly = (info: GraphQLResolveInfo): boolean => {
  const onlyAsks = (allowed: Set<string>, ...path: string[]): boolean => [...askedBelow(info, ...path)].every((name) => allowed.has(name));
  return [['nodes'], ['edges', 'node']].every(
    (path) =>
      onlyAsks(BRIEF.conversation, ...path) && ['customer', 'resolvedBy', 'topic'].every((field) => onlyAsks(BRIEF.named, ...path, field)),
  );
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
    return toConnection(await ctx.ask(listArchive, { filter, orderBy, paging, briefly: asksBriefly(info) }));
  }
}
