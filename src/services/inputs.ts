import { z } from 'zod';
import { decodeId, type IdKind } from '../ids.js';

/** The shapes that inputs share: each says in its message what was expected. */

/** A typed id (`conversation_…`), given on as a plain UUID. */
export const id = (kind: IdKind) =>
  z.string().transform((value, context) => {
    const uuid = decodeId(kind, value);
    if (uuid) return uuid;
    context.addIssue({
      code: 'custom',
      params: { code: 'INVALID_ID' },
      message: `Expected the id of a ${kind}, such as ${kind}_01h455vb4pex5vsknk084sn02q.`,
    });
    return z.NEVER;
  });

/** PostgreSQL keeps no text with it. What is refused once is refused for one reason: no further check follows. */
const withoutNul = (what: string) =>
  z.string().refine((value) => !value.includes('\u0000'), { error: `The ${what} must not contain the character U+0000.`, abort: true });

/** Where something else may stand in its place. */
export const blankableText = (what: string, longest: number) =>
  withoutNul(what)
    .transform((value) => value.trim())
    .refine((value) => value.length <= longest, { error: `The ${what} is too long: 1 to ${longest} characters.`, abort: true });

export const text = (what: string, longest: number) =>
  blankableText(what, longest).refine((value) => value.length >= 1, {
    error: `The ${what} must not be empty: 1 to ${longest} characters.`,
    abort: true,
  });

export const name = (what: string) => text(what, 120);

export const MESSAGE_CHARACTERS = 4_000;
export const messageText = text('text', MESSAGE_CHARACTERS);

/** Any id a client makes for its own message, by which a retry is recognised. */
export const clientMessageId = text('clientMessageId', 64);

/** Compared and kept in lower case. The locale matters: a Turkish `I` must not become `ı`. */
export const email = text('e-mail address', 254).transform((value) => value.toLowerCase());

/** A password to be set. It is taken as it is: white space around it is part of it. */
export const newPassword = withoutNul('password')
  .min(12, 'The password is too short: 12 to 200 characters.')
  .max(200, 'The password is too long: 12 to 200 characters.');

/** BCP 47, e.g. `tr`, `en-GB`. */
export const language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'Expected a BCP 47 language tag such as `tr` or `en-GB`.');

/** Each once, in the order given. */
export const languages = z
  .array(language)
  .max(20, 'At most 20 languages.')
  .transform((tags) => [...new Set(tags)]);

export const ids = (kind: IdKind) => z.array(id(kind)).max(100, 'At most 100 ids.');

/** In the order given. */
export const eachOnce = (kind: IdKind, most: number) =>
  z
    .array(id(kind))
    .max(most, `At most ${most} ids.`)
    .transform((given) => [...new Set(given)]);

/** Forward paging; the page size is required, so that nobody asks for everything by mistake. */
export const first = z.number().int().min(1, 'first: 1 to 100.').max(100, 'first: 1 to 100.');

/** `from` inclusive, `to` exclusive, so that one day's end is the next one's beginning. */
export const dateRange = z.object({ from: z.date().nullish(), to: z.date().nullish() });
