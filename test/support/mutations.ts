import type { Client } from './client.js';

/** What a mutation answered: the codes of its refusals, none when it was carried out, and the fields asked for. */
export interface Answered<Fields> {
  codes: string[];
  fields: Fields;
}

const SHARED_INPUT = new Set(['endChat', 'reactivateConversation']);

const inputOf = (mutation: string): string =>
  SHARED_INPUT.has(mutation) ? 'ConversationInput' : `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;

/** Carries out a mutation with one `input`; refusals are answers here, errors at the top level fail the test. */
export const mutate = async <Fields = object>(client: Client, mutation: string, input: object, fields = ''): Promise<Answered<Fields>> => {
  const document = `mutation ($input: ${inputOf(mutation)}!) { ${mutation}(input: $input) { ${fields} userErrors { code } } }`;
  const answer = await client.ask<Record<string, Fields & { userErrors: { code: string }[] }>>(document, { input });
  const payload = answer[mutation];
  if (!payload) throw new Error(`${mutation} answered nothing`);
  return { codes: payload.userErrors.map(({ code }) => code), fields: payload };
};

/** Only the codes of the refusals. */
export const codesOf = async (client: Client, mutation: string, input: object): Promise<string[]> =>
  (await mutate(client, mutation, input)).codes;
