import type { EntityManager } from '@mikro-orm/postgresql';
import DataLoader from 'dataloader';
import { named } from '../../database.js';
import { Message } from '../../entities/message.js';
import { encodePosition, type Page, type Paging } from '../paging.js';


/** Raw: the same page of many conversations in one statement; each cut by the index on (conversation_id, sequence). */
const PAGE = (direction: 'asc' | 'desc'): string => `
  select m.* from unnest($1::uuid[]) as wanted (id)
  cross join lateral (select * from message where conversation_id = wanted.id and sequence > $2 and sequence < $3
    order by sequence ${direction} limit $4) m`;

const BEYOND = 2_147_483_647;

const positionOf = (message: Message): string => encodePosition([String(message.sequence), message.id]);

const toPage = (found: Message[], paging: Paging): Page<Message> => {
  const more = found.length > paging.limit;
  const nodes = found.slice(0, paging.limit).sort((a, b) => a.sequence - b.sequence);
  return paging.forward
    ? { nodes, positionOf, hasNextPage: more, hasPreviousPage: paging.after !== null }
    : { nodes, positionOf, hasNextPage: paging.before !== null, hasPreviousPage: more };
};

/** Pages of messages, in the order of `sequence`, one statement for all conversations that ask for the same page. */
export const messagePages = (em: EntityManager, paging: Paging): DataLoader<string, Page<Message>> =>
  new DataLoader(async (conversationIds) => {
    const params = [conversationIds, Number(paging.after?.[0] ?? 0), Number(paging.before?.[0] ?? BEYOND), paging.limit + 1];
    const rows = await named(em, PAGE(paging.forward ? 'asc' : 'desc'), params);
    const found = rows.map((row) => em.map(Message, row as never));
    return conversationIds.map((id) => toPage(found.filter((message) => message.conversationId === id), paging));
  });

