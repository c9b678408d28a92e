import type { WebSocket } from 'ws';

/** How long a socket may say nothing before it is asked, and how long it has to answer. */
const MILLISECONDS = 12_000;

/** Asks every socket whether it is still there, and ends those that do not answer. One timer for all of them. */
export class Heartbeat {
  private readonly silent = new WeakSet<WebSocket>();
  private readonly timer: NodeJS.Timeout;

  constructor(sockets: ReadonlySet<WebSocket>) {
    this.timer = setInterval(() => {
      for (const socket of sockets) this.askAfter(socket);
    }, MILLISECONDS);
  }

  watch(socket: WebSocket): void {
    socket.on('pong', () => this.silent.delete(socket));
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private askAfter(socket: WebSocket): void {
    if (socket.readyState !== socket.OPEN) return;
    if (this.silent.has(socket)) {
      socket.terminate();
      return;
    }
    this.silent.add(socket);
    socket.ping();
  }
}
