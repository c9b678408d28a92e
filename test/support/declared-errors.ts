import { createSchema } from '../../src/schema.js';
import { rootsOf } from './customer-schema.js';

/** What every mutation may answer beside what it declares. */
const ALWAYS = ['INVALID_INPUT', 'INVALID_ID'];

let declared: Promise<ReadonlyMap<string, ReadonlySet<string>>> | undefined;

const declaredErrors = async (): Promise<ReadonlyMap<string, ReadonlySet<string>>> =>
  new Map(
    rootsOf(await createSchema())
      .filter(({ kind }) => kind === 'mutation')
      .map(({ name, field }) => [name, new Set([...ALWAYS, ...(field.extensions.errors as string[])])]),
  );

const codesOf = (payload: unknown): string[] => {
  const errors = (payload as { userErrors?: { code?: string }[] } | null)?.userErrors;
  return errors?.flatMap(({ code }) => code ?? []) ?? [];
};

/** Whatever a test is about: a mutation refuses with the codes that its root declares, and no other. */
export const requireDeclared = async (data: object | null): Promise<void> => {
  const refusals = Object.entries(data ?? {}).flatMap(([field, payload]) => codesOf(payload).map((code) => ({ field, code })));
  if (refusals.length === 0) return;
  declared ??= declaredErrors();
  const known = await declared;
  for (const { field, code } of refusals) {
    if (known.get(field)?.has(code) === false) throw new Error(`${field} refused with ${code}, which it does not declare`);
  }
};
