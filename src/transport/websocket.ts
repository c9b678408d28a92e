import type { FastifyInstance } from 'fastify';
import { handleProtocols, makeServer } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { Cursor } from '../resolvers/scalars.js';
import { CLOSE, closeFailed } from './close-codes.js';
import { Connection, serving } from './connection.js';
import { sayFarewell } from './farewell.js';
import { Heartbeat } from './heartbeat.js';
import type { HttpOptions } from './http.js';
import { answerRenewal } from './renewal.js';
import { SlowSockets } from './slow-sockets.js';
import { NOTHING, SocketLimits, type Taken } from './socket-limits.js';
import { createFanOut, socketOperations } from './socket-operations.js';
import { SocketSession, type Surroundings } from './socket-session.js';
import { TokenExpiry } from './token-expiry.js';
import { acceptUpgrades, addressOf } from './upgrade.js';

/** How long a client has to answer the closing of its socket; one that is gone without a word never does. */
const GOODBYE_MILLISECONDS = 2_000;

export interface Sockets {
  count: () => number;
  /** What waits for clients to read it. */
  bufferedBytes: () => number;
  /** Different subscriptions carried out now. */
  shares: () => number;
  /** Takes no new ones, and sends away those that are there, spread over so long. */
  leave: (milliseconds: number, hurry: AbortSignal) => Promise<void>;
  stop: () => Promise<void>;
}

const openSession = async (
  around: Surroundings,
  { socket, address }: Connection,
  authorization: unknown,
): Promise<SocketSession | null> => {
  try {
    const session = await SocketSession.open(around, authorization, address, socket);
    if (session instanceof SocketSession) return session;
    socket.close(session.code, session.reason);
  } catch (error) {
    around.app.failures.tell(error, 'a socket’s account could not be read');
    closeFailed(socket, error);
  }
  return null;
};

/** Closes a socket that is one too many. */
const refuse = (socket: WebSocket, reason: string): void => {
  socket.close(CLOSE.TRY_AGAIN_LATER, reason);
  const straggler = setTimeout(() => socket.terminate(), GOODBYE_MILLISECONDS);
  socket.once('close', () => clearTimeout(straggler));
};

/** Counts a socket for its account as long as it is open, or closes it when it is one too many. */
const count = (connection: Connection, taken: Taken | string): void => {
  const { socket } = connection;
  if (typeof taken === 'string') {
    refuse(socket, taken);
    return;
  }
  connection.ofAccount = taken;
  // It was closed already, and nobody will say so again.
  if (socket.readyState === socket.CLOSED) taken.giveBack();
};

/** Closes every socket and waits until it is closed, those that do not answer too. */
const closeAll = async (wss: WebSocketServer): Promise<void> => {
  await sayFarewell(wss.clients, 0, AbortSignal.abort());
  const stragglers = setTimeout(() => {
    for (const client of wss.clients) client.terminate();
  }, GOODBYE_MILLISECONDS);
  await new Promise<void>((resolve, reject) => wss.close((error) => (error ? reject(error) : resolve())));
  clearTimeout(stragglers);
};

/** Queries, mutations and subscriptions by the graphql-transport-ws protocol, under the same limits and checks as HTTP. */
export const registerWebSocket = (fastify: FastifyInstance, options: HttpOptions): Sockets => {
  const { app, config } = options;
  const wss = new WebSocketServer({ noServer: true, maxPayload: config.limits.frameBytes, perMessageDeflate: false, handleProtocols });
  const heartbeat = new Heartbeat(wss.clients, config.presence.heartbeatSeconds, () => app.presence.renew());
  const slow = new SlowSockets(config.sockets);
  const limits = new SocketLimits(config.sockets);
  const expiry = new TokenExpiry();
  const around: Surroundings = { app, expiry };
  const fanOut = createFanOut(options, slow);
  const server = makeServer<Record<string, unknown>, Connection>({
    // The connection waits itself.
    connectionInitWaitTimeout: 0,
    onConnect: async (context) => {
      const { connectionParams, extra } = context;
      extra.said();
      extra.context = context;
      const session = await openSession(around, extra, connectionParams?.authorization);
      // graphql-ws would keep the token, which was read.
      Object.assign(context, { connectionParams: undefined });
      if (session) count(extra, limits.takeAccount(session.actor));
      // Gone meanwhile, or one too many: nobody would close the session any more.
      if (extra.socket.readyState !== extra.socket.OPEN) session?.close();
      else extra.session = session;
      const actor = extra.session?.actor;
      if (actor?.kind === 'agent') {
        extra.agentId = actor.agentId;
        app.presence.opened(actor.agentId, extra);
      }
      if (!extra.session) return false;
      return { cursor: Cursor.serialize(app.live.reader.position), ...extra.session.holdsFor() };
    },
    onPing: async ({ extra }, payload) => answerRenewal(extra.session ?? undefined, payload),
    onClose: ({ extra }) => {
      extra.session?.close();
      if (extra.agentId) app.presence.closed(extra.agentId, extra);
    },
    ...socketOperations(options, fanOut, limits),
  });
  const serve = serving(server, app);
  let leaving = false;
  const takes = () => !leaving;
  acceptUpgrades(fastify, wss, { allowedOrigins: config.allowedOrigins, takes }, (socket, request) => {
    const address = addressOf(request, config.trustProxy);
    heartbeat.watch(socket);
    const taken = limits.takeAddress(address);
    if (typeof taken === 'string') refuse(socket, taken);
    serve(new Connection(socket, address, typeof taken === 'string' ? NOTHING : taken, slow, heartbeat));
  });
  return {
    count: () => [...wss.clients].filter(({ readyState, OPEN }) => readyState === OPEN).length,
    shares: () => fanOut.size,
    bufferedBytes: () => [...wss.clients].reduce((bytes, { bufferedAmount }) => bytes + bufferedAmount, 0),
    leave: async (milliseconds, hurry) => {
      leaving = true;
      await sayFarewell(wss.clients, milliseconds, hurry);
    },
    stop: async () => {
      await closeAll(wss);
      slow.stop();
      heartbeat.stop();
      expiry.stop();
    },
  };
};
