import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Platform } from './account.js';
import type { Person, PersonOptions, Received } from './person.js';
import type { PlatformStandIn } from './stand-in.js';

type Fields = Record<string, unknown>;

/** How long somebody who asks for news waits for them. */
const LONGEST_POLL_MILLISECONDS = 10_000;

/** What the one who runs the stand-in does with it, over HTTP: accounts, people, and what they are brought. */
export class Control {
  private readonly waiting = new Set<() => void>();

  constructor(private readonly standIn: PlatformStandIn) {
    standIn.world.onBrought = () => {
      for (const tell of [...this.waiting]) tell();
    };
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://stand-in');
    try {
      const body = await text(request);
      const asked = { ...Object.fromEntries(url.searchParams), ...((body ? JSON.parse(body) : {}) as Fields) };
      const json = await this.answer(`${request.method} ${url.pathname}`, asked);
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(json));
    } catch (error) {
      response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ error: (error as Error).message }));
    }
  }

  private answer(what: string, asked: Fields): Promise<Fields> | Fields {
    switch (what) {
      case 'POST /control/accounts':
        return this.openAccount(asked as { platform: Platform; name?: string });
      case 'POST /control/callbacks':
        return this.connect(asked as { externalId: string; url: string; verifyToken: string });
      case 'POST /control/people':
        return this.addPerson(String(asked.externalId), asked as PersonOptions);
      case 'POST /control/messages':
        return { messageId: this.person(asked.personId).writes(String(asked.text)) };
      case 'GET /control/received':
        return this.received(Number(asked.after ?? 0));
      case 'GET /control/state':
        return {
          pending: this.standIn.world.pending,
          posts: this.standIn.webhooks.posts.length,
          untold: this.standIn.webhooks.untold.length,
        };
      default:
        throw new Error(`there is no ${what}`);
    }
  }

  private openAccount({ platform, name }: { platform: Platform; name?: string }): Fields {
    const account = this.standIn.account({ platform, ...(name && { name }) });
    const { externalId, businessAccountId, accessToken, appSecret } = account;
    return { platform, externalId, businessAccountId, accessToken, appSecret };
  }

  private async connect({ externalId, url, verifyToken }: { externalId: string; url: string; verifyToken: string }): Promise<Fields> {
    await this.standIn.connect(this.account(externalId), { url, verifyToken });
    return { connected: true };
  }

  private addPerson(externalId: string, { name, userName, receipts }: PersonOptions): Fields {
    const { id } = this.standIn.person({
      account: this.account(externalId),
      ...(name && { name }),
      ...(userName && { userName }),
      ...(receipts && { receipts }),
    });
    return { personId: id };
  }

  /** What was brought to anybody after so many; waits for some when there is nothing. */
  private async received(after: number): Promise<Fields> {
    const { everythingBrought } = this.standIn.world;
    if (everythingBrought.length <= after) await this.news();
    return { received: everythingBrought.slice(after).map(asTold) };
  }

  private news(): Promise<void> {
    return new Promise((resolve) => {
      const tell = (): void => {
        clearTimeout(timer);
        this.waiting.delete(tell);
        resolve();
      };
      const timer = setTimeout(tell, LONGEST_POLL_MILLISECONDS);
      this.waiting.add(tell);
    });
  }

  private account(externalId: string) {
    const account = this.standIn.world.accounts.find((one) => one.externalId === externalId);
    if (!account) throw new Error(`there is no account ${externalId}`);
    return account;
  }

  private person(id: unknown): Person {
    const person = this.standIn.world.people.find((one) => one.id === id);
    if (!person) throw new Error(`there is no person ${String(id)}`);
    return person;
  }
}

const asTold = ({ person, received }: { person: Person; received: Received }): Fields => {
  const { id, type, text: words, reference } = received;
  return { personId: person.id, messageId: id, type, text: words, reference };
};
