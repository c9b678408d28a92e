import type { WebSocket } from 'ws';

/** A socket that left so many pings in a row unanswered is gone: a laptop was closed, a tunnel entered. */
const MOST_UNANSWERED = 2;

/**
 * Asks every socket, agents' and customers' alike, whether it is still there, and ends those that do not answer: TCP alone
 * learns that after many minutes. One timer for all of them.
 */
export class Heartbeat {
  /** How many pings in a row were not answered; nothing when the last one was. */
  private readonly unanswered = new WeakMap<WebSocket, number>();
  private readonly timer: NodeJS.Timeout;
  /** One function for all sockets: `this` is the one that answered. */
  private readonly answered: (this: WebSocket) => void;

  /** `before` runs before each round of pings, when those of the round before had a whole heartbeat to be answered. */
  constructor(sockets: ReadonlySet<WebSocket>, seconds: number, before: () => void) {
    const { unanswered } = this;
    this.answered = function (this: WebSocket) {
      unanswered.delete(this);
    };
    this.timer = setInterval(() => {
      before();
      for (const socket of sockets) this.askAfter(socket);
    }, seconds * 1_000);
  }

  watch(socket: WebSocket): void {
    socket.on('pong', this.answered);
  }

  /** Whether the socket answered when it was asked last. */
  answers(socket: WebSocket): boolean {
    return !this.unanswered.has(socket);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private askAfter(socket: WebSocket): void {
    if (socket.readyState !== socket.OPEN) return;
    const missed = this.unanswered.get(socket) ?? 0;
    if (missed >= MOST_UNANSWERED) {
      socket.terminate();
      return;
    }
    this.unanswered.set(socket, missed + 1);
    socket.ping();
  }
}
