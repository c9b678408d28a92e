import type pg from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { topLevelError } from '../errors.js';

const WINDOW_SECONDS = 60;

/** Counts attempts in the database (table rate_limit), so that the limits hold over all processes. */
export class AttemptLimits {
  private readonly signIns: RateLimiterPostgres;
  private readonly chats: RateLimiterPostgres;

  constructor(pool: pg.Pool, options: { wrongSignInsPerMinute: number; startChatsPerMinute: number }) {
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
  }

  /**
   * Takes one of the wrong sign-ins that an account and an address have a minute, before the password is looked at (so
   * that many at once are no way round), and gives them back when it was right.
   */
  async countSignIn(email: string, address: string): Promise<{ wasRight(): Promise<void> }> {
    const keys = [`account:${email}`, `address:${address}`];
    for (const key of keys) await this.take(this.signIns, key, 'wrong sign-ins');
    return {
      wasRight: async () => {
        for (const key of keys) await this.signIns.reward(key, 1);
      },
    };
  }

  async countChat(address: string): Promise<void> {
    await this.take(this.chats, `address:${address}`, 'chats begun');
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
