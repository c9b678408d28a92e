import { z } from 'zod';
import { text } from '../inputs.js';

export const MOST_ATTRIBUTES = 30;

const attribute = z.object({ key: text('key of an attribute', 64), value: text('value of an attribute', 500) });

/** Each key once. */
export const attributes = z
  .array(attribute)
  .max(MOST_ATTRIBUTES, { error: `At most ${MOST_ATTRIBUTES} attributes.`, abort: true })
  .superRefine((list, context) => {
    const seen = new Set<string>();
    for (const [index, { key }] of list.entries()) {
      if (seen.has(key)) context.addIssue({ code: 'custom', path: [index, 'key'], message: `The attribute ${key} is there twice.` });
      seen.add(key);
    }
  });

export const device = z.object({
  installation: text('installation', 128),
  osName: text('osName', 64).nullish(),
  osVersion: text('osVersion', 64).nullish(),
  model: text('model', 120).nullish(),
  appVersion: text('appVersion', 64).nullish(),
});
export type ToldDevice = z.output<typeof device>;

/** What vouches for a customer and their attributes. */
export const proofs = {
  externalId: text('externalId', 200),
  identityHash: text('identityHash', 128),
  attributesHash: text('attributesHash', 128).nullish(),
};
