import type { WebSocket } from 'ws';
import { CLOSE } from './close-codes.js';

export interface SlowLimits {
  /** Bytes that may wait for a socket before its streams are held back or end with a gap. */
  bufferedBytes: number;
  /** How long more than that may wait until the socket is closed. */
  slowSeconds: number;
}

/** As many times the bytes that may wait is where a socket is closed at once: answers of queries wait as well. */
const FAR_BEHIND = 8;
const LOOKS = 10;
/** How long the goodbye, which stands behind what waits, may take to be read; whoever reads nothing at all is cut off without it. */
const GOODBYE_MILLISECONDS = 10_000;

interface Behind {
  since: number;
  drained: Set<() => void>;
}

/** Sockets that read more slowly than they are written to. What waits for them is bounded, and so is their time. */
export class SlowSockets {
  private readonly behind = new Map<WebSocket, Behind>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly limits: SlowLimits) {}

  /** Whether more than the limit waits for the socket; from then on it is watched. */
  isBehind(socket: WebSocket): boolean {
    const { bufferedAmount } = socket;
    if (bufferedAmount <= this.limits.bufferedBytes) return false;
    this.watch(socket);
    if (bufferedAmount > this.limits.bufferedBytes * FAR_BEHIND) this.giveUp(socket);
    return true;
  }

  /** Calls once the socket that is behind has caught up; never, when it does not. */
  whenDrained(socket: WebSocket, call: () => void): void {
    this.watch(socket).drained.add(call);
  }

  stop(): void {
    clearInterval(this.timer);
    this.behind.clear();
  }

  private watch(socket: WebSocket): Behind {
    const behind = this.behind.get(socket) ?? { since: performance.now(), drained: new Set() };
    this.behind.set(socket, behind);
    this.timer ??= setInterval(() => this.look(), (this.limits.slowSeconds * 1000) / LOOKS);
    return behind;
  }

  private look(): void {
    for (const [socket, { since, drained }] of this.behind) {
      if (socket.readyState !== socket.OPEN) this.behind.delete(socket);
      else if (socket.bufferedAmount <= this.limits.bufferedBytes) {
        this.behind.delete(socket);
        for (const call of drained) call();
      } else if (performance.now() - since >= this.limits.slowSeconds * 1000) this.giveUp(socket);
    }
    if (this.behind.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private giveUp(socket: WebSocket): void {
    this.behind.delete(socket);
    if (socket.readyState !== socket.OPEN) return;
    socket.close(CLOSE.TRY_AGAIN_LATER, 'Too slow: connect again, with `after`');
    const cut = setTimeout(() => socket.terminate(), GOODBYE_MILLISECONDS);
    socket.once('close', () => clearTimeout(cut));
  }
}
