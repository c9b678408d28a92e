import type { EntityManager } from '@mikro-orm/postgresql';
import DataLoader from 'dataloader';
import { named } from '../../database.js';
import { Message } from '../../entities/message.js';
import { toRecord } from '../../records.js';
import { encodePosition, type Page, type Paging } from '../paging.js';

/** The messages of a conversation; with `upTo` only those up to that sequence. */
export interface MessagesOf {
  conversationId: string;
  upTo?: number;
}

/** Raw: the same page of many conversations in one statement; each cut by the index on (conversation_id, sequence). */
const PAGE = (direction: 'asc' | 'desc'): string => `
  select m.*, wanted.n from unnest($1::uuid[], $2::int[]) with ordinality as wanted (id, up_to, n)
  cross join lateral (select * from message where conversation_id = wanted.id and sequence <= wanted.up_to
    and sequence > $3 and sequence < $4 order by sequence ${direction} limit $5) m`;

const BEYOND = 2_147_483_647;

const positionOf = (message: Message): string => encodePosition([String(message.sequence), message.id]);

const toPage = (found: Message[], paging: Paging): Page<Message> => {
  const more = found.length > paging.limit;
  const nodes = found.slice(0, paging.limit).sort((a, b) => a.sequence - b.sequence);
  return paging.forward
    ? { nodes, positionOf, hasNextPage: more, hasPreviousPage: paging.after !== null }
    : { nodes, positionOf, hasNextPage: paging.before !== null, hasPreviousPage: more };
};

const keyOf = ({ conversationId, upTo = BEYOND }: MessagesOf): string => `${conversationId} ${upTo}`;

/** Pages of messages, in the order of `sequence`, one statement for all conversations that ask for the same page. */
export const messagePages = (em: EntityManager, paging: Paging): DataLoader<MessagesOf, Page<Message>, string> =>
  new DataLoader(
    async (wanted) => {
      const conversationIds = wanted.map((one) => one.conversationId);
      const bounds = wanted.map((one) => one.upTo ?? BEYOND);
      const between = [Number(paging.after?.[0] ?? 0), Number(paging.before?.[0] ?? BEYOND)];
      const sql = PAGE(paging.forward ? 'asc' : 'desc');
      const rows = await named<{ n: string }>(em, sql, [conversationIds, bounds, ...between, paging.limit + 1]);
      const found = wanted.map((): Message[] => []);
      for (const { n, ...row } of rows) found[Number(n) - 1]?.push(toRecord(em, Message, row));
      return found.map((messages) => toPage(messages, paging));
    },
    { cacheKeyFn: keyOf },
  );
