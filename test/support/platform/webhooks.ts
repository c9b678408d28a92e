import { createHmac, randomInt } from 'node:crypto';
import { Agent } from 'node:http';
import type { Account, App } from './account.js';
import { call } from './http.js';

type Notice = Record<string, unknown>;

interface Envelope {
  app: App;
  object: string;
  entries: Notice[];
}

/** One notification, and what the company's server answered each time it was posted. */
export interface Post {
  url: string;
  body: string;
  /** HTTP statuses; null of a connection that failed. */
  answers: (number | null)[];
}

export interface Release {
  /** Default: as it happened. */
  order?: 'AS_IT_HAPPENED' | 'REVERSED';
  /** All of one app in one notification, as far as the platform lets it. */
  batched?: boolean;
}

const OBJECTS = { WHATSAPP: 'whatsapp_business_account', MESSENGER: 'page', INSTAGRAM: 'instagram' } as const;
const TIMEOUT_MILLISECONDS = 5_000;
/** https://developers.facebook.com/docs/graph-api/webhooks/getting-started: at once, then less and less often. Ours are a day in seconds. */
const FIRST_RETRY_MILLISECONDS = 50;
const LONGEST_RETRY_MILLISECONDS = 3_000;
const MOST_TRIES = 40;

/** Meta signs what it sends, and it sends all but ASCII escaped, with small letters, and slashes with a backslash. */
const escaped = (notice: unknown): string =>
  JSON.stringify(notice)
    .replace(/[\u007f-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replaceAll('/', '\\/');

const hmac = (algorithm: 'sha1' | 'sha256', secret: string, body: string): string =>
  createHmac(algorithm, secret).update(body).digest('hex');

/** The headers a notification comes with. */
export const signedHeaders = (secret: string, body: string): Record<string, string> => ({
  'content-type': 'application/json',
  'user-agent': 'facebookexternalua',
  'x-hub-signature': `sha1=${hmac('sha1', secret, body)}`,
  'x-hub-signature-256': `sha256=${hmac('sha256', secret, body)}`,
});

/** Tells companies' servers what happened, again and again until they say 200. */
export class Webhooks {
  readonly posts: Post[] = [];
  /** What nobody was told, as the real platform tells nobody: no callback, or not subscribed. */
  readonly untold: Notice[] = [];
  /** How many are on their way at once; with more than one nobody knows which arrives first. */
  atOnce = 1;
  /** How often each is posted, although it was taken. */
  repeats = 1;
  private readonly waiting: Envelope[] = [];
  private readonly held: Envelope[] = [];
  private readonly retries = new Set<NodeJS.Timeout>();
  private readonly agent = new Agent({ keepAlive: true });
  private isHolding = false;
  private isStopped = false;
  private underWay = 0;

  get pending(): number {
    return this.waiting.length + this.underWay + this.retries.size;
  }

  /** Asks the server whether the address is its own, as the App Dashboard does, and sends there from then on. */
  async setCallback(app: App, url: string, verifyToken: string): Promise<void> {
    const challenge = String(randomInt(10 ** 9));
    const asking = new URL(url);
    asking.search = new URLSearchParams({
      'hub.mode': 'subscribe',
      'hub.challenge': challenge,
      'hub.verify_token': verifyToken,
    }).toString();
    const { status, body } = await call({ method: 'GET', url: asking.href, agent: this.agent, timeoutMilliseconds: TIMEOUT_MILLISECONDS });
    if (status !== 200 || body.toString() !== challenge)
      throw new Error(`The callback URL couldn’t be validated: ${url} answered ${status} ${body.toString().slice(0, 200)}`);
    app.callbackUrl = url;
  }

  /** Something happened that subscribers of this field are told. */
  tell(account: Account, field: string, entry: Notice): void {
    const { app, platform, subscribedFields } = account;
    const wanted = subscribedFields !== null && (platform !== 'MESSENGER' || subscribedFields.includes(field));
    if (!app.callbackUrl || !wanted) {
      this.untold.push(entry);
      return;
    }
    const envelope = { app, object: OBJECTS[platform], entries: [entry] };
    if (this.isHolding) this.held.push(envelope);
    else this.put(envelope);
  }

  /** Keeps what happens until `release`. */
  hold(): void {
    this.isHolding = true;
  }

  release({ order = 'AS_IT_HAPPENED', batched = false }: Release = {}): void {
    this.isHolding = false;
    const released = this.held.splice(0);
    if (order === 'REVERSED') released.reverse();
    const parcels = batched
      ? [...Map.groupBy(released, ({ app, object }) => `${app.id} ${object}`).values()]
      : released.map((one) => [one]);
    for (const parcel of parcels) {
      const [first] = parcel;
      if (first) this.put({ ...first, entries: parcel.flatMap(({ entries }) => entries) });
    }
  }

  stop(): void {
    this.isStopped = true;
    this.waiting.length = 0;
    for (const retry of this.retries) clearTimeout(retry);
    this.retries.clear();
    this.agent.destroy();
  }

  private put(envelope: Envelope): void {
    for (let times = 0; times < this.repeats; times++) this.waiting.push(envelope);
    this.pump();
  }

  private pump(): void {
    while (this.underWay < this.atOnce) {
      const next = this.waiting.shift();
      if (!next || this.isStopped) return;
      const { app, object, entries } = next;
      const post: Post = { url: app.callbackUrl ?? '', body: escaped({ object, entry: entries }), answers: [] };
      this.posts.push(post);
      void this.post(app, post);
    }
  }

  private async post(app: App, post: Post): Promise<void> {
    this.underWay += 1;
    const { url, body } = post;
    const headers = signedHeaders(app.secret, body);
    const { agent } = this;
    const status = await call({ method: 'POST', url, headers, body, agent, timeoutMilliseconds: TIMEOUT_MILLISECONDS }).then(
      (answer) => answer.status,
      () => null,
    );
    post.answers.push(status);
    this.underWay -= 1;
    if (status !== 200) this.retry(app, post);
    this.pump();
  }

  /** What follows does not wait for it: that is how notifications come out of order. */
  private retry(app: App, post: Post): void {
    if (this.isStopped || post.answers.length >= MOST_TRIES) return;
    const later = Math.min(FIRST_RETRY_MILLISECONDS * 2 ** (post.answers.length - 1), LONGEST_RETRY_MILLISECONDS);
    const timer = setTimeout(() => {
      this.retries.delete(timer);
      void this.post(app, post);
    }, later);
    this.retries.add(timer);
  }
}
