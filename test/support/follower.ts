import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

interface EventFrame {
  cursor: string;
}

interface GapFrame {
  reason: string;
  resumeFrom: string;
}

export interface FollowerOptions {
  /** The address to connect to next; asked anew for each connection. */
  at: () => string;
  token: () => string;
  /** A subscription whose root field is called `event`. */
  query: string;
  variables?: object;
  /** Events after this cursor. */
  after: string;
}

const RETRY_MILLISECONDS = 50;

/** A subscriber as the protocol's page asks for: whatever happens to the socket, it comes back with its last cursor. */
export class Follower<Event extends object> {
  readonly heard: Event[] = [];
  /** The codes that the server closed its sockets with. */
  readonly closes: number[] = [];
  /** What it was told of gaps. */
  readonly gaps: string[] = [];
  /** Answers that a subscriber never should get. */
  readonly faults: string[] = [];
  private readonly client: Client;
  private socket: WebSocket | undefined;
  private last: string;
  private stopped = false;
  private frozen = false;
  private pong: NodeJS.Timeout | undefined;
  private retry: NodeJS.Timeout | undefined;

  constructor(private readonly options: FollowerOptions) {
    this.last = options.after;
    this.client = createClient({
      url: () => `${options.at().replace(/^http/, 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionAckWaitTimeout: 5_000,
      connectionParams: () => ({ authorization: `Bearer ${options.token()}` }),
      // A node that was killed or paused says nothing: whoever hears nothing leaves.
      keepAlive: 2_000,
      on: {
        opened: (socket) => {
          this.socket = socket as WebSocket;
        },
        ping: (received) => {
          if (received) return;
          this.awaitPong();
        },
        pong: (received) => {
          if (received) clearTimeout(this.pong);
        },
        closed: (event) => {
          clearTimeout(this.pong);
          this.closes.push((event as { code: number }).code);
        },
      },
    });
    this.subscribe();
  }

  /** Reads nothing any more, as a laptop that was closed, until it thaws. */
  freeze(): void {
    this.frozen = true;
    clearTimeout(this.pong);
    this.socket?.pause();
  }

  thaw(): void {
    this.frozen = false;
    this.socket?.resume();
  }

  /** Loses the socket without a word. */
  lose(): void {
    this.socket?.terminate();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.retry);
    clearTimeout(this.pong);
    this.socket?.terminate();
    await this.client.dispose();
  }

  private awaitPong(): void {
    clearTimeout(this.pong);
    if (this.frozen) return;
    const { socket } = this;
    this.pong = setTimeout(() => socket?.terminate(), 3_000);
  }

  private subscribe(): void {
    const again = (): void => {
      if (this.stopped) return;
      clearTimeout(this.retry);
      this.retry = setTimeout(() => this.subscribe(), RETRY_MILLISECONDS * (0.5 + Math.random()));
    };
    this.client.subscribe<{ event: EventFrame | GapFrame }>(
      { query: this.options.query, variables: { ...this.options.variables, after: this.last } },
      {
        next: ({ data, errors }) => {
          if (errors || !data) this.note(errors ?? [{ message: 'no data' }]);
          else this.hear(data.event);
        },
        error: (error) => {
          if (Array.isArray(error)) this.note(error);
          again();
        },
        complete: again,
      },
    );
  }

  private hear(frame: EventFrame | GapFrame): void {
    if ('resumeFrom' in frame) {
      this.gaps.push(frame.reason);
      this.last = frame.resumeFrom;
      return;
    }
    this.last = frame.cursor;
    this.heard.push(frame as unknown as Event);
  }

  private note(errors: readonly { extensions?: { code?: string }; message: string }[]): void {
    for (const { extensions, message } of errors) this.faults.push(`${extensions?.code}: ${message}`);
  }
}
