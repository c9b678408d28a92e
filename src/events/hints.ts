import pg from 'pg';
import { parse } from 'pg-connection-string';
import type { Logger } from 'pino';
import type { Failures } from '../failures.js';
import { Sayings } from './sayings.js';
import { Telling } from './telling.js';

const EVENTS = 'sohbet_events';
const SIGNALS = 'sohbet_signals';
const RECONNECT_MILLISECONDS = 500;
const CONNECT_MILLISECONDS = 5_000;

export interface Hints {
  /** By what they travel. */
  readonly carrier: 'notify' | 'redis';
  /** False while they cannot travel, and only polling the log finds what is new. */
  readonly connected: boolean;
  /**
   * Tells the other processes that the log has grown; any number at once become one hint, outside all transactions. This one
   * does not hear it: whoever wrote wakes its own reader.
   */
  tell(): void;
  /**
   * Says something to every process, this one included: at most once, kept nowhere, best effort. For what is worth nothing a
   * few seconds later; a signal of more than SIGNAL_BYTES is dropped, as is all that is said while the connection is lost.
   */
  say(signal: string): void;
  stop(): Promise<void>;
}

/** Must not throw and must not block. */
export interface Hearing {
  /** The log may have grown. */
  heard(): void;
  /** A process, perhaps this one, said something. */
  said(signal: string): void;
}

/**
 * One connection that listens and notifies. A NOTIFY inside a busy transaction would serialise commits; a lost one costs
 * nothing but the time to the next hint or poll, so errors only reconnect.
 */
export const startHints = async (
  url: string,
  { log, failures }: { log: Logger; failures: Failures },
  { heard, said }: Hearing,
): Promise<Hints> => {
  let client: pg.Client | null = null;
  let stopped = false;
  let retry: NodeJS.Timeout | undefined;
  let connecting: Promise<void> = Promise.resolve();
  /** What this process tells of itself it need not hear. */
  const self = crypto.randomUUID();
  const hear = ({ channel, payload }: pg.Notification): void => {
    if (channel === SIGNALS) said(payload ?? '');
    else if (payload !== self) heard();
  };

  const connect = async (): Promise<void> => {
    const address = parse(url);
    const next = new pg.Client({
      ...address,
      host: address.host ?? undefined,
      port: Number(address.port ?? 5432),
      ssl: address.ssl as boolean | undefined,
      database: address.database ?? undefined,
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_MILLISECONDS,
    });
    const lost = (error?: Error): void => {
      if (client !== next && client !== null) return;
      const wasThere = client !== null;
      client = null;
      if (stopped) return;
      if (wasThere) failures.tell(error ?? new Error('Connection terminated'), 'the hint connection was lost; connecting again');
      clearTimeout(retry);
      retry = setTimeout(() => {
        connecting = connect().catch(lost);
      }, RECONNECT_MILLISECONDS);
    };
    next.on('error', lost);
    next.on('end', () => lost());
    next.on('notification', hear);
    await next.connect();
    await next.query(`listen ${SIGNALS}`);
    await next.query(`listen ${EVENTS}`);
    client = next;
    heard();
    telling.catchUp();
  };

  const telling = new Telling(log, () => (stopped ? undefined : client?.query(`notify ${EVENTS}, '${self}'`)));
  const sayings = new Sayings(log, async (signals) => {
    if (!client || stopped) return;
    await client
      .query(`select pg_notify('${SIGNALS}', signal) from unnest($1::text[]) as signal`, [signals])
      .catch((error: unknown) => failures.tell(error, 'signals could not be sent'));
  });

  const stop = async (): Promise<void> => {
    stopped = true;
    clearTimeout(retry);
    await connecting;
    await client?.end();
  };

  await connect();
  return {
    carrier: 'notify',
    get connected() {
      return client !== null;
    },
    tell: () => telling.tell(),
    say: (signal) => sayings.say(signal),
    stop,
  };
};
