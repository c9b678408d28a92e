import type { EntityManager } from '@mikro-orm/postgresql';
import { named } from '../../database.js';
import { Attachment } from '../../entities/attachment.js';

// Raw SQL in this file: row locks weaker than FOR UPDATE, and statements over several rows.

const LOCK = 'select * from attachment where id = $1 for no key update';

export const lockAttachment = async (em: EntityManager, id: string): Promise<Attachment | undefined> => {
  const [row] = await named(em, LOCK, [id]);
  return row && em.map(Attachment, row);
};

const LOCK_ALL = 'select * from attachment where id = any($1::uuid[]) order by id for no key update';

/** By id; each held until the transaction ends. */
export const lockAttachments = async (em: EntityManager, ids: readonly string[]): Promise<Map<string, Attachment>> =>
  new Map((await named(em, LOCK_ALL, [ids])).map((row) => em.map(Attachment, row)).map((attachment) => [attachment.id, attachment]));

const ATTACH = `update attachment set message_id = $1, conversation_id = $2, position = wanted.n
  from unnest($3::uuid[]) with ordinality as wanted (id, n) where attachment.id = wanted.id`;

/** Makes them those of a message, in this order. */
export const attachTo = async (
  em: EntityManager,
  message: { id: string; conversationId: string },
  attachmentIds: readonly string[],
): Promise<void> => {
  await named(em, ATTACH, [message.id, message.conversationId, attachmentIds]);
};

const UNSENT = `select id, storage_key as "storageKey" from attachment where message_id is null and created_at < $1 order by created_at limit $2`;

export const unsentBefore = (em: EntityManager, moment: Date, most: number): Promise<{ id: string; storageKey: string | null }[]> =>
  named(em, UNSENT, [moment, most]);

const FORGET = 'delete from attachment where id = any($1::uuid[]) and message_id is null';

export const forgetUnsent = async (em: EntityManager, ids: readonly string[]): Promise<void> => {
  await named(em, FORGET, [ids]);
};
