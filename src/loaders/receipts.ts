import type { EntityManager } from '@mikro-orm/postgresql';
import DataLoader from 'dataloader';
import { namedRead } from '../database.js';
import { ReceiptKind, SenderKind } from '../entities/enums.js';
import type { Message } from '../entities/message.js';
import { numberOf } from './relations.js';

// Raw SQL in this file: the first receipt at or above each of many messages, in one statement for a page.

/** When the other side got and read a message. */
export interface Moments {
  deliveredAt: Date | null;
  readAt: Date | null;
}

const FIRST_RECEIPT = (kind: ReceiptKind): string => `(select r.at from receipt r where r.conversation_id = w.conversation_id
  and r.reader = w.reader and r.kind = '${kind}' and r.sequence >= w.sequence order by r.sequence limit 1)`;

/** Whoever writes has read what stands before: their next message is a receipt too. */
const MOMENTS = `
  select n::int as n, least(delivered, read, written) as "deliveredAt", least(read, written) as "readAt" from (
    select w.n, ${FIRST_RECEIPT(ReceiptKind.DELIVERED)} as delivered, ${FIRST_RECEIPT(ReceiptKind.READ)} as read,
      (select m.sent_at from message m where m.conversation_id = w.conversation_id and m.sequence > w.sequence
        and m.sender_kind = w.reader order by m.sequence limit 1) as written
    from unnest($1::uuid[], $2::int[], $3::text[]) with ordinality as w (conversation_id, sequence, reader, n)
  ) found`;

interface MomentsRow {
  n: number;
  deliveredAt: string | null;
  readAt: string | null;
}

const momentOf = (text: string | null | undefined): Date | null => (text ? new Date(text) : null);

/** One statement for all messages that one moment asks for, however many pages they stand on. */
const momentsOfMessages = (em: EntityManager): DataLoader<Message, Moments, string> =>
  new DataLoader(
    async (messages) => {
      const readers = messages.map(({ senderKind }) => (senderKind === SenderKind.CUSTOMER ? SenderKind.AGENT : SenderKind.CUSTOMER));
      const sequences = messages.map(({ sequence }) => sequence);
      const rows = await namedRead<MomentsRow>(em, MOMENTS, [messages.map(({ conversationId }) => conversationId), sequences, readers]);
      const found = new Map(rows.map((row) => [row.n, row]));
      return messages.map((_message, index) => {
        const row = found.get(index + 1);
        return { deliveredAt: momentOf(row?.deliveredAt), readAt: momentOf(row?.readAt) };
      });
    },
    { cacheKeyFn: ({ id }) => id },
  );

/**
 * How many messages of the other side stand after all that a side has read or written itself. The look for its own last one
 * goes back from the newest, no further than what is counted.
 */
const UNREAD = (reader: SenderKind, others: string): string => `
  select w.id as key, (select count(*)::int from message m where m.conversation_id = w.id and m.sender_kind ${others}
    and m.sequence > greatest(
      coalesce((select p.read_sequence from receipt_position p where p.conversation_id = w.id and p.reader = '${reader}'), 0),
      coalesce((select o.sequence from message o where o.conversation_id = w.id and o.sender_kind = '${reader}'
        order by o.sequence desc limit 1), 0))) as number
  from unnest($1::uuid[]) as w (id)`;

export const receiptLoaders = (em: EntityManager) => ({
  momentsOfMessage: momentsOfMessages(em),
  unreadByDesk: numberOf(em, UNREAD(SenderKind.AGENT, `= 'CUSTOMER'`)),
  unreadByCustomer: numberOf(em, UNREAD(SenderKind.CUSTOMER, `<> 'CUSTOMER'`)),
});
