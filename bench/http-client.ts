import { connect, type Socket } from 'node:net';

export interface Answer {
  status: number;
  body: string;
}

const END_OF_HEAD = Buffer.from('\r\n\r\n');

/**
 * One kept-alive HTTP/1.1 connection for one request at a time: the load generator shares two cores with what it measures,
 * and costs a fraction here of what a full client costs. Answers must have a Content-Length, as the server's have.
 */
export class HttpConnection {
  private received: Buffer = Buffer.alloc(0);
  private waiting: PromiseWithResolvers<Answer> | null = null;

  private constructor(
    private readonly socket: Socket,
    private readonly host: string,
  ) {
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.take(chunk));
    socket.on('error', (error) => this.waiting?.reject(error));
    socket.on('close', () => this.waiting?.reject(new Error('the server closed the connection')));
  }

  static async open(url: string): Promise<HttpConnection> {
    const { hostname, port, host } = new URL(url);
    const socket = connect(Number(port), hostname);
    const opened = Promise.withResolvers<void>();
    socket.once('connect', opened.resolve).once('error', opened.reject);
    await opened.promise;
    return new HttpConnection(socket, host);
  }

  /** `body` is JSON. */
  post(path: string, token: string, body: string): Promise<Answer> {
    this.waiting = Promise.withResolvers();
    const head = `POST ${path} HTTP/1.1\r\nHost: ${this.host}\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\n`;
    this.socket.write(`${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    return this.waiting.promise;
  }

  close(): void {
    this.socket.destroy();
  }

  private take(chunk: Buffer): void {
    this.received = this.received.length ? Buffer.concat([this.received, chunk]) : chunk;
    const end = this.received.indexOf(END_OF_HEAD);
    if (end === -1) return;
    const head = this.received.toString('latin1', 0, end);
    const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
    if (!length) {
      this.waiting?.reject(new Error(`an answer without Content-Length: ${head}`));
      return;
    }
    const bodyFrom = end + END_OF_HEAD.length;
    if (this.received.length < bodyFrom + Number(length)) return;
    const body = this.received.toString('utf8', bodyFrom, bodyFrom + Number(length));
    this.received = this.received.subarray(bodyFrom + Number(length));
    this.waiting?.resolve({ status: Number(head.slice(9, 12)), body });
  }
}
