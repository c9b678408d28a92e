import { CloseCode } from 'graphql-ws';
import type { Actor, Nobody } from '../auth/actor.js';
import type { LoggedEvent } from '../events/event-log.js';
import { accountTopic, type Subscriber } from '../events/hub.js';
import type { Application } from '../services/application.js';
import { authenticate, authenticateAgain } from './authenticate.js';
import { CLOSE } from './close-codes.js';
import { rightsKey } from './fan-out/rights-key.js';
import type { Holder, TokenExpiry } from './token-expiry.js';

/**
 * Why a socket is closed for its token. Clients of the protocol connect again after Forbidden, asking for their parameters
 * anew, and give up after Unauthorized: so the first is for tokens that refreshing mends, the second for a session that is over.
 * When nobody could look at the token they try again later.
 */
export interface Ending {
  code: CloseCode.Forbidden | CloseCode.Unauthorized | typeof CLOSE.TRY_AGAIN_LATER;
  reason: string;
}

/** What a client is told that gave a fresh token: when it ends, or why the socket stays with the one it has. */
export type Renewal = ({ accepted: true } & Holding) | { accepted: false; reason: string };

/** When a token ends; the seconds are for clients whose clock is wrong. */
interface Holding {
  expiresAt: string;
  expiresInSeconds: number;
}

const holdingUntil = (expiresAt: Date, now: Date): Holding => ({
  expiresAt: expiresAt.toISOString(),
  expiresInSeconds: Math.max(0, Math.floor((expiresAt.getTime() - now.getTime()) / 1000)),
});

const refusedRenewal = (reason: string): Renewal => ({ accepted: false, reason });

const endingFor = ({ refused, sessionEnded }: Nobody): Ending =>
  sessionEnded
    ? { code: CloseCode.Unauthorized, reason: 'Unauthorized: the session was ended' }
    : { code: CloseCode.Forbidden, reason: `Forbidden: ${refused ?? 'there is no token'}` };

/** Somebody who was told by the rights as they were. */
export interface RightsWatcher {
  /** They were read again, because of what stands at `from` in the log: what stands behind it is decided by what was read. */
  rightsRead(from: bigint, changed: boolean): void;
  /** The socket is gone. */
  finish(): void;
}

const accountOf = (actor: Actor): string | null => {
  if (actor.kind === 'agent') return actor.agentId;
  return actor.kind === 'customer' ? actor.customerId : null;
};

/** What the sessions of all sockets have in common. */
export interface Surroundings {
  app: Application;
  expiry: TokenExpiry;
}

/** The socket, which is closed when it stands for nobody any more. */
interface Closable {
  close(code: number, reason: string): void;
}

/**
 * Whom a WebSocket stands for while it is open. Read anew when the log says that the account's rights changed or a session
 * was revoked; the socket is closed when the token has ended or stands for nobody any more. A fresh token of the same account
 * takes the place of the one before, and what is subscribed goes on.
 */
export class SocketSession implements Subscriber, Holder {
  /** When the token ends; never for a visitor. */
  endsAt = Number.POSITIVE_INFINITY;
  private reading: Promise<Actor> | null = null;
  /** A reading that has not begun. */
  private waiting: Promise<Actor> | null = null;
  /** Of each reading under way or asked for, what in the log it is behind of. */
  private readings: bigint[] = [];
  private key: string;
  private readonly account: string | null;
  /** Replaced, never changed: of one or two a set would be ten times the size. */
  private watchers: readonly RightsWatcher[] = [];
  private renewing = false;
  private closed = false;

  private constructor(
    private readonly around: Surroundings,
    private present: Actor,
    private readonly address: string,
    private readonly socket: Closable,
  ) {
    this.key = rightsKey(present);
    this.account = accountOf(present);
    if (this.account) around.app.live.hub.subscribe(accountTopic(this.account), this);
    this.awaitExpiry();
  }

  /** The session for an `authorization`, or why there is none. */
  static async open(around: Surroundings, authorization: unknown, address: string, socket: Closable): Promise<SocketSession | Ending> {
    const actor = await authenticate(around.app, authorization, address);
    if (actor.kind === 'nobody' && actor.refused) return endingFor(actor);
    return new SocketSession(around, actor, address, socket);
  }

  get actor(): Actor {
    return this.present;
  }

  /** The reading of the rights that is under way; null when there is none. */
  get rereading(): Promise<Actor> | null {
    return this.reading;
  }

  /** Whom else it may share with; see rightsKey. */
  get rights(): string {
    return this.key;
  }

  /** Up to where in the log the rights as they are decide; null: without end, for they are not being read. */
  get decidedUpTo(): bigint | null {
    return this.readings[0] ?? null;
  }

  /** When the token ends; nothing for a visitor. */
  holdsFor(): Holding | undefined {
    return this.present.kind === 'nobody' ? undefined : holdingUntil(this.present.expiresAt, this.around.app.now());
  }

  watch(watcher: RightsWatcher): void {
    // Not spread: that leaves room for sixteen more.
    this.watchers = this.watchers.concat(watcher);
  }

  unwatch(watcher: RightsWatcher): void {
    this.watchers = this.watchers.filter((one) => one !== watcher);
  }

  /** An event after which the account's rights may be others. */
  push({ id }: LoggedEvent): void {
    void this.refresh(id);
  }

  expired(): void {
    this.end({ code: CloseCode.Forbidden, reason: 'Forbidden: the access token has expired' });
  }

  /** Asks the database who it is now; because of an event of the log, when that is given. Those who ask before it is asked share the answer. */
  refresh(because?: bigint): Promise<Actor> {
    if (because !== undefined) return this.inTurn(() => this.read(), because);
    this.waiting ??= this.inTurn(() => {
      this.waiting = null;
      return this.read();
    });
    return this.waiting;
  }

  /** Goes on under a fresh token of the same account. A refused one changes nothing. */
  async renew(authorization: unknown): Promise<Renewal> {
    if (this.renewing) return refusedRenewal('Another token of this socket is being looked at.');
    this.renewing = true;
    let renewal = refusedRenewal('The account could not be read. Try again.');
    // In turn with the readings of the rights: events that come meanwhile wait for it, as they do for those.
    await this.inTurn(async () => {
      try {
        renewal = this.take(await authenticate(this.around.app, authorization, this.address));
      } catch (error) {
        this.around.app.failures.tell(error, 'a fresh token could not be looked at');
      }
      return this.present;
    });
    this.renewing = false;
    return renewal;
  }

  close(): void {
    this.closed = true;
    if (this.account) this.around.app.live.hub.unsubscribe(accountTopic(this.account), this);
    this.around.expiry.forget(this);
    for (const watcher of this.watchers) watcher.finish();
  }

  /** One reading after the other, so that an older one never takes the place of a newer. */
  private inTurn(read: () => Promise<Actor>, because = this.around.app.live.reader.position): Promise<Actor> {
    this.readings.push(because);
    const reading: Promise<Actor> = Promise.resolve(this.reading)
      .then(read)
      .then((actor) => {
        this.tell();
        return actor;
      })
      .finally(() => {
        if (this.reading === reading) this.reading = null;
      });
    this.reading = reading;
    return reading;
  }

  private tell(): void {
    const from = this.readings.shift() ?? this.around.app.live.reader.position;
    // One that was once filled keeps room for many.
    if (this.readings.length === 0) this.readings = [];
    const key = rightsKey(this.present);
    const changed = key !== this.key;
    this.key = key;
    for (const watcher of this.watchers) watcher.rightsRead(from, changed);
  }

  private take(actor: Actor): Renewal {
    if (actor.kind === 'nobody') return refusedRenewal(actor.refused ?? 'There is no token.');
    if (accountOf(actor) !== accountOf(this.present)) return refusedRenewal('The token stands for another account.');
    this.present = actor;
    this.awaitExpiry();
    return { accepted: true, ...holdingUntil(actor.expiresAt, this.around.app.now()) };
  }

  private end({ code, reason }: Ending): void {
    this.socket.close(code, reason);
  }

  private awaitExpiry(): void {
    if (this.present.kind === 'nobody' || this.closed) return;
    this.endsAt = performance.now() + this.present.expiresAt.getTime() - this.around.app.now().getTime();
    this.around.expiry.watch(this);
  }

  private async read(): Promise<Actor> {
    if (this.present.kind === 'nobody' || this.closed) return this.present;
    try {
      this.present = await authenticateAgain(this.around.app, this.present);
      if (this.present.kind === 'nobody') this.end(endingFor(this.present));
    } catch (error) {
      this.around.app.failures.tell(error, 'a socket’s account could not be read');
      this.end({ code: CLOSE.TRY_AGAIN_LATER, reason: 'The account could not be read. Try again later' });
    }
    return this.present;
  }
}
