import { ApiError } from './api.js';
import type { CustomerPart } from './cast.js';
import { type Chat, CustomerChat } from './customer-chat.js';
import type { Dialogue } from './dialogue.js';
import type { Scene } from './scene.js';

/** In milliseconds of the measure. */
const LONGEST_WITHOUT_ANSWER = 15_000;
const IMPATIENT_AFTER = 400;
const MOST_NUDGES = 2;
const NUDGES = { tr: '[Orada mısınız?|Bekliyorum, orada mısınız?|Kimse yok mu?]', en: '[Are you still there?|Hello?|Still waiting.]' };

/** A customer: what they say, and how long they wait for what. */
export class Customer {
  private readonly chat: Chat;
  private nudges = 0;

  constructor(
    private readonly scene: Scene,
    private readonly part: CustomerPart,
  ) {
    this.chat = part.via && scene.platforms ? scene.platforms.chat(scene, part, part.via) : new CustomerChat(scene, part);
  }

  get who(): string {
    return this.chat.who;
  }

  /** The customer's whole day. */
  async play(): Promise<void> {
    const { scene, part } = this;
    await scene.day.until(part.arrivesAt);
    if (!(await this.arrive())) return;
    await this.converse(part.dialogue);
    if (part.manner === 'ENDING' || part.manner === 'ENDING_AND_RETURNING') await this.end();
    if (part.manner === 'ENDING_AND_RETURNING' || part.manner === 'RETURNING') await this.comeBack();
  }

  async leave(): Promise<void> {
    await this.chat.close();
  }

  /** Starts the chat, as soon as the server lets them in; false when the day was over before. */
  private async arrive(): Promise<boolean> {
    const { day, onRateLimited } = this.scene;
    const { dialogue, random } = this.part;
    const opening = dialogue.take();
    while (!day.isClosing) {
      try {
        await this.chat.start(dialogue, opening);
        return true;
      } catch (error) {
        if (!(error instanceof ApiError) || error.code !== 'RATE_LIMITED') throw error;
        const seconds = error.retryAfterSeconds ?? 1;
        onRateLimited(seconds);
        // Everybody who was turned away would come at the same moment.
        await day.until((day.elapsed + seconds + random.next()) / day.seconds);
      }
    }
    return false;
  }

  private async converse(dialogue: Dialogue): Promise<void> {
    const { chat, part, scene } = this;
    for (let own = 0; !chat.isOver && dialogue.turn; ) {
      if (dialogue.turn === 'agent' || !dialogue.allHeard('agent', chat.heard)) {
        if (!(await this.awaitAnswer(dialogue))) return;
        continue;
      }
      if (part.manner === 'SILENT' && own === 1) return;
      if (part.manner === 'RELOADING' && own === 1) chat.reload();
      await chat.markRead();
      await chat.type(scene.day.typing(part.random, 300, 2_400));
      if (chat.isOver || dialogue.turn !== 'customer') continue;
      await chat.say(dialogue, dialogue.take());
      own += 1;
    }
  }

  /** Waits for the agent's next words; false when the customer gave up. */
  private async awaitAnswer(dialogue: Dialogue): Promise<boolean> {
    const { chat, part, scene } = this;
    const answered = (): boolean => chat.isOver || (dialogue.turn !== 'agent' && dialogue.allHeard('agent', chat.heard));
    if (part.manner === 'IMPATIENT' && !chat.isAssigned) return this.waitImpatiently(dialogue);
    if (await chat.changed.until(answered, scene.day.scaled(LONGEST_WITHOUT_ANSWER))) return true;
    if (!chat.isAssigned) return true;
    if (this.nudges++ < MOST_NUDGES) {
      await chat.say(dialogue, dialogue.words(NUDGES[part.person.language], 'customer'));
      return true;
    }
    await this.end();
    return false;
  }

  /** Writes a few more times while nobody comes, then leaves. */
  private async waitImpatiently(dialogue: Dialogue): Promise<boolean> {
    const { chat, part, scene } = this;
    for (const template of part.impatience) {
      if (await chat.changed.until(() => chat.isAssigned || chat.isOver, scene.day.scaled(IMPATIENT_AFTER))) return true;
      await chat.say(dialogue, dialogue.words(template, 'customer'));
    }
    if (chat.isAssigned) return true;
    await chat.end();
    return false;
  }

  private async end(): Promise<void> {
    await this.scene.day.typing(this.part.random, 300, 1_500);
    if (!this.chat.isOver) await this.chat.end();
  }

  /** Thinks of something else when the chat is over, and writes again. */
  private async comeBack(): Promise<void> {
    const { chat, part, scene } = this;
    const { day } = scene;
    await chat.changed.until(() => chat.isOver, day.scaled(LONGEST_WITHOUT_ANSWER * 2));
    await day.typing(part.random, 800, 4_000);
    if (day.isClosing || !chat.isOver) return;
    await chat.sayAgain(part.later, part.later.take());
    await this.converse(part.later);
  }
}
