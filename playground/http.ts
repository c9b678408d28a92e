import { type ExecutionResult, GraphQLError } from 'graphql';

export interface Payload {
  query: string;
  variables?: Record<string, unknown>;
  operationName?: string;
}

export const httpUrl = new URL('/graphql', window.location.href);

export type Headers = Record<string, string>;

export const bearer = (accessToken: string | undefined): Headers => (accessToken ? { Authorization: `Bearer ${accessToken}` } : {});

/** What answers without being a GraphQL server (a proxy's error page, say) becomes a GraphQL error too, so that it can be read in the page. */
export async function post<Data>(payload: Payload, headers: Headers = {}): Promise<ExecutionResult<Data>> {
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
