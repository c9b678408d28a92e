import { documentOf } from './examples';
import { bearer, post } from './http';
import type { Demo, Lookup } from './placeholders';
import type { Sessions, Tokens } from './sessions';

export interface Credentials {
  email: string;
  password: string;
}

/** The demo workspace as the server tells it; null where there is none. */
export async function loadDemo(): Promise<Demo | null> {
  const response = await fetch('/playground/session.json');
  return response.ok ? (await response.json()).demo : null;
}

type Answer<Name extends string> = Record<Name, Tokens & { cursor: string | null; userErrors: { message: string }[] }>;

/** Signs an agent in; throws an Error whose message can be shown: the server's refusal in its own words. */
export async function signIn(sessions: Sessions, { email, password }: Credentials): Promise<void> {
  const variables = { input: { email, password } };
  const { data, errors } = await sessions.send<Answer<'signIn'>>({ query: documentOf('SignIn'), operationName: 'SignIn', variables });
  await sessions.open(granted(data?.signIn, errors));
}

const customers = ['Zehra Aksoy', 'Murat Şimşek', 'Gülşah Işık', 'Oliver Hughes', 'Chloé Bennett'];

/** Begins a chat, which is how a customer signs in. */
export async function beginChat(sessions: Sessions, channelKey: string): Promise<void> {
  const name = customers[Math.floor(Math.random() * customers.length)];
  const variables = { input: { channelKey, customer: { name, email: 'demo-customer@example.com' }, text: 'Merhaba! Hello!' } };
  const { data, errors } = await sessions.send<Answer<'startChat'>>({
    query: documentOf('StartChat'),
    operationName: 'StartChat',
    variables,
  });
  await sessions.open(granted(data?.startChat, errors), data?.startChat.cursor);
}

function granted(tokens: Answer<string>[string] | undefined, errors: readonly { message: string }[] | undefined): Tokens {
  const refusal = errors?.[0] ?? tokens?.userErrors[0];
  if (refusal) throw new Error(refusal.message);
  if (!tokens) throw new Error('The server answered neither a session nor an error.');
  const { accessToken, accessTokenExpiresAt, refreshToken } = tokens;
  return { accessToken, accessTokenExpiresAt, refreshToken };
}

export function lookupWith(sessions: Sessions, demo: Demo | null): Lookup {
  return {
    demo,
    session: sessions.of,
    async ask<Data>(role: Parameters<Sessions['of']>[0], query: string, variables?: Record<string, unknown>) {
      const session = sessions.of(role);
      if (!session) return undefined;
      const { data, errors } = await post<Data>({ query, variables }, bearer(session.accessToken));
      return errors ? undefined : (data ?? undefined);
    },
  };
}
