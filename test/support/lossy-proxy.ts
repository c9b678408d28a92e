import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type RawData, WebSocket, WebSocketServer } from 'ws';

/** Stands before a server and passes everything on, but for the first frame to a client that fits: that is lost, or comes twice. */
export class LossyProxy {
  /** How many frames were lost or doubled: none or one. */
  lost = 0;

  private constructor(
    private readonly http: Server,
    private readonly sockets: WebSocketServer,
  ) {}

  static async before(url: string, fits: (frame: string) => boolean, fault: 'drop' | 'double' = 'drop'): Promise<LossyProxy> {
    const target = new URL(url);
    const http = createServer((incoming, outgoing) => {
      const { method, headers, url: path } = incoming;
      const onward = request({ host: target.hostname, port: target.port, path, method, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      });
      onward.on('error', () => outgoing.destroy());
      incoming.pipe(onward);
    });
    const sockets = new WebSocketServer({ server: http });
    const proxy = new LossyProxy(http, sockets);
    sockets.on('connection', (client, { url: path }) => proxy.join(client, `${url.replace(/^http/, 'ws')}${path}`, fits, fault));
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    for (const client of this.sockets.clients) client.terminate();
    this.http.closeAllConnections();
    await new Promise((resolve) => this.http.close(resolve));
  }

  private join(client: WebSocket, url: string, fits: (frame: string) => boolean, fault: 'drop' | 'double'): void {
    const server = new WebSocket(url, client.protocol);
    const early: string[] = [];
    client.on('message', (data: RawData) => {
      if (server.readyState === WebSocket.OPEN) server.send(data.toString());
      else early.push(data.toString());
    });
    server.on('open', () => {
      for (const frame of early) server.send(frame);
    });
    server.on('message', (data: RawData) => {
      const frame = data.toString();
      const chosen = this.lost === 0 && fits(frame);
      if (chosen) this.lost += 1;
      if (!chosen || fault === 'double') client.send(frame);
      if (chosen && fault === 'double') client.send(frame);
    });
    client.on('close', () => server.close());
    server.on('close', () => client.terminate());
    for (const socket of [client, server]) socket.on('error', () => socket.terminate());
  }
}
