import { type Api, ApiError, type Payload } from './api.js';
import { REFRESH_SESSION, SIGN_IN } from './operations.js';

export interface Tokens {
  accessToken: string;
  accessTokenExpiresAt: string;
  refreshToken: string;
}

/** An access token lasts 15 minutes: it is renewed this long before its end. */
const EARLY_MILLISECONDS = 60_000;

/** Somebody's session, of an agent or a customer, whose access token always holds. */
export class Session {
  private renewal: Promise<void> | null = null;

  constructor(
    readonly api: Api,
    private tokens: Tokens,
  ) {}

  static async signIn(api: Api, email: string, password: string): Promise<Session> {
    return new Session(api, await api.perform<Tokens>(SIGN_IN, { email, password }));
  }

  async token(): Promise<string> {
    if (Date.parse(this.tokens.accessTokenExpiresAt) - Date.now() < EARLY_MILLISECONDS) {
      this.renewal ??= this.renew().finally(() => {
        this.renewal = null;
      });
      await this.renewal;
    }
    return this.tokens.accessToken;
  }

  /** The server takes a token no more: two clocks never agree. */
  distrust(token: string): void {
    if (token === this.tokens.accessToken) this.tokens.accessTokenExpiresAt = new Date(0).toISOString();
  }

  ask<Answer>(query: string, variables: object = {}): Promise<Answer> {
    return this.withToken((token) => this.api.ask<Answer>(query, variables, token));
  }

  perform<Fields extends object>(query: string, input: object): Promise<Payload & Fields> {
    return this.withToken((token) => this.api.perform<Fields>(query, input, token));
  }

  private async withToken<Answer>(work: (token: string) => Promise<Answer>): Promise<Answer> {
    const token = await this.token();
    try {
      return await work(token);
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'UNAUTHENTICATED') throw error;
      this.distrust(token);
      return work(await this.token());
    }
  }

  /** A refresh token is used up by its use: never two at once. */
  private async renew(): Promise<void> {
    this.tokens = await this.api.perform<Tokens>(REFRESH_SESSION, { refreshToken: this.tokens.refreshToken });
  }
}
