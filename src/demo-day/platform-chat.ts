import type { CustomerPart } from './cast.js';
import type { Chat } from './customer-chat.js';
import type { Dialogue } from './dialogue.js';
import { type HeardChange, type PlatformEar, spokenAs } from './ledger.js';
import type { Delivered, Platform } from './platform-process.js';
import type { Platforms } from './platforms.js';
import type { Scene } from './scene.js';
import { Signal } from './signal.js';

const LONGEST_UNTIL_BEGUN_MILLISECONDS = 90_000;

/** A customer's phone: what they write goes to the platform, and what comes from there is all they know of the company. */
export class PlatformChat implements Chat {
  readonly changed = new Signal();
  readonly heard = new Set<string>();
  isAssigned = false;
  private isArchived = false;
  private hasGone = false;
  private personId = '';
  private readonly ear: PlatformEar;

  constructor(
    private readonly scene: Scene,
    private readonly platforms: Platforms,
    private readonly part: CustomerPart,
    via: Platform,
  ) {
    const who = `${part.person.name} (customer ${part.index + 1}, ${via})`;
    this.ear = { who, via, conversationId: '', wrote: [], received: [] };
    scene.day.onLate(() => this.changed.tell());
  }

  get who(): string {
    return this.ear.who;
  }

  get isOver(): boolean {
    return this.isArchived || this.hasGone || this.scene.day.isLate;
  }

  async start(dialogue: Dialogue, text: string): Promise<void> {
    const { office, ledger, board } = this.scene;
    const connected = office.connected.find(({ platform }) => platform === this.ear.via);
    if (!connected) throw new Error(`there is no channel of ${this.ear.via}`);
    this.personId = await this.platforms.standIn.addPerson(connected.accountId, this.part.person.name);
    this.speak(dialogue, text);
    const begun = this.platforms.arrive(this, connected.channelId, this.personId, text);
    const late = new Promise<null>((resolve) => setTimeout(resolve, LONGEST_UNTIL_BEGUN_MILLISECONDS, null).unref());
    const conversationId = await Promise.race([begun, late]);
    if (conversationId === null) throw new Error('wrote, and no conversation began');
    this.ear.conversationId = conversationId;
    ledger.platformPeople.push(this.ear);
    board.put(conversationId, dialogue);
  }

  /** Platforms tell nobody that a customer types. */
  type(typed: Promise<void>): Promise<void> {
    return typed;
  }

  /** The platform tells it by itself. */
  async markRead(): Promise<void> {}

  async say(dialogue: Dialogue, text: string): Promise<void> {
    this.speak(dialogue, text);
    await this.platforms.standIn.write(this.personId, text);
  }

  async sayAgain(dialogue: Dialogue, text: string): Promise<void> {
    this.scene.board.put(this.ear.conversationId, dialogue);
    this.isArchived = false;
    await this.say(dialogue, text);
  }

  /** Nobody can end a chat on a platform; they put the phone away. */
  async end(): Promise<void> {
    this.hasGone = true;
    this.changed.tell();
  }

  /** A phone keeps what came, whatever its connection does. */
  reload(): void {}

  async close(): Promise<void> {}

  hear({ messageId, text }: Delivered): void {
    this.ear.received.push({ messageId, text });
    const known = this.scene.ledger.heardOnPhone(this.ear.conversationId, text, this.heard);
    if (known) this.heard.add(known);
    this.changed.tell();
  }

  /** What a customer does not know, but whoever plays one must: how long there is somebody to talk to. */
  onChange({ change }: HeardChange): void {
    if (change === 'ASSIGNED') this.isAssigned = true;
    if (change === 'RESOLVED') this.isArchived = true;
    if (change === 'REACTIVATED') this.isArchived = false;
    this.changed.tell();
  }

  private speak(dialogue: Dialogue, text: string): void {
    dialogue.saying('customer', spokenAs({ clientMessageId: null, text }));
    this.ear.wrote.push(text);
    this.scene.ledger.wasSaid(text, this.part.person.name);
  }
}
