import type { UserError } from './chats.js';
import type { Client } from './client.js';

export type Done<Fields> = Fields & { cursor: string | null; userErrors: UserError[] };

/** What a mutation was refused with. The message reads `CODE path, …`, so that a test says `rejects.toThrow('CODE path')`. */
export class Refused extends Error {
  constructor(
    mutation: string,
    readonly payload: Record<string, unknown> & { userErrors: UserError[] },
  ) {
    super(`${mutation} was refused: ${payload.userErrors.map(({ code, path }) => `${code} ${path.join('.')}`).join(', ')}`);
  }
}

/** Mutations whose input is not named after them. */
const INPUT_TYPES: Record<string, string> = {
  endChat: 'ConversationInput',
  reactivateConversation: 'ConversationInput',
  deactivateAgent: 'AgentInput',
  archiveChannel: 'ChannelInput',
  disconnectChannel: 'ChannelInput',
};

const inputTypeOf = (mutation: string): string => INPUT_TYPES[mutation] ?? `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;

/** Carries out a mutation with one `input`; a refusal is thrown. */
export const perform = async <Fields extends object>(
  client: Client,
  mutation: string,
  input: object,
  selection = '',
): Promise<Done<Fields>> => {
  const document = `mutation ($input: ${inputTypeOf(mutation)}!) { ${mutation}(input: $input) { ${selection} cursor userErrors { code message path } } }`;
  const answer = await client.ask<Record<string, Done<Fields>>>(document, { input });
  const payload = answer[mutation];
  if (!payload) throw new Error(`${mutation} answered nothing`);
  if (payload.userErrors.length > 0) throw new Refused(mutation, payload as Record<string, unknown> & { userErrors: UserError[] });
  return payload;
};
