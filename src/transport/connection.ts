import type { Server } from 'graphql-ws';
import type { Logger } from 'pino';
import type { WebSocket } from 'ws';
import { closeFailed } from './close-codes.js';
import type { SlowSockets } from './slow-sockets.js';
import type { SocketSession } from './socket-session.js';

/** What is known of a WebSocket while it is open; graphql-ws hands it to each hook as `extra`. */
export interface Connection {
  readonly socket: WebSocket;
  readonly address: string;
  /** Whom it stands for; null until `connection_init` was acknowledged. */
  session: SocketSession | null;
  /** Tells that the agent it stands for has one socket less; null when it stands for none. */
  left: (() => void) | null;
}

/**
 * Ties a WebSocket to graphql-ws: instead of its own adapter for `ws`, which writes what clients do wrong and what fails
 * inside to the console, past the log.
 */
export const serve = (server: Server<Connection>, connection: Connection, slow: SlowSockets, log: Logger): void => {
  const { socket } = connection;
  socket.on('error', (error: Error & { code?: string }) => {
    // `ws` has begun to close it already; a frame that is too large or no frame is the client's doing.
    if (error.code?.startsWith('WS_ERR_')) log.info({ code: error.code, address: connection.address }, 'a socket broke the protocol');
    else log.warn({ err: error }, 'a socket failed');
  });
  const closed = server.opened(
    {
      protocol: socket.protocol,
      send: (frame) => {
        slow.isBehind(socket);
        return send(socket, frame);
      },
      close: (code, reason) => socket.close(code, reason),
      onMessage: (receive) =>
        socket.on('message', (data) => {
          receive(String(data)).catch((error: unknown) => {
            log.error({ err: error }, 'a message of a socket could not be handled');
            closeFailed(socket, error);
          });
        }),
    },
    connection,
  );
  socket.once('close', (code, reason) => {
    closed(code, String(reason)).catch((error: unknown) => log.error({ err: error }, 'what a socket left behind could not be ended'));
  });
};

const send = (socket: WebSocket, frame: string): Promise<void> =>
  new Promise((resolve) => {
    if (socket.readyState !== socket.OPEN) return resolve();
    // One that failed is closed, and says so itself.
    socket.send(frame, () => resolve());
  });
