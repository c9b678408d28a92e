import { type ClientOptions, WebSocket } from 'ws';

interface Frame {
  type: string;
  id?: string;
  payload?: unknown;
}

/** A WebSocket that speaks graphql-transport-ws by hand, to see what a client library hides: acknowledgement and close codes. */
export class RawSocket {
  readonly frames: Frame[] = [];
  /** How often the server asked whether it is still there. */
  pings = 0;
  readonly closed: Promise<{ code: number; reason: string }>;
  private readonly socket: WebSocket;
  private readonly opened: Promise<unknown>;
  private changed = Promise.withResolvers<void>();

  constructor(url: string, options: ClientOptions = {}) {
    this.socket = new WebSocket(`${url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws', options);
    this.opened = new Promise((resolve, reject) => this.socket.once('open', resolve).once('error', reject));
    this.closed = new Promise((resolve) => this.socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() })));
    this.socket.on('ping', () => {
      this.pings += 1;
    });
    this.socket.on('message', (data) => {
      this.frames.push(JSON.parse(data.toString()) as Frame);
      this.changed.resolve();
      this.changed = Promise.withResolvers();
    });
  }

  /** Connects with these `connectionParams`; whether it is acknowledged is seen from the frames. */
  async init(payload?: unknown): Promise<this> {
    await this.opened;
    this.send({ type: 'connection_init', payload });
    return this;
  }

  send(frame: object): void {
    this.socket.send(JSON.stringify(frame));
  }

  subscribe(id: string, query: string, variables?: object): void {
    this.send({ type: 'subscribe', id, payload: { query, variables } });
  }

  /** Reads nothing more, as a program that hangs: what is sent to it piles up on the way. */
  pause(): void {
    this.socket.pause();
  }

  resume(): void {
    this.socket.resume();
  }

  /** Gone without a word. */
  cut(): void {
    this.socket.terminate();
  }

  /** The first frame of this type, present or to come; a closed socket fails the test. */
  async frame(type: string): Promise<Frame> {
    for (;;) {
      const found = this.frames.find((frame) => frame.type === type);
      if (found) return found;
      const end = await Promise.race([this.changed.promise, this.closed]);
      if (end) throw new Error(`no ${type}: the socket was closed with ${end.code} ${end.reason}`);
    }
  }

  /** Ends it without a word, as a tunnel or a closed laptop does. */
  async terminate(): Promise<void> {
    this.socket.terminate();
    await this.closed;
  }

  async close(): Promise<void> {
    this.socket.close();
    await this.closed;
  }
}
