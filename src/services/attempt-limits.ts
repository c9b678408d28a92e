import { createHash } from 'node:crypto';
import type pg from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { topLevelError } from '../errors.js';
import { Turns } from './turns.js';

const WINDOW_SECONDS = 60;

/** Counts attempts in the database (table rate_limit), so that the limits hold over all processes. */
export class AttemptLimits {
  private readonly signIns: RateLimiterPostgres;
  private readonly chats: RateLimiterPostgres;
  private readonly uploads: RateLimiterPostgres;
  private readonly turns = new Turns();

  constructor(pool: pg.Pool, options: { wrongSignInsPerMinute: number; startChatsPerMinute: number; uploadsPerMinute: number }) {
    const limiter = (keyPrefix: string, points: number): RateLimiterPostgres =>
      new RateLimiterPostgres({
        storeClient: pool,
        storeType: 'pool',
        tableName: 'rate_limit',
        tableCreated: true,
        keyPrefix,
        points,
        duration: WINDOW_SECONDS,
      });
    this.signIns = limiter('signin', options.wrongSignInsPerMinute);
    this.chats = limiter('chat', options.startChatsPerMinute);
    this.uploads = limiter('upload', options.uploadsPerMinute);
  }

  /**
   * Looks at a password, if the account and the address have wrong sign-ins left this minute; null when it was wrong. One is
   * taken before the look (so that many at once are no way round) and given back when it was right. In turn, so that those
   * under way, of an office behind one address say, do not count against each other. What is refused without a look uses
   * nothing up: neither a blocked address the attempts of other people's accounts, nor a blocked account its office's.
   */
  async trySignIn<Found>(email: string, address: string, look: () => Promise<Found | null>): Promise<Found | null> {
    // Hashed: the table's keys end at 255 characters, and an e-mail address has no business in it.
    const ofAddress = `address:${address}`;
    const ofAccount = `account:${createHash('sha256').update(email).digest('hex')}`;
    return this.turns.inTurn(ofAddress, () =>
      this.turns.inTurn(ofAccount, async () => {
        await this.take(this.signIns, ofAddress, 'wrong sign-ins');
        try {
          await this.take(this.signIns, ofAccount, 'wrong sign-ins');
        } catch (refused) {
          await this.signIns.reward(ofAddress, 1);
          throw refused;
        }
        const found = await look();
        if (found !== null) for (const key of [ofAddress, ofAccount]) await this.signIns.reward(key, 1);
        return found;
      }),
    );
  }

  async countChat(address: string): Promise<void> {
    await this.take(this.chats, `address:${address}`, 'chats begun');
  }

  /** `account`: the id of the agent or the customer. */
  async countUpload(account: string): Promise<void> {
    await this.take(this.uploads, `account:${account}`, 'uploads');
  }

  private async take(limiter: RateLimiterPostgres, key: string, what: string): Promise<void> {
    try {
      await limiter.consume(key, 1);
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      const seconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
      throw topLevelError('RATE_LIMITED', `Too many ${what} in a minute. Try again in ${seconds} s.`, { retryAfterSeconds: seconds });
    }
  }
}
