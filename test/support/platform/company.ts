import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Account } from './account.js';
import type { PlatformStandIn } from './stand-in.js';

export interface Told {
  headers: IncomingHttpHeaders;
  body: string;
}

/** A company's server of the simplest kind, for trying the stand-in alone: takes notifications, and asks the Graph API. */
export class Company {
  readonly told: Told[] = [];
  readonly verifyToken = 'çok gizli';
  /** What it answers to notifications, the next one first; 200 when there is none. */
  readonly answers: number[] = [];

  private constructor(
    private readonly http: Server,
    private readonly standIn: PlatformStandIn,
  ) {}

  static async start(standIn: PlatformStandIn): Promise<Company> {
    const http = createServer(async (request, response) => {
      const asked = new URL(request.url ?? '', 'http://here').searchParams;
      const isRight = asked.get('hub.verify_token') === company.verifyToken && asked.get('hub.mode') === 'subscribe';
      if (request.method === 'GET') return void response.writeHead(isRight ? 200 : 403).end(asked.get('hub.challenge'));
      company.told.push({ headers: request.headers, body: await text(request) });
      response.writeHead(company.answers.shift() ?? 200).end();
    });
    const company = new Company(http, standIn);
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    return company;
  }

  get callbackUrl(): string {
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}/webhooks/meta`;
  }

  /** What its notifications were about, in the order they came: statuses, messages, or whatever an event has. */
  get news(): Record<string, unknown>[] {
    return this.told.flatMap(({ body }) => (JSON.parse(body) as { entry: Entry[] }).entry.flatMap(newsIn));
  }

  /** Connects its server, and subscribes its app. */
  async connect(account: Account): Promise<void> {
    await this.standIn.connect(account, { url: this.callbackUrl, verifyToken: this.verifyToken });
    const fields = 'messages,messaging_postbacks,message_deliveries,message_reads,message_echoes,message_reactions,message_edits';
    const of = account.businessAccountId ?? 'me';
    await this.ask(account, 'POST', `/v25.0/${of}/subscribed_apps?subscribed_fields=${fields}`);
  }

  async ask(
    account: Account,
    method: string,
    path: string,
    body?: object | FormData,
  ): Promise<{ status: number; json: Answer; retryAfter: string | null }> {
    const isForm = body instanceof FormData;
    const response = await fetch(`${this.standIn.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${account.accessToken}`, ...(body && !isForm && { 'content-type': 'application/json' }) },
      body: isForm ? body : (JSON.stringify(body) ?? null),
    });
    return { status: response.status, json: (await response.json()) as Answer, retryAfter: response.headers.get('retry-after') };
  }

  async stop(): Promise<void> {
    this.http.closeAllConnections();
    await new Promise((resolve) => this.http.close(resolve));
  }
}

export interface Answer extends Record<string, unknown> {
  error?: { message: string; type: string; code: number; error_subcode?: number; error_data?: { details: string }; fbtrace_id: string };
}

interface Entry {
  messaging?: Record<string, unknown>[];
  changes?: { value: Record<string, Record<string, unknown>[]> }[];
}

const newsIn = ({ messaging = [], changes = [] }: Entry): Record<string, unknown>[] => [
  ...messaging,
  ...changes.flatMap(({ value }) => value.messages ?? value.statuses ?? value.message_echoes ?? [value]),
];
