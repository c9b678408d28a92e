import { CloseCode, type Server, type WebSocket as Transport } from 'graphql-ws';
import type { RawData, WebSocket } from 'ws';
import type { Application } from '../services/application.js';
import { closeFailed } from './close-codes.js';
import type { SlowSockets } from './slow-sockets.js';
import type { Taken } from './socket-limits.js';
import type { SocketSession } from './socket-session.js';

/** How long a client has to send `connection_init`. */
const INIT_MILLISECONDS = 5_000;

/** What is known of a WebSocket while it is open; graphql-ws hands it to each hook as `extra`, and speaks through it. */
export class Connection implements Transport {
  /** Whom it stands for; null until `connection_init` was acknowledged. */
  session: SocketSession | null = null;
  /** Tells that the agent it stands for has one socket less; null when it stands for none. */
  left: (() => void) | null = null;
  /** What its account counts it for. */
  ofAccount: Taken | null = null;
  receive: ((message: string) => Promise<void>) | null = null;
  closed: ((code: number, reason: string) => Promise<void>) | null = null;
  private silence: NodeJS.Timeout | null;

  constructor(
    readonly socket: WebSocket,
    readonly address: string,
    readonly ofAddress: Taken,
    private readonly slow: SlowSockets,
  ) {
    this.silence = setTimeout(() => {
      this.begun();
      socket.close(CloseCode.ConnectionInitialisationTimeout, 'Connection initialisation timeout');
    }, INIT_MILLISECONDS);
  }

  get protocol(): string {
    return this.socket.protocol;
  }

  /** Its client has said who it is, or never will. graphql-ws would keep the timer for as long as the socket. */
  begun(): void {
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

  giveBack(): void {
    this.begun();
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
      ?.receive?.(messageOf(String(data)))
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
