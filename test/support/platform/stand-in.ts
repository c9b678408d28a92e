import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Account, type AccountOptions } from './account.js';
import { type Fault, Faults } from './faults.js';
import { answer, download, operationOf, type Reply, readAsked, recipientIn } from './graph.js';
import { errorBody, type GraphError, GraphRefusal, graphError } from './graph-error.js';
import { newMid, newWamid } from './ids.js';
import { InstagramPerson, MessengerPerson } from './messaging/messaging-person.js';
import { fromAccount } from './messaging/payloads.js';
import type { Person, PersonOptions } from './person.js';
import type { Webhooks } from './webhooks.js';
import { phoneEchoEntry, seconds, templateStatusEntry } from './whatsapp/payloads.js';
import { newTemplate, type Template, type TemplateOptions, type TemplateStatus } from './whatsapp/templates.js';
import { WhatsAppPerson } from './whatsapp/whatsapp-person.js';
import { World } from './world.js';

export interface StandInOptions {
  /** Default: a free one. */
  port?: number;
  /** What windows, addresses and ids are measured by. Default: the real time. */
  clock?: { now(): Date };
}

/** One request that came, for whoever wants to look at it. */
export interface Request {
  method: string;
  path: string;
  status: number | null;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** The app of Meta's own inbox, in echoes of what somebody wrote there. */
const INBOX_APP_ID = 26390203743090;
const SETTLING_MILLISECONDS = 20_000;

/**
 * Meta's platform at its network boundary: the Graph API and media on a port of this machine, people with their apps, and webhooks to
 * the company's server. It holds to the public documentation; each rule names its page.
 */
export class PlatformStandIn {
  readonly requests: Request[] = [];
  readonly faults = new Faults();
  readonly world: World;
  private address = '';
  private control: Handler | null = null;

  private constructor(
    private readonly http: Server,
    now: () => Date,
  ) {
    this.world = new World(now, () => this.address);
  }

  static async start({ port = 0, clock }: StandInOptions = {}): Promise<PlatformStandIn> {
    const http = createServer((request, response) => void standIn.serve(request, response));
    const standIn = new PlatformStandIn(http, clock ? () => clock.now() : () => new Date());
    await new Promise<void>((resolve, reject) => http.once('error', reject).listen(port, '127.0.0.1', resolve));
    standIn.address = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
    return standIn;
  }

  /** What META_GRAPH_URL is to be. */
  get url(): string {
    return this.address;
  }

  get webhooks(): Webhooks {
    return this.world.webhooks;
  }

  /** A company opens an account. */
  account(options: AccountOptions): Account {
    const account = new Account(options);
    this.world.accounts.push(account);
    return account;
  }

  /** The company enters its server's address in the App Dashboard, which asks the server whether it is its own. */
  connect({ app }: Account, callback: { url: string; verifyToken: string }): Promise<void> {
    return this.webhooks.setCallback(app, callback.url, callback.verifyToken);
  }

  /** Somebody who writes to one account; page-scoped ids are of one page, and these are too. */
  person(options: PersonOptions & { phone?: string }): Person {
    const { account = this.world.accounts.find(({ platform }) => platform === options.platform) } = options;
    if (!account) throw new Error('there is no account to write to');
    const kinds = { WHATSAPP: WhatsAppPerson, MESSENGER: MessengerPerson, INSTAGRAM: InstagramPerson };
    const person = new kinds[account.platform](this.world, account, options);
    this.world.people.push(person);
    return person;
  }

  template(account: Account, options: TemplateOptions): Template {
    const template = newTemplate(options);
    account.templates.push(template);
    return template;
  }

  /** The platform thinks otherwise of a template, and says so. */
  judge(account: Account, template: Template, status: TemplateStatus, reason = 'NONE'): void {
    Object.assign(template, { status, rejected_reason: reason });
    const { id, name, language } = template;
    const value = {
      event: status,
      message_template_id: Number(id),
      message_template_name: name,
      message_template_language: language,
      reason,
    };
    this.webhooks.tell(account, 'message_template_status_update', templateStatusEntry(account, this.world.now(), value));
  }

  /** Somebody of the company answers in the platform's own inbox, or on the phone. Gives the message's id. */
  answersElsewhere(person: Person, text: string): string {
    const { account } = person;
    const at = this.world.now();
    const id = account.platform === 'WHATSAPP' ? newWamid(person.id) : newMid();
    person.bring({ id, at, type: 'text', text, media: null, template: null, replyTo: null, reference: null, tag: null });
    if (account.platform === 'WHATSAPP') {
      const message = { to: person.id, id, timestamp: seconds(at), type: 'text', text: { body: text } };
      this.webhooks.tell(account, 'smb_message_echoes', phoneEchoEntry(account, message));
    } else {
      const field = account.platform === 'MESSENGER' ? 'message_echoes' : 'messages';
      this.webhooks.tell(account, field, fromAccount(account, person, at, { mid: id, app_id: INBOX_APP_ID, text }));
    }
    return id;
  }

  /** Answers what is asked under /control, which is no part of the platform. */
  serveControl(control: Handler): void {
    this.control = control;
  }

  /** What happens to the next request. `code` alone is enough: the documentation knows its status and words. */
  failNext(fault: Fault): void {
    this.faults.add(fault);
  }

  /** Waits until everything that happens by itself has happened and every webhook was taken; false when that took too long. */
  async settled(milliseconds = SETTLING_MILLISECONDS): Promise<boolean> {
    const until = Date.now() + milliseconds;
    while (this.world.pending > 0 && Date.now() < until) await pause(5);
    return this.world.pending === 0;
  }

  async stop(): Promise<void> {
    this.world.stop();
    this.http.closeAllConnections();
    await new Promise((resolve) => this.http.close(resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.control && request.url?.startsWith('/control/')) return this.control(request, response);
    const seen: Request = { method: request.method ?? '', path: (request.url ?? '').replace(/\?.*$/, ''), status: null };
    this.requests.push(seen);
    try {
      const reply = await this.reply(request, response);
      if (!reply) return void request.socket.destroy();
      seen.status = 200;
      if ('file' in reply) {
        const { contentType, bytes } = reply.file;
        response.writeHead(200, { 'content-type': contentType, 'content-length': bytes.length }).end(bytes);
      } else send(response, 200, reply.json);
    } catch (error) {
      const refused = error instanceof GraphRefusal ? error.error : graphError(1, { message: String(error) });
      seen.status = refused.status;
      const ofWhatsApp = this.world.accounts.some(({ platform, externalId }) => platform === 'WHATSAPP' && seen.path.includes(externalId));
      const { retryAfterSeconds } = refused;
      if (retryAfterSeconds !== undefined) response.setHeader('retry-after', String(retryAfterSeconds));
      send(response, refused.status, errorBody(refused, ofWhatsApp));
    }
  }

  /** Null when the connection is to end without an answer. */
  private async reply(request: IncomingMessage, response: ServerResponse): Promise<Reply | null> {
    const url = new URL(request.url ?? '/', this.address);
    const isFile = /^\/(cdn|whatsapp_business)\//.test(url.pathname);
    const token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;
    const asked = isFile ? null : await readAsked(request, url);
    const fault = this.faults.take(asked ? operationOf(asked, this.world) : 'download', asked && recipientIn(asked));
    if (fault?.drop === 'BEFORE') return null;
    if (fault && (fault.code !== undefined || fault.status !== undefined)) throw new GraphRefusal(asError(fault));
    const reply = asked ? await answer(this.world, asked) : download(this.world, url, token);
    if (fault?.drop === 'AFTER') return null;
    if (fault?.slowMilliseconds) await waitFor(response, fault.slowMilliseconds);
    return reply;
  }
}

const asError = ({ on, to, drop, slowMilliseconds, times, ...particular }: Fault): GraphError =>
  graphError(particular.code ?? (particular.status === 429 ? 4 : 2), particular);

/** No longer than whoever asked waits. */
const waitFor = async (response: ServerResponse, milliseconds: number): Promise<void> => {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  await pause(milliseconds, undefined, { signal: gone.signal }).catch(() => undefined);
};

const send = (response: ServerResponse, status: number, body: Record<string, unknown>): void => {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8', 'content-length': Buffer.byteLength(text) }).end(text);
};
