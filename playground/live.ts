import type { ExecutionResult } from 'graphql';
import { type Client, CloseCode, createClient } from 'graphql-ws/client';
import { httpUrl, type Payload } from './http';

export const webSocketUrl = new URL(httpUrl);
webSocketUrl.protocol = httpUrl.protocol === 'https:' ? 'wss:' : 'ws:';

interface Connection {
  client: Client;
  events: AsyncIterableIterator<ExecutionResult>;
  authorization: string | undefined;
}

/**
 * A subscription over a WebSocket of its own, because a socket keeps the rights it was opened with. When the access token
 * ends and there is a newer one, it goes on with that where it was: from the last `cursor`, if the document has `$after`.
 */
export function follow(payload: Payload, authorizationNow: () => string | undefined): AsyncIterableIterator<ExecutionResult> {
  let connection = connect(payload, authorizationNow());
  let cursor: string | undefined;

  async function next(): Promise<IteratorResult<ExecutionResult>> {
    try {
      const event = await connection.events.next();
      cursor = cursorOf(event.value) ?? cursor;
      if (event.done) await connection.client.dispose();
      return event;
    } catch (reason) {
      const authorization = authorizationNow();
      await connection.client.dispose();
      const isRenewed = authorization !== undefined && authorization !== connection.authorization;
      if (!tokenHasEnded(reason) || !isRenewed) throw explain(reason);
      connection = connect(goingOn(payload, cursor), authorization);
      return next();
    }
  }
  // Not an `async function*`: its `return()` would wait for the next event before the Stop button took effect.
  return {
    next,
    async return() {
      await connection.events.return?.();
      await connection.client.dispose();
      return { value: undefined, done: true };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

function connect(payload: Payload, authorization: string | undefined): Connection {
  const connectionParams = authorization === undefined ? {} : { authorization };
  // No silent retries: someone who tries the server out wants to see when it ends a connection, and why.
  const client = createClient({ url: webSocketUrl.href, connectionParams, retryAttempts: 0 });
  // Off the wire errors are plain objects. The type says GraphQLError, but they are only printed.
  return { client, authorization, events: client.iterate(payload) as AsyncIterableIterator<ExecutionResult> };
}

function goingOn(payload: Payload, after: string | undefined): Payload {
  return after && /\$after\b/.test(payload.query) ? { ...payload, variables: { ...payload.variables, after } } : payload;
}

/** Every event subscription has one field, and it has the event's `cursor`. */
function cursorOf(result: ExecutionResult | undefined): string | undefined {
  const [event] = Object.values(result?.data ?? {});
  const cursor = (event as { cursor?: unknown } | null)?.cursor;
  return typeof cursor === 'string' ? cursor : undefined;
}

const tokenHasEnded = (reason: unknown): boolean => reason instanceof CloseEvent && reason.code === CloseCode.Forbidden;

function explain(reason: unknown): unknown {
  if (reason instanceof CloseEvent) return { message: `The server closed the WebSocket: ${reason.code} ${reason.reason}`.trim() };
  if (reason instanceof Event) return { message: `No WebSocket connection to ${webSocketUrl.href}` };
  return reason;
}
