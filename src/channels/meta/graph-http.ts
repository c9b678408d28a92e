import { ReadableStream } from 'node:stream/web';
import type { MetaAccount } from './account.js';
import type { MultipartBody } from './multipart.js';
import {
  explainNetworkError,
  explainPlatformError,
  GraphFailure,
  type GraphProblem,
  type PlatformError,
  plainProblem,
} from './problems.js';
import { retryAfterIn } from './retry-after.js';
import { appSecretProof } from './signature.js';

export interface GraphOptions {
  /** Without a path. Plain http only on this machine, to try it. */
  baseUrl: string;
  /** As in `v26.0`. */
  version: string;
  /** Until an answer must be there; uploads get more, by their size. Default: 20,000. */
  timeoutMilliseconds?: number;
  /** The largest file that is fetched. Default: 100 MB, the largest that WhatsApp knows. */
  mediaBytes?: number;
}

export interface GraphCall {
  method: 'GET' | 'POST';
  path: string;
  query?: Record<string, string>;
  body?: Record<string, unknown> | MultipartBody;
  /** It leaves nothing behind that a customer would see twice. */
  repeatable: boolean;
}

export type Answer = Record<string, unknown>;

const TIMEOUT_MILLISECONDS = 20_000;
/** The slowest upload that is waited for: 64 kB a second. */
const BYTES_PER_MILLISECOND = 64;

const isMultipart = (body: NonNullable<GraphCall['body']>): body is MultipartBody => typeof body.stream === 'function';

const asAnswer = (text: string): Answer | null => {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? (parsed as Answer) : null;
  } catch {
    return null;
  }
};

/** Speaks HTTP with the Graph API. The token goes in a header, never into an address, and neither it nor an address into an error. */
export class GraphHttp {
  readonly base: URL;
  readonly timeoutMilliseconds: number;
  private readonly version: string;

  constructor({ baseUrl, version, timeoutMilliseconds }: GraphOptions) {
    this.base = new URL(baseUrl);
    this.version = version;
    this.timeoutMilliseconds = timeoutMilliseconds ?? TIMEOUT_MILLISECONDS;
  }

  /** Throws GraphFailure for whatever is not a good answer. */
  async call(account: MetaAccount, call: GraphCall): Promise<Answer> {
    const response = await this.request(account, call);
    const text = await this.read(() => response.text(), call);
    const answer = asAnswer(text);
    const error = answer?.error;
    if (response.ok && answer && !error) return answer;
    if (response.ok && !error)
      throw this.failure(plainProblem('UNKNOWN_OUTCOME', 'The platform’s answer is not readable.', response.status), call);
    throw this.failure(this.explain(account, response, (error ?? {}) as PlatformError), call);
  }

  private async request(account: MetaAccount, { method, path, query = {}, body, repeatable }: GraphCall): Promise<Response> {
    const url = new URL(`/${this.version}/${path}`, this.base);
    const proof = appSecretProof(account.accessToken, account.appSecret);
    for (const [name, value] of Object.entries({ ...query, appsecret_proof: proof })) url.searchParams.set(name, value);
    const headers = { authorization: `Bearer ${account.accessToken}`, accept: 'application/json' };
    return this.read(() => fetch(url, { method, redirect: 'manual', ...this.written(headers, body) }), { repeatable });
  }

  private written(headers: Record<string, string>, body: GraphCall['body']): RequestInit & { duplex?: 'half' } {
    if (!body) return { headers, signal: AbortSignal.timeout(this.timeoutMilliseconds) };
    if (!isMultipart(body)) {
      const signal = AbortSignal.timeout(this.timeoutMilliseconds);
      return { headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body), signal };
    }
    return {
      headers: { ...headers, 'content-type': body.contentType, 'content-length': String(body.length) },
      body: ReadableStream.from(body.stream()) as RequestInit['body'],
      duplex: 'half',
      signal: AbortSignal.timeout(Math.ceil(this.timeoutMilliseconds + body.length / BYTES_PER_MILLISECOND)),
    };
  }

  private async read<T>(reading: () => Promise<T>, { repeatable }: Pick<GraphCall, 'repeatable'>): Promise<T> {
    try {
      return await reading();
    } catch (error) {
      throw new GraphFailure(explainNetworkError(error, repeatable));
    }
  }

  /** What a refusing answer means, of the API or of a server that keeps files. */
  explain({ accessToken, appSecret }: MetaAccount, response: Response, error: PlatformError): GraphProblem {
    const problem = explainPlatformError(error, { httpStatus: response.status, secrets: [accessToken, appSecret] });
    const retries = problem.kind === 'RATE_LIMITED' || problem.kind === 'TRANSIENT';
    return retries ? { ...problem, retryAfterSeconds: retryAfterIn(response.headers) } : problem;
  }

  private failure(problem: GraphProblem, { repeatable }: GraphCall): GraphFailure {
    if (!repeatable || problem.kind !== 'UNKNOWN_OUTCOME') return new GraphFailure(problem);
    return new GraphFailure({ ...problem, kind: 'TRANSIENT', words: 'The platform gave no usable answer; it is tried again.' });
  }
}
