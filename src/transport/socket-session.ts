import type { Actor } from '../auth/actor.js';
import { accountTopic } from '../events/hub.js';
import type { Application } from '../services/application.js';
import { authenticate } from './authenticate.js';

/** The longest a timer can be set for. */
const LONGEST = 2_147_483_647;

/**
 * Whom a WebSocket stands for while it is open. Read anew when the log says that the account's rights changed or a session
 * was revoked; the socket is closed when the token has ended or stands for nobody any more.
 */
export class SocketSession {
  private readonly leave: () => void;
  private readonly expiry: NodeJS.Timeout | undefined;
  private reading: Promise<Actor> | null = null;

  private constructor(
    private readonly app: Application,
    private present: Actor,
    private readonly reread: () => Promise<Actor>,
    private readonly end: (reason: string) => void,
  ) {
    const account = this.account();
    this.leave = account ? app.live.hub.subscribe(accountTopic(account), { push: () => void this.refresh() }) : () => {};
    if (present.kind !== 'nobody') {
      const left = present.expiresAt.getTime() - app.now().getTime();
      this.expiry = setTimeout(() => end('Forbidden: the access token has expired'), Math.min(Math.max(left, 0), LONGEST));
    }
  }

  /** The session for an `authorization`, or in words why there is none. */
  static async open(
    app: Application,
    authorization: unknown,
    address: string,
    end: (reason: string) => void,
  ): Promise<SocketSession | string> {
    const reread = (): Promise<Actor> => authenticate(app, authorization, address);
    const actor = await reread();
    if (actor.kind === 'nobody' && actor.refused) return `Forbidden: ${actor.refused}`;
    return new SocketSession(app, actor, reread, end);
  }

  get actor(): Actor {
    return this.present;
  }

  /** The reading of the rights that is under way; null when there is none. */
  get rereading(): Promise<Actor> | null {
    return this.reading;
  }

  /** Asks the database who it is now; one reading after the other, so that an older one never takes the place of a newer. */
  refresh(): Promise<Actor> {
    const reading: Promise<Actor> = Promise.resolve(this.reading)
      .then(() => this.read())
      .finally(() => {
        if (this.reading === reading) this.reading = null;
      });
    this.reading = reading;
    return reading;
  }

  private async read(): Promise<Actor> {
    if (this.present.kind === 'nobody') return this.present;
    try {
      this.present = await this.reread();
      if (this.present.kind === 'nobody') this.end('Forbidden: the session was ended');
    } catch (error) {
      this.app.log.error({ err: error }, 'a socket’s account could not be read');
      this.end('Forbidden: the account could not be read');
    }
    return this.present;
  }

  close(): void {
    this.leave();
    clearTimeout(this.expiry);
  }

  private account(): string | null {
    if (this.present.kind === 'agent') return this.present.agentId;
    return this.present.kind === 'customer' ? this.present.customerId : null;
  }
}
