import type { EntityManager } from '@mikro-orm/postgresql';
import { named } from '../../database.js';
import type { SenderKind } from '../../entities/enums.js';

// Raw SQL in this file: changes that say whether they changed anything.

const changed = async (em: EntityManager, sql: string, params: unknown[]): Promise<boolean> => (await named(em, sql, params)).length > 0;

const CHANGE_TEXT = `update message set text = $2, edited_at = $3
  where id = $1 and text <> $2 and (edited_at is null or edited_at <= $3) returning id`;

/** Changes that come in another order than they were made: the latest stays. */
export const changeText = (em: EntityManager, id: string, text: string, at: Date): Promise<boolean> =>
  changed(em, CHANGE_TEXT, [id, text, at]);

const TAKE_BACK = `update message set text = '', content = null, deleted_at = $2 where id = $1 and deleted_at is null returning id`;

export const takeBack = (em: EntityManager, id: string, at: Date): Promise<boolean> => changed(em, TAKE_BACK, [id, at]);

const REACT = `insert into message_reaction as r (message_id, by, emoji, at) values ($1, $2, $3, $4)
  on conflict (message_id, by) do update set emoji = excluded.emoji, at = excluded.at
  where r.emoji is distinct from excluded.emoji and r.at <= excluded.at returning message_id`;

export const react = (em: EntityManager, id: string, by: SenderKind, emoji: string, at: Date): Promise<boolean> =>
  changed(em, REACT, [id, by, emoji, at]);

/** Kept, that a reaction from before it, which comes later, is known to be over; it is news only where one was shown. */
const WITHDRAW = `
  with shown as (select from message_reaction where message_id = $1 and by = $2 and emoji is not null), withdrawn as (
    insert into message_reaction as r (message_id, by, emoji, at) values ($1, $2, null, $3)
    on conflict (message_id, by) do update set emoji = null, at = excluded.at where r.at <= excluded.at returning 1
  ) select from shown, withdrawn`;

export const withdrawReaction = (em: EntityManager, id: string, by: SenderKind, at: Date): Promise<boolean> =>
  changed(em, WITHDRAW, [id, by, at]);
