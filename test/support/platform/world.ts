import type { Account } from './account.js';
import { MediaStore } from './media-store.js';
import type { Person, Received } from './person.js';
import { Webhooks } from './webhooks.js';

/** Everything there is on the platform. */
export class World {
  readonly accounts: Account[] = [];
  readonly people: Person[] = [];
  readonly webhooks = new Webhooks();
  readonly media: MediaStore;
  /** Everything that was brought to anybody, in order. */
  readonly everythingBrought: { person: Person; received: Received }[] = [];
  /** Told of each new one. */
  onBrought: () => void = () => {};
  /**
   * How WhatsApp says that it does not bring a message: the real one takes most of them and tells by a status that they failed; it
   * may answer the request so as well. https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes
   */
  whatsAppRefuses: 'BY_STATUS' | 'AT_ONCE' = 'BY_STATUS';
  /** Whether Messenger's echoes carry what was sent as metadata. */
  echoesMetadata = true;
  private readonly timers = new Set<NodeJS.Timeout>();
  private works = 0;

  constructor(
    readonly now: () => Date,
    baseUrl: () => string,
  ) {
    this.media = new MediaStore(now, baseUrl);
  }

  /** How much is still to happen by itself. */
  get pending(): number {
    return this.timers.size + this.works + this.webhooks.pending;
  }

  personOf(account: Account, id: string): Person | undefined {
    return this.people.find((person) => person.account === account && person.id === id);
  }

  brought(person: Person, received: Received): void {
    this.everythingBrought.push({ person, received });
    this.onBrought();
  }

  later(milliseconds: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      work();
    }, milliseconds);
    this.timers.add(timer);
  }

  /** What goes on after the answer. */
  underWay(work: Promise<void>): void {
    this.works += 1;
    void work.finally(() => {
      this.works -= 1;
    });
  }

  stop(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
    this.webhooks.stop();
  }
}
