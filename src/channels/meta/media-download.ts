import { Readable, Transform } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { MetaAccount } from './account.js';
import type { GraphHttp } from './graph-http.js';
import { explainNetworkError, GraphFailure, plainProblem } from './problems.js';

export interface OpenedMedia {
  content: Readable;
  contentType: string | null;
  /** Bytes; null when the server does not say. */
  size: number | null;
  name: string | null;
}

const MOST_REDIRECTS = 3;
/** Where Meta keeps what people send. A webhook's address may come from whoever knows the app's secret: it must not lead inside. */
const META_DOMAINS = /(^|\.)(fbcdn\.net|fbsbx\.com|facebook\.com|whatsapp\.net|whatsapp\.com|cdninstagram\.com|instagram\.com)$/;
const LOOPBACK = /^(127\.\d+\.\d+\.\d+|\[::1\]|localhost)$/;

/** https from Meta's own domains and from the host of the API; plain http only from the latter, and only on this machine. */
export const mayFetch = (url: URL, base: URL): boolean => {
  if (url.protocol === 'http:') return base.protocol === 'http:' && url.host === base.host && LOOPBACK.test(url.hostname);
  return url.protocol === 'https:' && (META_DOMAINS.test(url.hostname) || (base.protocol === 'https:' && url.host === base.host));
};

const tooLarge = (most: number): GraphFailure =>
  new GraphFailure(plainProblem('PERMANENT', `The file is larger than ${most} bytes, and is not fetched.`));

/** Ends with an error at the first byte too many, whatever the server said of its length. */
const atMost = (most: number): Transform => {
  let passed = 0;
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      passed += piece.length;
      if (passed > most) done(tooLarge(most));
      else done(null, piece);
    },
  });
};

const target = (address: string, from: URL): URL => {
  if (!URL.canParse(address, from.href)) throw new GraphFailure(plainProblem('PERMANENT', 'The file’s address is not one.'));
  return new URL(address, from);
};

/** One request; answers with the body not read yet. */
const fetchOnce = async (http: GraphHttp, url: URL, headers: Record<string, string>): Promise<Response> => {
  if (!mayFetch(url, http.base)) throw new GraphFailure(plainProblem('PERMANENT', 'The file is kept where it may not be fetched from.'));
  const waiting = new AbortController();
  const timer = setTimeout(() => waiting.abort(new DOMException('No answer', 'TimeoutError')), http.timeoutMilliseconds);
  try {
    return await fetch(url, { redirect: 'manual', headers, signal: waiting.signal });
  } catch (error) {
    throw new GraphFailure(explainNetworkError(error, true));
  } finally {
    clearTimeout(timer);
  }
};

/** Fetches a file. `withToken` (WhatsApp): its address is good only with the account's token, which goes to no other host. */
export const download = async (http: GraphHttp, account: MetaAccount, address: string, withToken: boolean, mostBytes: number) => {
  const first = target(address, http.base);
  let url = first;
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const mayKnow = withToken && url.host === first.host;
    const response = await fetchOnce(http, url, {
      'user-agent': 'sohbet',
      ...(mayKnow && { authorization: `Bearer ${account.accessToken}` }),
    });
    const location = response.headers.get('location');
    if (response.status >= 300 && response.status < 400 && location) {
      await response.body?.cancel();
      url = target(location, url);
      continue;
    }
    return received(http, account, response, mostBytes);
  }
  throw new GraphFailure(plainProblem('PERMANENT', 'The file’s address leads from one to the next without end.'));
};

const received = async (
  http: GraphHttp,
  account: MetaAccount,
  response: Response,
  mostBytes: number,
): Promise<Omit<OpenedMedia, 'name'>> => {
  // The length is of what goes over the line, not of what it unpacks to.
  const length = response.headers.has('content-encoding') ? null : response.headers.get('content-length');
  const size = length !== null && /^\d+$/.test(length) ? Number(length) : null;
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    throw new GraphFailure(http.explain(account, response, {}));
  }
  if (size !== null && size > mostBytes) {
    await response.body.cancel();
    throw tooLarge(mostBytes);
  }
  const source = Readable.fromWeb(response.body as ReadableStream);
  const content = atMost(mostBytes);
  source.on('error', (error) => content.destroy(new GraphFailure(explainNetworkError(error, true))));
  content.on('close', () => source.destroy());
  // It may break off before anybody reads it: whoever does then is told, and until then nobody need listen.
  content.on('error', () => undefined);
  return { content: source.pipe(content), contentType: response.headers.get('content-type'), size };
};
