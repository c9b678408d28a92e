import type { GraphiQLProps } from 'graphiql';
import { type ExecutionResult, GraphQLError, getOperationAST, type OperationDefinitionNode, OperationTypeNode, parse } from 'graphql';
import { type Client, createClient, type SubscribePayload } from 'graphql-ws/client';

type Fetcher = GraphiQLProps['fetcher'];
type Headers = Record<string, string>;

const httpUrl = new URL('/graphql', window.location.href);
const webSocketUrl = new URL(httpUrl);
webSocketUrl.protocol = httpUrl.protocol === 'https:' ? 'wss:' : 'ws:';

/** Queries and mutations go over HTTP, subscriptions over graphql-transport-ws, both to the server that the page came from. */
export const fetcher: Fetcher = ({ query, variables, operationName }, { headers = {} } = {}) => {
  const operation = findOperation(query, operationName);
  const payload = { query, variables, operationName: operation?.name?.value };
  return operation?.operation === OperationTypeNode.SUBSCRIPTION ? subscribe(payload, authorizationOf(headers)) : post(payload, headers);
};

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

/** What answers without being a GraphQL server (a proxy's error page, say) becomes a GraphQL error too, so that it can be read in the page. */
export async function post<Data>(payload: SubscribePayload, headers: Headers = {}): Promise<ExecutionResult<Data>> {
  const response = await fetch(httpUrl, {
    method: 'POST',
    headers: { accept: 'application/graphql-response+json, application/json', ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(payload),
  });
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return { errors: [new GraphQLError(`HTTP ${response.status}, and no JSON: ${text.slice(0, 200)}`)] };
  }
}

function authorizationOf(headers: Headers): string | undefined {
  return Object.entries(headers).find(([name]) => name.toLowerCase() === 'authorization')?.[1];
}

let connection: { client: Client; authorization: string | undefined } | undefined;

/** A socket keeps the rights it was opened with, so another `Authorization` needs another socket. */
function connectAs(authorization: string | undefined): Client {
  if (connection && connection.authorization === authorization) return connection.client;
  void connection?.client.dispose();
  const connectionParams = authorization === undefined ? {} : { authorization };
  // No silent retries: someone who tries the server out wants to see when it ends a connection, and why.
  connection = { authorization, client: createClient({ url: webSocketUrl.href, connectionParams, retryAttempts: 0 }) };
  return connection.client;
}

function subscribe(payload: SubscribePayload, authorization: string | undefined): AsyncIterable<ExecutionResult> {
  // Off the wire errors are plain objects. GraphiQL's type says GraphQLError, but it only prints them.
  const events = connectAs(authorization).iterate(payload) as AsyncIterableIterator<ExecutionResult>;
  // Not an `async function*`: its `return()` would wait for the next event before the Stop button took effect.
  const explained = {
    next: () => events.next().catch((reason) => Promise.reject(explain(reason))),
    return: () => events.return!(),
  };
  return { [Symbol.asyncIterator]: () => explained };
}

function explain(reason: unknown): unknown {
  if (reason instanceof CloseEvent) return { message: `The server closed the WebSocket: ${reason.code} ${reason.reason}`.trim() };
  if (reason instanceof Event) return { message: `No WebSocket connection to ${webSocketUrl.href}` };
  return reason;
}
