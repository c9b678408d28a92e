import type { ExecutionResult } from 'graphql';
import {
  CloseCode,
  type CompleteMessage,
  type Context,
  type ErrorMessage,
  type Server,
  stringifyMessage,
  type WebSocket as Transport,
} from 'graphql-ws';
import type { RawData, WebSocket } from 'ws';
import type { Application } from '../services/application.js';
import type { HeldSocket } from '../services/presence/presence.js';
import { closeFailed } from './close-codes.js';
import type { Heartbeat } from './heartbeat.js';
import type { SlowSockets } from './slow-sockets.js';
import type { Taken } from './socket-limits.js';
import type { SocketSession } from './socket-session.js';

/** How long a client has to send `connection_init`. */
const INIT_MILLISECONDS = 5_000;

/** A subscription that has begun; graphql-ws calls `return` when its client gives it up, and when the socket is closed. */
export interface Standing extends AsyncIterable<ExecutionResult> {
  readonly id: string;
  return(): Promise<unknown>;
  /** From now on `conclude` can say its end. */
  stood(): void;
}

/** Told to graphql-ws, which tells nobody. */
const NOTHING_TO_SAY: ExecutionResult = {};

/** What is known of a WebSocket while it is open; graphql-ws hands it to each hook as `extra`, and speaks through it. */
export class Connection implements Transport, HeldSocket {
  /** Whom it stands for; null until `connection_init` was acknowledged. */
  session: SocketSession | null = null;
  /** The agent who is connected by it; null when it stands for none. */
  agentId: string | null = null;
  /** What its account counts it for. */
  ofAccount: Taken | null = null;
  /** What graphql-ws keeps of it; null until `connection_init`. */
  context: Context<Record<string, unknown>, Connection> | null = null;
  receive: ((message: string) => Promise<void>) | null = null;
  closed: ((code: number, reason: string) => Promise<void>) | null = null;
  /** Subscriptions whose `subscribe` message graphql-ws is still at. */
  private begun: Standing[] | null = null;
  private silence: NodeJS.Timeout | null;

  constructor(
    readonly socket: WebSocket,
    readonly address: string,
    readonly ofAddress: Taken,
    private readonly slow: SlowSockets,
    private readonly heartbeat: Heartbeat,
  ) {
    this.silence = setTimeout(() => {
      this.said();
      socket.close(CloseCode.ConnectionInitialisationTimeout, 'Connection initialisation timeout');
    }, INIT_MILLISECONDS);
  }

  get answers(): boolean {
    return this.heartbeat.answers(this.socket);
  }

  get protocol(): string {
    return this.socket.protocol;
  }

  /** Its client has said who it is, or never will. graphql-ws would keep the timer for as long as the socket. */
  said(): void {
    if (this.silence) clearTimeout(this.silence);
    this.silence = null;
  }

  send(frame: string): Promise<void> {
    const { socket } = this;
    this.slow.isBehind(socket);
    return new Promise((resolve) => {
      if (socket.readyState !== socket.OPEN) return resolve();
      // One that failed is closed, and says so itself.
      socket.send(frame, () => resolve());
    });
  }

  close(code?: number, reason?: string): void {
    this.socket.close(code, reason);
  }

  onMessage(receive: (message: string) => Promise<void>): void {
    this.receive = receive;
  }

  /** One message; graphql-ws takes parsed ones too. */
  async take(text: string): Promise<void> {
    const message = messageOf(text);
    await this.receive?.(message);
    if (this.begun) this.goOnBehind((message as { id?: unknown } | null)?.id);
  }

  /**
   * Takes a subscription off graphql-ws's hands, whose handler of the message would otherwise wait for its end: with the message,
   * what was made of it and three closures, that was a fifth of what a socket costs. For graphql-ws the operation ends here, and
   * nobody hears of it. Once its handler has ended the subscription stands among the operations again: another one of its id
   * is refused, and it ends when its client gives it up. Nothing comes between: all that is one turn of the event loop.
   */
  stand(subscription: Standing): ExecutionResult {
    const operations = this.context?.subscriptions ?? {};
    if (subscription.id in operations) {
      delete operations[subscription.id];
      this.begun = [...(this.begun ?? []), subscription];
    } else void subscription.return();
    return NOTHING_TO_SAY;
  }

  /** Says the end of a subscription, unless its client knows. */
  conclude(subscription: Standing, words: CompleteMessage | ErrorMessage): void {
    const operations = this.context?.subscriptions ?? {};
    if (operations[subscription.id] !== subscription) return;
    delete operations[subscription.id];
    void this.send(stringifyMessage(words));
  }

  private goOnBehind(id: unknown): void {
    const subscription = this.begun?.find((one) => one.id === id);
    if (!subscription || !this.context) return;
    const others = this.begun?.filter((one) => one !== subscription) ?? [];
    this.begun = others.length > 0 ? others : null;
    this.context.subscriptions[subscription.id] = subscription;
    subscription.stood();
  }

  giveBack(): void {
    this.said();
    this.ofAddress.giveBack();
    this.ofAccount?.giveBack();
  }
}

/**
 * graphql-ws keeps what it was handed as long as the operation lasts, the text of a long document beside the message. It takes
 * parsed messages too; what is none it gets as it came, and refuses.
 */
const messageOf = (text: string): string => {
  try {
    const message = JSON.parse(text);
    return typeof message === 'object' ? message : text;
  } catch {
    return text;
  }
};

/**
 * Ties WebSockets to graphql-ws: instead of its own adapter for `ws`, which writes what clients do wrong and what fails
 * inside to the console, past the log. The listeners are the same functions for all sockets: thousands are open that hear nothing.
 */
export const serving = (server: Server<Connection>, { log, failures }: Application): ((connection: Connection) => void) => {
  const connections = new WeakMap<WebSocket, Connection>();
  function failed(this: WebSocket, error: Error & { code?: string }): void {
    // `ws` has begun to close it already; a frame that is too large or no frame is the client's doing.
    if (error.code?.startsWith('WS_ERR_')) {
      log.info({ code: error.code, address: connections.get(this)?.address }, 'a socket broke the protocol');
    } else log.warn({ err: error }, 'a socket failed');
  }
  function heard(this: WebSocket, data: RawData): void {
    connections
      .get(this)
      ?.take(String(data))
      .catch((error: unknown) => {
        failures.tell(error, 'a message of a socket could not be handled');
        closeFailed(this, error);
      });
  }
  function closed(this: WebSocket, code: number, reason: Buffer): void {
    const connection = connections.get(this);
    connection?.giveBack();
    connection
      ?.closed?.(code, String(reason))
      .catch((error: unknown) => failures.tell(error, 'what a socket left behind could not be ended'));
  }
  return (connection) => {
    const { socket } = connection;
    connections.set(socket, connection);
    socket.on('error', failed).on('message', heard).on('close', closed);
    connection.closed = server.opened(connection, connection);
  };
};
