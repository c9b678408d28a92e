import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { json } from 'node:stream/consumers';
import { DemoError } from './options.js';

/** So many requests are under way at most; the others wait for a connection that is kept alive. */
const CONNECTIONS = 32;

interface GraphqlError {
  message: string;
  extensions?: { code?: string; retryAfterSeconds?: number };
}

export interface UserError {
  code: string;
  message: string;
}

/** What stands in every payload. */
export interface Payload {
  cursor: string | null;
  userErrors: UserError[];
}

/** The server answered a top-level error. */
export class ApiError extends Error {
  readonly code: string;
  readonly retryAfterSeconds: number | undefined;

  constructor({ message, extensions }: GraphqlError) {
    super(`${extensions?.code ?? 'an error'}: ${message}`);
    this.code = extensions?.code ?? '';
    this.retryAfterSeconds = extensions?.retryAfterSeconds;
  }
}

/** The domain refused a mutation; nothing was changed. */
export class Refused extends Error {
  constructor(readonly reason: UserError) {
    super(`${reason.code}: ${reason.message}`);
  }

  /** Whether an error is a refusal with one of these codes. */
  static with(error: unknown, ...codes: readonly string[]): boolean {
    return error instanceof Refused && codes.includes(error.reason.code);
  }
}

/** GraphQL over HTTP. Queries name their field `answer`, mutations `payload`. */
export class Api {
  readonly socketUrl: string;
  private readonly endpoint: URL;
  private readonly connections: HttpAgent;
  private readonly isSecure: boolean;

  constructor(readonly url: string) {
    this.endpoint = new URL(`${url}/graphql`);
    this.socketUrl = this.endpoint.href.replace(/^http/, 'ws');
    this.isSecure = this.endpoint.protocol === 'https:';
    const settings = { keepAlive: true, maxSockets: CONNECTIONS, timeout: 60_000 };
    this.connections = this.isSecure ? new HttpsAgent(settings) : new HttpAgent(settings);
  }

  async ask<Answer>(query: string, variables: object = {}, token?: string): Promise<Answer> {
    return (await this.send<{ answer: Answer }>(query, variables, token)).answer;
  }

  /** Carries out a mutation; throws Refused when the domain does. */
  async perform<Fields extends object>(query: string, input: object, token?: string): Promise<Payload & Fields> {
    const { payload } = await this.send<{ payload: Payload & Fields }>(query, { input }, token);
    const [reason] = payload.userErrors;
    if (reason) throw new Refused(reason);
    return payload;
  }

  /** Says in plain words why nothing can be played there. */
  async requireServer(): Promise<void> {
    const remedy = 'Start the server first, in another terminal: npm start. If it runs elsewhere, name it: npm run demo -- --url http://…';
    try {
      await this.ask('{ answer: __typename }');
    } catch (error) {
      if (error instanceof ApiError) return;
      if (error instanceof SyntaxError) throw new DemoError(`What answers at ${this.url} does not speak GraphQL. ${remedy}`);
      throw new DemoError(`Nothing answers at ${this.url} (${(error as Error).message || (error as { code?: string }).code}). ${remedy}`);
    }
  }

  close(): void {
    this.connections.destroy();
  }

  private async send<Data>(query: string, variables: object, token: string | undefined): Promise<Data> {
    const response = await this.post(JSON.stringify({ query, variables }), token);
    const { data, errors } = (await json(response)) as { data?: Data | null; errors?: GraphqlError[] };
    const [error] = errors ?? [];
    if (error) throw new ApiError(error);
    if (!data) throw new Error(`the server answered ${response.statusCode} without data`);
    return data;
  }

  private post(body: string, token: string | undefined): Promise<IncomingMessage> {
    const request = this.isSecure ? requestHttps : requestHttp;
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      ...(token && { authorization: `Bearer ${token}` }),
    };
    return new Promise((resolve, reject) => {
      const sent = request(this.endpoint, { method: 'POST', agent: this.connections, headers }, resolve);
      sent.on('error', reject);
      sent.on('timeout', () => sent.destroy(new Error('no answer within a minute')));
      sent.end(body);
    });
  }
}
