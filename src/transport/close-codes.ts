import { CloseCode } from 'graphql-ws';

/** Why a WebSocket is closed by the server; docs/protocol.md says what a client does about each. graphql-ws has a few more of its own. */
export const CLOSE = {
  /** A frame was larger than the limit: closed by `ws`. */
  TOO_LARGE: 1009,
  /** The server goes away to come back: connect again. */
  RESTART: 1012,
  /** It reads too slowly, or there are too many of the kind: connect again later. */
  TRY_AGAIN_LATER: 1013,
  /** A bug of ours. */
  INTERNAL: CloseCode.InternalServerError,
} as const;
