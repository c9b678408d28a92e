import type { EntityManager } from '@mikro-orm/postgresql';
import { named } from '../../../database.js';
import type { SenderKind } from '../../../entities/enums.js';
import { InboundMail } from '../../../entities/inbound-mail.js';
import type { MailPurpose } from '../../../entities/mail-enums.js';
import type { MessageContent } from '../../../entities/message-content.js';
import { TicketMail } from '../../../entities/ticket-mail.js';
import { toRecord } from '../../../records.js';

// Raw SQL in this file: row locks weaker than FOR UPDATE, and joins that are read only.

/** The oldest that waits. Counted before it is tried: a try that the process did not survive was one. */
const CLAIM = `update ticket_mail set attempts = attempts + 1 where id = (
    select id from ticket_mail where ticket_id = $1 and state = 'QUEUED' order by queued_at, id limit 1 for no key update)
  returning *`;

export const claimMail = async (em: EntityManager, ticketId: string): Promise<TicketMail | null> => {
  const [row] = await named(em, CLAIM, [ticketId]);
  return row ? toRecord(em, TicketMail, row) : null;
};

const LOCK_MAIL = 'select * from ticket_mail where id = $1 for no key update';

export const lockMail = async (em: EntityManager, id: string): Promise<TicketMail | undefined> => {
  const [row] = await named(em, LOCK_MAIL, [id]);
  return row && em.map(TicketMail, row);
};

/** All that a mail says, beside the transcript. */
export interface MailMatter {
  number: number;
  subject: string;
  requesterName: string;
  productName: string;
  conversationId: string;
  transcriptSequence: number;
  conversationLanguage: string | null;
  agentName: string;
  /** A visitor left the address, and nobody has seen that it is theirs. */
  isLeft: boolean;
  reply: string | null;
  purpose: MailPurpose;
}

const MATTER = `select t.number, t.subject, t.requester_name as "requesterName", p.name as "productName", t.conversation_id as "conversationId",
    t.transcript_sequence as "transcriptSequence", c.language as "conversationLanguage", coalesce(a.name, p.name) as "agentName", t.created_by_id is null as "isLeft", m.text as reply, x.purpose
  from ticket_mail x
  join ticket t on t.id = x.ticket_id
  join product p on p.id = t.product_id
  join conversation c on c.id = t.conversation_id
  left join ticket_message m on m.id = x.ticket_message_id
  left join agent a on a.id = coalesce(m.agent_id, t.created_by_id)
  where x.id = $1`;

export const matterOf = async (em: EntityManager, mailId: string): Promise<MailMatter> => {
  const [row] = await named<MailMatter>(em, MATTER, [mailId]);
  if (!row) throw new Error('the ticket of the mail is missing');
  return row;
};

const LEFT = `select count(*)::int as mails from ticket t join ticket_mail m on m.ticket_id = t.id and m.purpose = 'CONFIRMATION'
  where t.workspace_id = $1 and t.requester_email = $2 and t.created_by_id is null and m.sent_at > $3`;

/** How many mails visitors have caused to an address since a moment, by leaving it. */
export const confirmationsOfLeft = async (em: EntityManager, workspaceId: string, address: string, since: Date): Promise<number> =>
  (await named<{ mails: number }>(em, LEFT, [workspaceId, address, since]))[0]?.mails ?? 0;

export interface TranscriptLine {
  senderKind: SenderKind;
  sender: string | null;
  text: string;
  /** What it holds beside text and files; null when there is nothing. */
  content: MessageContent | null;
  /** The names of its files; null when it has none. */
  files: string[] | null;
  sentAt: string;
}

/** Messages only: internal notes are no messages. The newest, when there are too many for a mail. */
const TRANSCRIPT = `select * from (
    select m.sequence, m.sender_kind as "senderKind", coalesce(a.name, c.name) as sender, m.text, m.content, m.sent_at as "sentAt",
      (select array_agg(f.name order by f.position) from attachment f where f.message_id = m.id and m.deleted_at is null) as files
    from message m left join agent a on a.id = m.agent_id left join customer c on c.id = m.customer_id
    where m.conversation_id = $1 and m.sequence <= $2 and m.sender_kind <> 'SYSTEM' order by m.sequence desc limit 500) newest
  order by sequence`;

export const transcriptOf = (em: EntityManager, conversationId: string, upTo: number): Promise<TranscriptLine[]> =>
  named<TranscriptLine>(em, TRANSCRIPT, [conversationId, upTo]);

/** The Message-IDs of a ticket's thread before a mail of ours, the oldest first; with who sent them. */
const THREAD = `select message_id as id, false as incoming, queued_at as at from ticket_mail
    where ticket_id = $1 and id <> $2 and queued_at <= $3 and state <> 'QUEUED'
  union all select mail_id, true, sent_at from ticket_message
    where ticket_id = $1 and mail_id like '<%' and sent_at <= $3 and not automatic
  order by at`;

export const threadBefore = (em: EntityManager, { ticketId, id, queuedAt }: TicketMail): Promise<{ id: string; incoming: boolean }[]> =>
  named(em, THREAD, [ticketId, id, queuedAt]);

const INBOUND = 'select * from inbound_mail where id = $1 and read_at is null';

export const findInbound = async (em: EntityManager, id: string): Promise<InboundMail | null> => {
  const [row] = await named(em, INBOUND, [id]);
  return row ? toRecord(em, InboundMail, row) : null;
};

const REMOVE_INBOUND = 'delete from inbound_mail where id = $1 and read_at is null returning storage_key';

/** False when another run of the job was first. */
export const removeInbound = async (em: EntityManager, id: string): Promise<boolean> => (await named(em, REMOVE_INBOUND, [id])).length > 0;

const NEEDED = 'select exists (select from inbound_mail where storage_key = $1 and read_at is null) as needed';

export const isStillNeeded = async (em: EntityManager, storageKey: string): Promise<boolean> =>
  (await named<{ needed: boolean }>(em, NEEDED, [storageKey]))[0]?.needed ?? false;

const FORGET = `delete from inbound_mail where product_id = $1 and read_at < $2`;

export const forgetUnmatched = async (em: EntityManager, productId: string, before: Date): Promise<void> => {
  await named(em, FORGET, [productId, before]);
};

const TICKET_OF_MAILS = `select m.ticket_id as id from ticket_mail m join ticket t on t.id = m.ticket_id
  where m.id = any($1::uuid[]) and t.product_id = $2 order by array_position($1::uuid[], m.id) limit 1`;

/** The ticket of the first of these mails that is the product's. */
export const ticketOfMails = async (em: EntityManager, mailIds: readonly string[], productId: string): Promise<string | null> =>
  (await named<{ id: string }>(em, TICKET_OF_MAILS, [mailIds, productId]))[0]?.id ?? null;

const IN_PRODUCT = 'select id from ticket where id = any($1::uuid[]) and product_id = $2 limit 1';

export const ticketInProduct = async (em: EntityManager, ticketIds: readonly string[], productId: string): Promise<string | null> =>
  (await named<{ id: string }>(em, IN_PRODUCT, [ticketIds, productId]))[0]?.id ?? null;

const BOUNCED = `select * from ticket_mail where ticket_id = $1 and state <> 'FAILED' and (id = any($2::uuid[]) or ($3 and state = 'SENT'))
  order by queued_at desc limit 1 for no key update`;

/** The mail that came back: one that is named, else (when none is named) the last that was sent. */
export const lockBounced = async (em: EntityManager, ticketId: string, mailIds: readonly string[]): Promise<TicketMail | undefined> => {
  const [row] = await named(em, BOUNCED, [ticketId, mailIds, mailIds.length === 0]);
  return row && em.map(TicketMail, row);
};
