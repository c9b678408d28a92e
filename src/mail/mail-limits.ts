import type pg from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';

const MINUTE = 60;
const HOUR = 3_600;
/** More than any person writes; two machines that answer each other are stopped by it. */
const MAILS_OF_A_TICKET_PER_HOUR = 60;
const MAILS_OF_A_PRODUCT_PER_HOUR = 3_000;

/** Counts mails in the database, over all processes. What is beyond the limit is refused for now: the sender keeps it and tries again. */
export class MailLimits {
  private readonly ofAddress: RateLimiterPostgres;
  private readonly ofTicket: RateLimiterPostgres;
  private readonly ofProduct: RateLimiterPostgres;

  constructor(pool: pg.Pool, perMinute: number) {
    const limiter = (keyPrefix: string, points: number, duration: number): RateLimiterPostgres =>
      new RateLimiterPostgres({
        storeClient: pool,
        storeType: 'pool',
        tableName: 'rate_limit',
        tableCreated: true,
        keyPrefix,
        points,
        duration,
      });
    this.ofAddress = limiter('mail-from', perMinute, MINUTE);
    this.ofTicket = limiter('mail-ticket', MAILS_OF_A_TICKET_PER_HOUR, HOUR);
    this.ofProduct = limiter('mail-product', MAILS_OF_A_PRODUCT_PER_HOUR, HOUR);
  }

  mayBring(address: string): Promise<boolean> {
    return this.take(this.ofAddress, address);
  }

  mayGoTo({ ticketId, productId }: { ticketId: string | null; productId: string }): Promise<boolean> {
    return ticketId ? this.take(this.ofTicket, ticketId) : this.take(this.ofProduct, productId);
  }

  private async take(limiter: RateLimiterPostgres, key: string): Promise<boolean> {
    try {
      await limiter.consume(key, 1);
      return true;
    } catch (refused) {
      if (refused instanceof RateLimiterRes) return false;
      throw refused;
    }
  }
}
