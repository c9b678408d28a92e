import type { GraphQLFormattedError } from 'graphql';
import type { Client } from './client.js';

export interface Refusal {
  code: unknown;
  message: string;
}

const refusal = ({ message, extensions }: GraphQLFormattedError): Refusal => ({ code: extensions?.code, message });

/** How a document is refused over HTTP and over WebSocket, the first error of each; undefined: it is answered. */
export const refusedOnBoth = async (
  client: Client,
  document: string,
  variables?: Record<string, unknown>,
): Promise<{ http: Refusal | undefined; webSocket: Refusal | undefined }> => {
  const { errors } = await client.send(document, variables);
  const followed = client.follow(document, variables);
  const [heard] = (await followed.end()) as GraphQLFormattedError[];
  followed.stop();
  return { http: errors?.[0] && refusal(errors[0]), webSocket: heard && refusal(heard) };
};
