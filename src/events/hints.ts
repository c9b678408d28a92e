import pg from 'pg';
import { parse } from 'pg-connection-string';
import type { Logger } from 'pino';

const CHANNEL = 'sohbet_events';
const RECONNECT_MILLISECONDS = 500;
const CONNECT_MILLISECONDS = 5_000;

export interface Hints {
  /** Tells the other processes that the log has grown; any number at once become one NOTIFY, outside all transactions. */
  tell(): void;
  stop(): Promise<void>;
}

/**
 * One connection that listens and notifies. A NOTIFY inside a busy transaction would serialise commits; a lost one costs
 * nothing but the time to the next hint or poll, so errors only reconnect.
 */
export const startHints = async (url: string, log: Logger, heard: () => void): Promise<Hints> => {
  let client: pg.Client | null = null;
  let stopped = false;
  let telling = false;
  /** Something was written that the others have not been told of: asked for meanwhile, or the connection was lost. */
  let untold = false;
  let retry: NodeJS.Timeout | undefined;
  let connecting: Promise<void> = Promise.resolve();

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
      client = null;
      if (stopped) return;
      log.warn({ err: error }, 'the hint connection was lost; connecting again');
      clearTimeout(retry);
      retry = setTimeout(() => {
        connecting = connect().catch(lost);
      }, RECONNECT_MILLISECONDS);
    };
    next.on('error', lost);
    next.on('end', () => lost());
    next.on('notification', heard);
    await next.connect();
    await next.query(`listen ${CHANNEL}`);
    client = next;
    heard();
    if (untold) tell();
  };

  const tell = (): void => {
    untold = true;
    if (telling || !client || stopped) return;
    telling = true;
    untold = false;
    client
      .query(`notify ${CHANNEL}`)
      .finally(() => {
        telling = false;
      })
      .then(
        () => untold && tell(),
        (error: unknown) => {
          // Not told again at once: the connection is broken, and the next one tells.
          untold = true;
          log.warn({ err: error }, 'a hint could not be sent');
        },
      );
  };

  const stop = async (): Promise<void> => {
    stopped = true;
    clearTimeout(retry);
    await connecting;
    await client?.end();
  };

  await connect();
  return { tell, stop };
};
