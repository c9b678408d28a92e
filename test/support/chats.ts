import type { Channel } from '../../src/entities/channel.js';
import { decodeId } from '../../src/ids.js';
import type { Client } from './client.js';
import type { Desk } from './desk.js';

export interface UserError {
  code: string;
  message: string;
  path: string[];
}

export interface StartedChat {
  /** The customer, with their own token. */
  customer: Client;
  /** The typed id, for GraphQL. */
  conversationId: string;
  /** The plain UUID, for SQL. */
  id: string;
}

const START = `mutation ($input: StartChatInput!) {
  startChat(input: $input) { conversation { id } accessToken userErrors { code message path } }
}`;

interface Started {
  startChat: { conversation: { id: string }; accessToken: string; userErrors: UserError[] };
}

/** A customer begins a chat through the public API. */
export const startChat = async (desk: Desk, channel: Channel, name = 'Ali Veli', text = 'Merhaba'): Promise<StartedChat> => {
  const customer = { name, email: 'ali@example.com' };
  const { startChat: started } = await desk.visitor().ask<Started>(START, { input: { channelKey: channel.key, customer, text } });
  if (started.userErrors.length > 0) throw new Error(`refused: ${JSON.stringify(started.userErrors)}`);
  const { id: conversationId } = started.conversation;
  return { customer: desk.withToken(started.accessToken), conversationId, id: decodeId('conversation', conversationId) ?? '' };
};

/** Does what must succeed: a mutation with one `input`, of which only the refusals are looked at. */
export const succeed = async (client: Client, mutation: string, input: object): Promise<void> => {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const named = mutation === 'reactivateConversation' || mutation === 'endChat' ? 'ConversationInput' : type;
  const document = `mutation ($input: ${named}!) { ${mutation}(input: $input) { userErrors { code message path } } }`;
  const answer = await client.ask<Record<string, { userErrors: UserError[] }>>(document, { input });
  const errors = answer[mutation]?.userErrors ?? [];
  if (errors.length > 0) throw new Error(`${mutation} was refused: ${JSON.stringify(errors)}`);
};
