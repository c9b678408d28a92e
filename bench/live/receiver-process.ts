import { once } from 'node:events';
import { WebSocket } from 'ws';

/** Clients that count what they are sent. */
export interface SocketPlan {
  url: string;
  /** Null: a bare socket, without the protocol. */
  token: string | null;
  subscriptions: { query: string; variables: Record<string, unknown> }[];
}
export type ReceiverQuestion =
  | { kind: 'open'; plans: SocketPlan[] }
  | { kind: 'begin' }
  /** Answers once so many were received since `begin`, or after some seconds without any. */
  | { kind: 'received'; count: number };
export interface Received {
  count: number;
  /** Milliseconds since 1970. */
  last: number;
  p50: number;
  p99: number;
}

const QUIET_MILLISECONDS = 10_000;
/** Texts tell when they were sent: `at-<milliseconds since 1970>.`. */
const MARK = 'at-';
const now = (): number => performance.timeOrigin + performance.now();

const sockets: WebSocket[] = [];
let count = 0;
let last = 0;
let lags: number[] = [];

const receive = (data: Buffer): void => {
  const text = data.toString('latin1');
  if (!text.includes('"next"') && !text.startsWith(MARK)) return;
  count++;
  last = now();
  const from = text.indexOf(MARK);
  if (from !== -1) lags.push(last - Number(text.slice(from + MARK.length, text.indexOf(';', from))));
};

const open = async ({ url, token, subscriptions }: SocketPlan): Promise<void> => {
  const options = { perMessageDeflate: false, skipUTF8Validation: true };
  const socket = token === null ? new WebSocket(url, options) : new WebSocket(url, 'graphql-transport-ws', options);
  sockets.push(socket);
  await once(socket, 'open');
  if (token !== null) {
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
    await once(socket, 'message');
  }
  for (const [n, payload] of subscriptions.entries()) socket.send(JSON.stringify({ type: 'subscribe', id: `subscription-${n}`, payload }));
  socket.on('message', receive);
};

const received = async (wanted: number): Promise<Received> => {
  for (let seen = -1, quiet = now(); count < wanted && now() - quiet < QUIET_MILLISECONDS; ) {
    if (count !== seen) {
      seen = count;
      quiet = now();
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const sorted = Float64Array.from(lags).sort();
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { count, last, p50: at(0.5), p99: at(0.99) };
};

const answer = async (question: ReceiverQuestion): Promise<object> => {
  if (question.kind === 'received') return received(question.count);
  if (question.kind === 'open') {
    // A few at a time: opening is not what is measured.
    for (let n = 0; n < question.plans.length; n += 50) await Promise.all(question.plans.slice(n, n + 50).map(open));
    return {};
  }
  count = 0;
  lags = [];
  return {};
};

process.on('message', async (question: ReceiverQuestion) => process.send?.(await answer(question)));
process.on('disconnect', () => process.exit());
process.send?.({});
