import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** Stands before a server and passes bytes on, until it is told to cut what is open, as a tunnel does: in the midst of frames, without a goodbye. */
export class CuttingProxy {
  /** How often an open connection was cut. */
  cuts = 0;
  private readonly open = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  static async before(url: () => string): Promise<CuttingProxy> {
    const server = createServer((client) => {
      const { hostname, port } = new URL(url());
      const onward = connect(Number(port), hostname);
      proxy.open.add(client);
      const end = (): void => {
        proxy.open.delete(client);
        client.destroy();
        onward.destroy();
      };
      for (const socket of [client, onward]) socket.on('error', end).on('close', end);
      client.pipe(onward).pipe(client);
    });
    const proxy = new CuttingProxy(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  cut(): void {
    this.cuts += this.open.size;
    for (const socket of this.open) socket.destroy();
  }

  async stop(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
