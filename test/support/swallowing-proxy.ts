import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands before the platform and passes everything on, but for one message: it says that it was taken, and nobody ever gets it. */
export class SwallowingProxy {
  swallowed = 0;
  private messages = 0;

  private constructor(private readonly http: Server) {}

  /** `which`: the how-manieth message, from 1. */
  static async before(port: number, which: number): Promise<SwallowingProxy> {
    const http = createServer((incoming, outgoing) => {
      const { method, headers, url: path } = incoming;
      const isMessage = method === 'POST' && /\/messages\?|\/messages$/.test(path ?? '');
      if (isMessage && ++proxy.messages === which) {
        proxy.swallowed += 1;
        incoming.resume();
        outgoing.writeHead(200, { 'content-type': 'application/json' });
        outgoing.end(JSON.stringify({ message_id: 'm_lost', recipient_id: '1', messages: [{ id: 'wamid.lost' }] }));
        return;
      }
      const onward = request({ host: '127.0.0.1', port, path, method, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      });
      onward.on('error', () => outgoing.destroy());
      incoming.pipe(onward);
    });
    const proxy = new SwallowingProxy(http);
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.http.closeAllConnections();
    await new Promise((resolve) => this.http.close(resolve));
  }
}
