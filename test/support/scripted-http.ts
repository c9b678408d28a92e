import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SeenRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: string;
}

export type Reply = (request: SeenRequest, response: ServerResponse) => void;

export const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Reply =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };

export interface ScriptedHttp {
  url: string;
  seen: SeenRequest[];
  /** Answers the next requests in this order; one too many is answered with 418. */
  script(...replies: Reply[]): void;
  stop(): Promise<void>;
}

/** A real server on loopback that answers as it is told, and keeps what it was asked. */
export const scriptedHttp = async (): Promise<ScriptedHttp> => {
  const seen: SeenRequest[] = [];
  let replies: Reply[] = [];
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    // A client may hang up in the midst of its own request.
    request.on('error', () => response.destroy());
    for await (const piece of request) pieces.push(piece as Buffer);
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://loopback');
    const body = Buffer.concat(pieces).toString('utf8');
    const asked = { method: request.method ?? '', path: pathname, query: searchParams, headers: request.headers, body };
    seen.push(asked);
    (replies.shift() ?? json(418, { error: { message: 'not in the script' } }))(asked, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    script(...next) {
      replies = next;
      seen.length = 0;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
