import type { Api, Payload } from './api.js';
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

  async ask<Answer>(query: string, variables: object = {}): Promise<Answer> {
    return this.api.ask<Answer>(query, variables, await this.token());
  }

  async perform<Fields extends object>(query: string, input: object): Promise<Payload & Fields> {
    return this.api.perform<Fields>(query, input, await this.token());
  }

  /** A refresh token is used up by its use: never two at once. */
  private async renew(): Promise<void> {
    this.tokens = await this.api.perform<Tokens>(REFRESH_SESSION, { refreshToken: this.tokens.refreshToken });
  }
}
