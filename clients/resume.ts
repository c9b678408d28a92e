import type { Client, ClientOptions, Sink, SubscribePayload } from 'graphql-ws';

/**
 * Event subscriptions that miss nothing, for the stock graphql-ws client; nothing else is needed. Copy this file, or import it.
 *
 *   const client = resuming(createClient({ url, ...keepConnected({ token }) }), { onGap });
 *
 * What it gives is a graphql-ws client: hand it to Apollo's GraphQLWsLink or urql's subscriptionExchange as you would the other.
 * Subscriptions whose document declares `$after` go on after their last event when a connection was lost; their documents
 * select `cursor` of the event, and `... on StreamGap { reason resumeFrom }`, without aliases.
 */

/** Throw it from `token` when there will be no further token: the user has to sign in again. */
export class SessionOver extends Error {}

export interface Staying {
  /**
   * The access token; null for a visitor. `fresh`: the one before does not hold any more or is about to end, so refresh the
   * session first. What it throws is a matter of the network, and it is asked again, unless it is SessionOver.
   */
  token: (fresh: boolean) => Promise<string | null> | string | null;
  /** The longest wait between two attempts to connect, in milliseconds. Default: 10,000. */
  longestWait?: number;
}

const TRY_AGAIN_LATER = 1013;
const TOKEN_ENDED = 4403;
/** How often in a row the server may refuse tokens that are said to be fresh. */
const MOST_REFUSALS = 3;

interface OpenSocket {
  readyState: number;
  send(frame: string): void;
}
const OPEN = 1;

/** What the server tells of a token with `connection_ack`, and with the `pong` that takes a fresh one. */
interface TokenHolds {
  expiresInSeconds?: unknown;
}

/**
 * Options for graphql-ws’s `createClient`: connects again for as long as it takes, with growing waits of random length, refreshes
 * the token when it has ended, and gives the next one on the open socket before that.
 */
export const keepConnected = ({ token, longestWait = 10_000 }: Staying) => {
  let socket: OpenSocket | undefined;
  let lastCode = 0;
  let refusals = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** One refreshing at a time: a refresh token that is used twice ends the session. */
  let refreshing: Promise<string | null> | null = null;
  const refreshed = async (): Promise<string | null> => token(true);
  const ask = (fresh: boolean): Promise<string | null> | string | null => {
    if (!fresh) return refreshing ?? token(false);
    refreshing ??= refreshed().finally(() => {
      refreshing = null;
    });
    return refreshing;
  };

  const renew = async (): Promise<void> => {
    const before = socket;
    try {
      const authorization = `Bearer ${await ask(true)}`;
      if (before === socket && before?.readyState === OPEN) before.send(JSON.stringify({ type: 'ping', payload: { authorization } }));
    } catch {
      // The server closes the socket when the token ends, and then it is asked for again.
    }
  };
  const renewBeforeEnd = ({ expiresInSeconds }: TokenHolds = {}): void => {
    clearTimeout(timer);
    if (typeof expiresInSeconds === 'number') timer = setTimeout(renew, expiresInSeconds * 800);
  };
  return {
    connectionParams: async () => {
      const accessToken = await ask(lastCode === TOKEN_ENDED);
      return accessToken === null ? {} : { authorization: `Bearer ${accessToken}` };
    },
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: (failure: unknown) => !(failure instanceof SessionOver) && refusals <= MOST_REFUSALS,
    retryWait: async (retries: number) => {
      const most = Math.min(longestWait, (lastCode === TRY_AGAIN_LATER ? 2_000 : 200) * 2 ** Math.min(retries, 10));
      await new Promise((resolve) => setTimeout(resolve, most * (0.5 + Math.random() / 2)));
    },
    on: {
      connected: (opened: unknown, payload: unknown) => {
        socket = opened as OpenSocket;
        lastCode = 0;
        refusals = 0;
        renewBeforeEnd((payload ?? {}) as TokenHolds);
      },
      pong: (received: boolean, payload: Record<string, unknown> | undefined) => {
        if (received && payload?.accepted === true) renewBeforeEnd(payload);
      },
      closed: (event: unknown) => {
        clearTimeout(timer);
        socket = undefined;
        lastCode = (event as { code?: number }).code ?? 0;
        if (lastCode === TOKEN_ENDED) refusals += 1;
      },
    },
  } satisfies Partial<ClientOptions>;
};

export interface Gap {
  reason: string;
  resumeFrom: string;
}

export interface Resuming {
  /**
   * Events are missing for good (EXPIRED, UNKNOWN; or NO_CURSOR: the connection was lost before there was any cursor to go on
   * from): read anew what the subscription keeps up to date. It goes on by itself.
   */
  onGap?: (gap: Gap, payload: SubscribePayload) => void;
}

interface Item {
  cursor?: unknown;
  reason?: unknown;
  resumeFrom?: unknown;
}

/** The event, or the gap: event subscriptions have one field. */
const itemOf = ({ data }: { data?: unknown }): Item | null => Object.values((data ?? {}) as Record<string, Item | null>)[0] ?? null;

const NO_CURSOR = 'A subscription with $after must select `cursor` of its event and `... on StreamGap { reason resumeFrom }`.';

/** A graphql-ws client whose subscriptions with `$after` go on after the last event that was seen. */
export const resuming = (client: Client, { onGap = () => {} }: Resuming = {}): Client => {
  let isConnected = false;
  client.on('connected', () => {
    isConnected = true;
  });
  client.on('closed', () => {
    isConnected = false;
  });
  const subscribe: Client['subscribe'] = (payload, sink) =>
    /\$after\s*:/.test(payload.query) ? resumed(client, payload, sink, isConnected, onGap) : client.subscribe(payload, sink);
  return { ...client, subscribe, iterate: (payload) => iterated((sink) => subscribe(payload, sink)) };
};

const resumed = <Result extends { data?: unknown }>(
  client: Client,
  payload: SubscribePayload,
  sink: Sink<Result>,
  wasConnected: boolean,
  onGap: NonNullable<Resuming['onGap']>,
): (() => void) => {
  // graphql-ws sends this very object again when it has connected anew.
  const going = { ...payload, variables: { ...payload.variables } as Record<string, unknown> };
  let isKnown = wasConnected;
  let isOver = false;
  let isTooSlow = false;
  let stop = (): void => {};

  const forget = client.on('connected', (_socket, acknowledged) => {
    const cursor = (acknowledged as { cursor?: string } | undefined)?.cursor;
    if (going.variables.after == null && cursor) {
      going.variables.after = cursor;
      if (isKnown) onGap({ reason: 'NO_CURSOR', resumeFrom: cursor }, payload);
    }
    isKnown = true;
  });
  const end = (tell: () => void): void => {
    if (isOver) return;
    isOver = true;
    forget();
    tell();
    stop();
  };
  const hear = (result: Result): void => {
    const item = itemOf(result);
    const place = item?.resumeFrom ?? item?.cursor;
    if (item && typeof place !== 'string') end(() => sink.error(new Error(NO_CURSOR)));
    else if (item) going.variables.after = place;
    isTooSlow = item?.reason === 'TOO_SLOW';
    if (isTooSlow || isOver) return;
    if (item?.resumeFrom !== undefined) onGap(item as Gap, payload);
    sink.next(result);
  };
  const begin = (): void => {
    isTooSlow = false;
    stop = client.subscribe(going, {
      next: (result) => hear(result as unknown as Result),
      error: (failure) => end(() => sink.error(failure)),
      // After TOO_SLOW the server has ended it: nothing is lost to who asks for the rest.
      complete: () => (isTooSlow && !isOver ? begin() : end(() => sink.complete())),
    });
  };
  begin();
  return () => end(() => sink.complete());
};

/** As graphql-ws’s own `iterate`, over another way to subscribe. */
const iterated = <Result>(subscribe: (sink: Sink<Result>) => () => void): AsyncIterableIterator<Result, undefined> => {
  const waiting: Result[] = [];
  let outcome: { failure?: unknown } | null = null;
  let wake = (): void => {};
  const stop = subscribe({
    next: (result) => {
      waiting.push(result);
      wake();
    },
    error: (failure) => {
      outcome = { failure };
      wake();
    },
    complete: () => {
      outcome ??= {};
      wake();
    },
  });
  return {
    async next() {
      while (waiting.length === 0 && outcome === null) await new Promise<void>((resolve) => (wake = resolve));
      if (waiting.length > 0) return { value: waiting.shift() as Result, done: false };
      if (outcome && 'failure' in outcome) throw outcome.failure;
      return { value: undefined, done: true };
    },
    async return() {
      waiting.length = 0;
      stop();
      return { value: undefined, done: true };
    },
    async throw(failure) {
      stop();
      throw failure;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
};
