import { CloseCode } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { isUnreachable } from '../database.js';

/** Why a WebSocket is closed by the server; docs/protocol.md says what a client does about each. graphql-ws has a few more of its own. */
export const CLOSE = {
  /** A frame was larger than the limit: closed by `ws`. */
  TOO_LARGE: 1009,
  /** The server goes away to come back: connect again. */
  RESTART: 1012,
  /** It reads too slowly, there are too many of the kind, or the database cannot be reached: connect again later. */
  TRY_AGAIN_LATER: 1013,
  /** A bug of ours. */
  INTERNAL: CloseCode.InternalServerError,
} as const;

/** How a socket ends for what failed inside. Clients of the protocol give up after INTERNAL, so it is for bugs alone. */
export const closeFailed = (socket: WebSocket, error: unknown): void => {
  if (isUnreachable(error)) socket.close(CLOSE.TRY_AGAIN_LATER, 'The database cannot be reached. Try again later');
  else socket.close(CLOSE.INTERNAL, 'Internal server error');
};
