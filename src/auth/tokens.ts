import { createHash, randomBytes } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';

/** Access tokens, of agents and customers alike: 15 minutes. */
export const ACCESS_TOKEN_SECONDS = 15 * 60;
/** Refresh tokens rotate at each use; a session ends when its last one was not used for this long. */
export const AGENT_SESSION_DAYS = 30;
export const CUSTOMER_SESSION_DAYS = 30;

export interface Claims {
  sessionId: string;
  expiresAt: Date;
}

export const EXPIRED = 'The access token has expired. Get a new one with `refreshSession`.';
/** How many tokens' signatures one process remembers. */
const MOST_KNOWN = 10_000;

/** Signs and checks access tokens (JWT, HS256) under one key; several processes share it through SIGNING_KEY or DATA_DIR. */
export class Tokens {
  /**
   * Tokens whose signatures were found good, the latest last: under one key that never changes, and checking it again took a
   * tenth of each request. When a token ends and whether its session still holds is looked at every time.
   */
  private readonly known = new Map<string, Claims>();

  constructor(
    private readonly key: Uint8Array,
    private readonly mostKnown = MOST_KNOWN,
  ) {}

  async issue(sessionId: string, now: Date): Promise<{ accessToken: string; expiresAt: Date }> {
    const issuedAt = Math.floor(now.getTime() / 1000);
    const accessToken = await new SignJWT({})
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(sessionId)
      .setIssuer('sohbet')
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + ACCESS_TOKEN_SECONDS)
      .sign(this.key);
    return { accessToken, expiresAt: new Date((issuedAt + ACCESS_TOKEN_SECONDS) * 1000) };
  }

  /** The claims of a token that holds, or in words why it does not. */
  async read(token: string, now: Date): Promise<Claims | string> {
    const known = this.known.get(token);
    if (known) return known.expiresAt > now ? known : EXPIRED;
    try {
      const { payload } = await jwtVerify(token, this.key, { issuer: 'sohbet', algorithms: ['HS256'], currentDate: now });
      return this.remember(token, { sessionId: String(payload.sub), expiresAt: new Date(Number(payload.exp) * 1000) });
    } catch (error) {
      return error instanceof errors.JWTExpired ? EXPIRED : 'The access token is not valid. Sign in again.';
    }
  }

  private remember(token: string, claims: Claims): Claims {
    const [oldest] = this.known.keys();
    if (this.known.size >= this.mostKnown && oldest !== undefined) this.known.delete(oldest);
    this.known.set(token, claims);
    return claims;
  }
}

/** 256 random bits; only the hash is stored. The session's id stands in front, so that a used-up token names what to revoke. */
export const newRefreshToken = (sessionId: string): string => `${sessionId}.${randomBytes(32).toString('base64url')}`;

export const hashOf = (refreshToken: string): string => createHash('sha256').update(refreshToken).digest('hex');

/** The session a refresh token names; null when it is not of the form. */
export const sessionOf = (refreshToken: string): string | null =>
  /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.[\w-]{43}$/.exec(refreshToken)?.[1] ?? null;
