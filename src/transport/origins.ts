import type { IncomingMessage } from 'node:http';

/**
 * Whether a page of this origin may use the API: the server's own, and those of ALLOWED_ORIGINS. Programs send no origin
 * and are judged by their token alone. The same for HTTP and WebSocket.
 */
export const originAllowed = ({ headers }: Pick<IncomingMessage, 'headers'>, allowed: readonly string[]): boolean => {
  const { origin, host } = headers;
  if (origin === undefined || allowed.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
};
