import { KNOWN_PROBLEMS, type KnownProblem, NOT_PERMITTED } from './known-problems.js';

/**
 * What to do about it. TRANSIENT and RATE_LIMITED: nothing was sent, try again (the second not before `retryAfterSeconds`).
 * PERMANENT and WINDOW_CLOSED: the same message will never go. BAD_TOKEN: nor will any other of the channel. UNKNOWN_OUTCOME:
 * it may have been sent; what comes in by webhook tells.
 */
export type ProblemKind = 'TRANSIENT' | 'RATE_LIMITED' | 'PERMANENT' | 'BAD_TOKEN' | 'WINDOW_CLOSED' | 'UNKNOWN_OUTCOME';

export interface GraphProblem {
  code: number | null;
  subcode: number | null;
  kind: ProblemKind;
  /** For an agent, in plain English. */
  words: string;
  /** What the platform said itself, without secrets. */
  platformMessage: string | null;
  retryAfterSeconds: number | null;
  httpStatus: number | null;
  /** What Meta's support asks for. */
  traceId: string | null;
}

export class GraphFailure extends Error {
  override readonly name = 'GraphFailure';

  constructor(readonly problem: GraphProblem) {
    super(problem.words);
  }
}

/** An error as the platform writes it: `error` of an answer, or an entry of a webhook's `errors`. */
export interface PlatformError {
  code?: unknown;
  error_subcode?: unknown;
  message?: unknown;
  title?: unknown;
  error_user_msg?: unknown;
  is_transient?: unknown;
  fbtrace_id?: unknown;
  error_data?: unknown;
}

const LONGEST = 500;
const numberIn = (value: unknown): number | null => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
};
const textIn = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null);

/** Tokens of Facebook and Instagram. The platform repeats a malformed one in its complaint. */
const TOKENS = /\b(EAA|IGAA|IGQ)[A-Za-z0-9_-]{10,}/g;

const withoutSecrets = (text: string, secrets: readonly string[]): string =>
  secrets.filter((secret) => secret !== '').reduce((clean, secret) => clean.replaceAll(secret, '…'), text.replaceAll(TOKENS, '…'));

const detailsOf = (data: unknown): string | null =>
  typeof data === 'object' && data !== null && 'details' in data ? textIn(data.details) : null;

/** Their own words differ between the answer and the webhook; the most particular ones are taken. */
const saidBy = (error: PlatformError, secrets: readonly string[]): string | null => {
  const said = detailsOf(error.error_data) ?? textIn(error.error_user_msg) ?? textIn(error.message) ?? textIn(error.title);
  return said && withoutSecrets(said.replaceAll(/[\p{Cc}\s]+/gu, ' '), secrets).slice(0, LONGEST);
};

const ofStatus = (status: number | null): KnownProblem => {
  if (status === 401) return { kind: 'BAD_TOKEN', words: 'The platform does not accept the channel’s access token.' };
  if (status === 429) return { kind: 'RATE_LIMITED', words: 'Too many calls were made; it is tried again later.' };
  // A gateway gave up waiting for the server behind it, which may have done its work.
  if (status === 504) return { kind: 'UNKNOWN_OUTCOME', words: 'The platform did not answer in time; the message may have been sent.' };
  if (status !== null && status >= 500)
    return { kind: 'TRANSIENT', words: 'The platform is not available at the moment; it is tried again.' };
  return { kind: 'PERMANENT', words: 'The platform refused this, for a reason that is not known here.' };
};

const look = (code: number | null, subcode: number | null): KnownProblem | undefined => {
  if (code === null) return undefined;
  const known = KNOWN_PROBLEMS.get(`${code}/${subcode}`) ?? KNOWN_PROBLEMS.get(String(code));
  return known ?? (code >= 200 && code < 300 ? NOT_PERMITTED : undefined);
};

export interface Circumstances {
  httpStatus?: number;
  retryAfterSeconds?: number | null;
  /** What must not be repeated. */
  secrets?: readonly string[];
}

/** What an error of the platform means. Codes and subcodes count, as the documentation asks; its words only inform. */
export const explainPlatformError = (
  error: PlatformError,
  { httpStatus, retryAfterSeconds, secrets = [] }: Circumstances = {},
): GraphProblem => {
  const [code, subcode] = [numberIn(error.code), numberIn(error.error_subcode)];
  const transient: KnownProblem = { kind: 'TRANSIENT', words: 'The platform failed for the moment; it is tried again.' };
  const known = look(code, subcode) ?? (error.is_transient === true ? transient : ofStatus(httpStatus ?? null));
  const platformMessage = saidBy(error, secrets);
  const unclear = known.kind === 'PERMANENT' && [null, 100, 131008, 131009, 135000].includes(code);
  return {
    code,
    subcode,
    kind: known.kind,
    // Which value it was that displeased stands only in the platform's own words.
    words: platformMessage && (unclear || !look(code, subcode)) ? `${known.words} It said: ${platformMessage}` : known.words,
    platformMessage,
    retryAfterSeconds: retryAfterSeconds ?? null,
    httpStatus: httpStatus ?? null,
    traceId: textIn(error.fbtrace_id),
  };
};

/** A failure that the platform did not put into an error of its own. */
export const plainProblem = (kind: ProblemKind, words: string, httpStatus: number | null = null): GraphProblem => ({
  code: null,
  subcode: null,
  kind,
  words,
  platformMessage: null,
  retryAfterSeconds: null,
  httpStatus,
  traceId: null,
});

/** When nothing was written, nothing was sent. These come from before that. */
const BEFORE_WRITING = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

const codesOf = (error: unknown): string[] => {
  if (typeof error !== 'object' || error === null) return [];
  const { code, cause, errors } = error as { code?: unknown; cause?: unknown; errors?: unknown };
  const inner = [...(Array.isArray(errors) ? errors : []), ...(cause === undefined ? [] : [cause])];
  return [...(typeof code === 'string' ? [code] : []), ...inner.flatMap(codesOf)];
};

/** A request that got no answer. `repeatable`: it leaves nothing behind, so that what became of it does not matter. */
export const explainNetworkError = (error: unknown, repeatable: boolean): GraphProblem => {
  const codes = codesOf(error);
  const why = codes[0] ? ` (${codes[0]})` : '';
  if (codes.some((code) => BEFORE_WRITING.has(code))) {
    return plainProblem('TRANSIENT', `The platform could not be reached${why}; it is tried again.`);
  }
  return repeatable
    ? plainProblem('TRANSIENT', `The platform did not answer${why}; it is tried again.`)
    : plainProblem('UNKNOWN_OUTCOME', `The platform did not answer${why}; the message may have been sent.`);
};
