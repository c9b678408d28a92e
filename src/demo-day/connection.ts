import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Session } from './session.js';

/** What a subscription gives: an event with its cursor, word of a gap, or (of states) a plain value. */
type Frame = { cursor: string } | { reason: string; resumeFrom: string };

export interface Following<Event> {
  query: string;
  variables?: object;
  /** Events after this cursor; null follows a state, which has none. */
  after: string | null;
  hear: (event: Event) => void;
}

/** The close code of a token that does not hold (any more). */
const TOKEN_ENDED = 4403;
const FIRST_RETRY_MILLISECONDS = 50;
const LONGEST_RETRY_MILLISECONDS = 2_000;
const MOST_RETRIES = 30;

/** One WebSocket with its subscriptions, which go on after the last cursor when it was lost. */
export class Connection {
  private readonly client: Client;
  private closed = false;

  constructor(
    session: Session,
    private readonly failed: (why: string) => void,
  ) {
    let presented = '';
    this.client = createClient({
      url: session.api.socketUrl,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: async () => {
        presented = await session.token();
        return { authorization: `Bearer ${presented}` };
      },
      on: { closed: (event) => (event as { code: number }).code === TOKEN_ENDED && session.distrust(presented) },
    });
  }

  follow<Event>({ query, variables, after, hear }: Following<Event>): void {
    let last = after;
    let retries = 0;
    const again = (why: unknown): void => {
      if (this.closed) return;
      if (retries >= MOST_RETRIES) this.failed(`a subscription was lost: ${why}`);
      else setTimeout(subscribe, Math.min(FIRST_RETRY_MILLISECONDS * 2 ** retries++, LONGEST_RETRY_MILLISECONDS));
    };
    const subscribe = (): void => {
      if (this.closed) return;
      this.client.subscribe<{ event: Event }>(
        { query, variables: { ...variables, after: last } },
        {
          next: ({ data, errors }) => {
            retries = 0;
            if (errors || !data) return this.failed(`a subscription answered ${JSON.stringify(errors)}`);
            const frame = data.event as Frame | number;
            if (typeof frame === 'object' && 'resumeFrom' in frame) last = frame.resumeFrom;
            else {
              if (after !== null) last = (frame as { cursor: string }).cursor;
              hear(data.event);
            }
          },
          error: (error) =>
            Array.isArray(error) ? this.failed(`a subscription was refused: ${JSON.stringify(error)}`) : again(reasonOf(error)),
          complete: () => again('it ended'),
        },
      );
    };
    subscribe();
  }

  /** Loses the socket, as a reload or a tunnel does. */
  lose(): void {
    this.client.terminate();
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.client.dispose();
  }
}

const reasonOf = (error: unknown): string => {
  const { code, reason, message } = error as { code?: number; reason?: string; message?: string };
  return message ?? `${code} ${reason}`;
};
