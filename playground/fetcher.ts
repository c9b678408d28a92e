import type { GraphiQLProps } from 'graphiql';
import { type ExecutionResult, GraphQLError, getOperationAST, type OperationDefinitionNode, OperationTypeNode, parse } from 'graphql';
import { type Role, runsAsOf, type Variables } from './example';
import { bearer, type Headers, post } from './http';
import { follow } from './live';
import { fill, hasPlaceholders, type Lookup } from './placeholders';
import type { Sessions, Tokens } from './sessions';

type Fetcher = GraphiQLProps['fetcher'];

export interface FetcherOptions {
  sessions: Sessions;
  lookup: Lookup;
  /** Told the variables that were sent in place of placeholders. */
  onFilled: (variables: Variables) => void;
}

/**
 * Queries and mutations go over HTTP, subscriptions over graphql-transport-ws, both to the server that the page came from:
 * with the `Authorization` of the Headers editor, else as whom the document's comment names, else as the last who signed in.
 */
export function createFetcher({ sessions, lookup, onFilled }: FetcherOptions): Fetcher {
  return async ({ query, variables: given, operationName }, { headers = {} } = {}) => {
    const operation = findOperation(query, operationName);
    const ownAuthorization = authorizationOf(headers);
    const runsAs = ownAuthorization ? 'nobody' : (runsAsOf(query) ?? sessions.state().current);
    if (runsAs !== 'nobody' && !sessions.of(runsAs))
      return failure(`This runs as ${a(runsAs)}, and nobody is signed in as one: do so on the left.`);

    let variables = given as Variables | undefined;
    if (variables && hasPlaceholders(variables)) {
      const filled = await fill(variables, runsAs, lookup);
      if (filled.remedies.length > 0) return failure(...filled.remedies);
      variables = filled.variables;
      onFilled(variables);
    }

    const payload = { query, variables, operationName: operation?.name?.value };
    const authorizationNow = () => ownAuthorization ?? bearer(sessions.of(runsAs)?.accessToken).Authorization;
    if (operation?.operation === OperationTypeNode.SUBSCRIPTION) return follow(payload, authorizationNow);
    const authorization = authorizationNow();
    const result = await post<Record<string, unknown>>(payload, { ...headers, ...(authorization && { Authorization: authorization }) });
    if (!ownAuthorization) await adopt(sessions, runsAs, result.data ?? {}, variables);
    return result;
  };
}

/**
 * GraphiQL reads the document and the operation's name a moment after the last key stroke, so whoever pastes and runs at
 * once is given those of the text before: its `documentAST` is not used, and its name only where the text has it.
 */
function findOperation(query: string, operationName: string | null | undefined): OperationDefinitionNode | null | undefined {
  try {
    const document = parse(query);
    return getOperationAST(document, operationName) ?? getOperationAST(document);
  } catch {
    return undefined; // The server says what is wrong with it.
  }
}

function authorizationOf(headers: Headers): string | undefined {
  return Object.entries(headers).find(([name]) => name.toLowerCase() === 'authorization')?.[1];
}

const a = (role: Role): string => (/^[aeiou]/.test(role) ? `an ${role}` : `a ${role}`);

const failure = (...messages: string[]): ExecutionResult => ({
  errors: messages.map((message) => new GraphQLError(`Not sent. ${message}`)),
});

type SomeTokens = Partial<Tokens> & { cursor?: string | null };

interface TokenData {
  signIn?: SomeTokens;
  startChat?: SomeTokens;
  signInCustomer?: SomeTokens;
  refreshSession?: SomeTokens;
  signOut?: { signedOut?: boolean };
}

/** Tokens that a run brought are the page's from then on, as they would be a frontend's. */
async function adopt(sessions: Sessions, runsAs: Role, data: TokenData, variables: Variables | undefined): Promise<void> {
  const began = data.startChat ?? data.signInCustomer ?? data.signIn;
  if (isComplete(began)) await sessions.open(began, began.cursor);
  const { refreshToken } = (variables?.input ?? {}) as { refreshToken?: string };
  if (refreshToken && isComplete(data.refreshSession)) sessions.renew(refreshToken, data.refreshSession);
  const session = sessions.of(runsAs);
  if (session && data.signOut?.signedOut) sessions.drop(session.role);
}

function isComplete(tokens: SomeTokens | undefined): tokens is Tokens & SomeTokens {
  return Boolean(tokens?.accessToken && tokens.accessTokenExpiresAt && tokens.refreshToken);
}
