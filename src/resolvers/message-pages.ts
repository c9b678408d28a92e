import { topLevelError } from '../errors.js';
import { type MessagesOf, messagePages } from '../services/conversations/list-messages.js';
import { bothWaysPagingBySequence } from '../services/paging.js';
import type { Context } from './context.js';
import { toConnection } from './types/connection.js';
import type { BothWaysPaging } from './types/paging.js';

/** One loader for each page asked for, so that a list of conversations takes one statement for all their messages. */
const loadersOf = new WeakMap<Context['load'], Map<string, ReturnType<typeof messagePages>>>();

export const messagesOf = async (context: Context, wanted: MessagesOf, paging: BothWaysPaging) => {
  const parsed = bothWaysPagingBySequence.safeParse({ ...paging });
  if (!parsed.success) throw topLevelError('BAD_USER_INPUT', parsed.error.issues[0]?.message ?? 'The page is not valid.');
  const loaders = loadersOf.get(context.load) ?? new Map();
  loadersOf.set(context.load, loaders);
  const key = JSON.stringify(parsed.data);
  const pages = loaders.get(key) ?? messagePages(context.em, parsed.data);
  loaders.set(key, pages);
  return toConnection(await pages.load(wanted));
};
