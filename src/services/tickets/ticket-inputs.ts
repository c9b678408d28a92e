import { z } from 'zod';
import { text } from '../inputs.js';

/** In lower case, by the root locale: a Turkish `I` must not become `ı` in one place and `i` in another. */
export const tag = text('tag', 50).transform((word) => word.toLowerCase());

/** Each once, in the order given. */
export const tags = z
  .array(tag)
  .max(20, 'At most 20 tags.')
  .transform((words) => [...new Set(words)]);
