import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { WebSocket, WebSocketServer } from 'ws';
import { originAllowed } from './origins.js';

const PATH = '/graphql';

/** Whose address it is, as limits count it. */
export const addressOf = ({ headers, socket }: IncomingMessage, trustProxy: boolean): string => {
  const forwarded = trustProxy
    ? String(headers['x-forwarded-for'] ?? '')
        .split(',')[0]
        ?.trim()
    : '';
  return forwarded || (socket.remoteAddress ?? '');
};

const refuse = (socket: Duplex, status: string): void => {
  // Nobody listens to a socket that is no longer HTTP's: a client that is gone already would end the process.
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
};

export interface Door {
  allowedOrigins: readonly string[];
  /** False once the process is leaving. */
  takes: () => boolean;
}

/** Lets requests for a WebSocket in, under the same origins as HTTP. */
export const acceptUpgrades = (
  fastify: FastifyInstance,
  wss: WebSocketServer,
  { allowedOrigins, takes }: Door,
  accepted: (socket: WebSocket, request: IncomingMessage) => void,
): void => {
  fastify.server.on('upgrade', (request, socket, head) => {
    if (request.url?.split('?', 1)[0] !== PATH) return refuse(socket, '404 Not Found');
    if (!takes()) return refuse(socket, '503 Service Unavailable');
    if (!originAllowed(request, allowedOrigins)) return refuse(socket, '403 Forbidden');
    wss.handleUpgrade(request, socket, head, accepted);
  });
};
