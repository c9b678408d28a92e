import type { Agent } from './agent.js';
import { Refused } from './api.js';
import type { Dialogue } from './dialogue.js';
import { spokenAs } from './ledger.js';
import * as operations from './operations.js';
import { whileTyping } from './typing.js';

/** In milliseconds of the measure. */
const LONGEST_SILENCE = 9_000;
const FAREWELLS = {
  tr: '[Sizden haber alamadığım için görüşmeyi kapatıyorum, dilediğinizde yazabilirsiniz. {farewell}|{farewell}]',
  en: '[I have not heard from you, so I am closing this chat; write to us whenever you like. {farewell}|{farewell}]',
};

interface Heard {
  clientMessageId: string | null;
  text: string;
  sequence: number;
}

interface Written {
  endedAt: string | null;
  state: string;
  messages: { nodes: Heard[] };
}

/** One conversation in one agent's hands, from its coming to its going. */
export class Case {
  /** What may happen because others act at the same time; the case is then not this agent's any more. */
  static readonly OVERTAKEN = ['NOT_ASSIGNED_TO_YOU', 'ALREADY_RESOLVED', 'INVALID_STATE', 'CONVERSATION_ENDED'];

  readonly heard = new Set<string>();
  isEnded = false;
  isGone = false;
  private newest = 0;
  private readUpTo = 0;

  constructor(
    private readonly agent: Agent,
    readonly conversationId: string,
  ) {}

  hear(message: Heard): void {
    this.heard.add(spokenAs(message));
    this.newest = Math.max(this.newest, message.sequence);
  }

  async handle(): Promise<void> {
    const { board, day } = this.agent.scene;
    await this.read();
    const dialogue = await board.of(this.conversationId);
    if (dialogue.hasBegunToAnswer && !this.isEnded && !this.isGone)
      await this.say(dialogue, dialogue.words('{takeOver}', 'agent', this.person));
    while (!this.isGone) {
      if (!this.agent.isAtTheDesk) await this.until(() => this.agent.isAtTheDesk, Number.MAX_SAFE_INTEGER);
      else if (this.isEnded || !dialogue.turn || day.isLate) return this.close(dialogue);
      else if (dialogue.turn === 'customer') await this.listen(dialogue);
      else if (!dialogue.handsOverNow || !(await this.handOver(dialogue))) await this.answer(dialogue);
    }
  }

  private get person() {
    return this.agent.self.person;
  }

  private get random() {
    return this.agent.self.part.random;
  }

  /** What was written before it came; whether its customer has ended it meanwhile. */
  private async read(): Promise<void> {
    const written = await this.agent.self.session.ask<Written | null>(operations.WRITTEN_SO_FAR, { id: this.conversationId });
    for (const message of written?.messages.nodes ?? []) this.hear(message);
    if (written?.endedAt) this.isEnded = true;
  }

  private until(holds: () => boolean, milliseconds: number): Promise<boolean> {
    const { day } = this.agent.scene;
    // A timer takes no more than this; nobody's day is longer.
    return this.agent.changed.until(() => this.isGone || day.isLate || holds(), Math.min(milliseconds, 2_147_483_647));
  }

  /** Waits for the customer's words; whoever says nothing for long has gone. */
  private async listen(dialogue: Dialogue): Promise<void> {
    const { day } = this.agent.scene;
    const spoken = (): boolean => this.isEnded || dialogue.turn !== 'customer';
    if (await this.until(spoken, day.scaled(LONGEST_SILENCE))) return;
    dialogue.breakOff();
    await this.say(dialogue, dialogue.words(FAREWELLS[dialogue.plot.customer.language], 'agent', this.person));
  }

  private async answer(dialogue: Dialogue): Promise<void> {
    const { day } = this.agent.scene;
    await this.until(() => this.isEnded || dialogue.allHeard('customer', this.heard), day.scaled(LONGEST_SILENCE));
    await this.agent.hands.take(async () => {
      await this.markRead();
      await whileTyping(() => this.tell(operations.SET_TYPING, { typing: true }), day.typing(this.random, 200, 1_300));
      if (this.isGone || this.isEnded || dialogue.turn !== 'agent') return;
      await this.say(dialogue, dialogue.take(this.person));
    });
  }

  private async markRead(): Promise<void> {
    const sequence = this.newest;
    if (sequence <= this.readUpTo) return;
    this.readUpTo = sequence;
    await this.tell(operations.MARK_READ, { sequence });
  }

  /** What is polite and no more: when somebody else acted meanwhile it is left. */
  private async tell(mutation: string, input: object): Promise<void> {
    const { conversationId } = this;
    if (this.isGone || this.isEnded) return;
    try {
      await this.agent.self.session.perform(mutation, { conversationId, ...input });
    } catch (error) {
      if (!Refused.with(error, ...Case.OVERTAKEN)) throw error;
      this.agent.scene.ledger.refusals.push((error as Refused).reason.code);
    }
  }

  private async say(dialogue: Dialogue, text: string): Promise<void> {
    const { ledger } = this.agent.scene;
    const { conversationId } = this;
    const clientMessageId = this.agent.nextMessageId();
    dialogue.saying('agent', clientMessageId);
    ledger.sending(clientMessageId, 'AGENT');
    const input = { conversationId, text, clientMessageId };
    ledger.agentSays(input);
    try {
      await this.agent.self.session.perform(operations.SEND_MESSAGE, input);
      ledger.wasSent(input, this.person.name);
    } catch (error) {
      dialogue.unsaid('agent', clientMessageId);
      if (!Refused.with(error, 'CONVERSATION_ENDED')) throw error;
      ledger.refusals.push((error as Refused).reason.code);
      this.isEnded = true;
    }
  }

  /** Gives it to a colleague with room; false when there is none, for now. */
  private async handOver(dialogue: Dialogue): Promise<boolean> {
    const { office, ledger } = this.agent.scene;
    const { session, id } = this.agent.self;
    const { nodes } = await session.ask<{ nodes: { id: string; activeCount: number; capacity: number }[] }>(operations.COLLEAGUES, {
      productId: office.productId,
    });
    const able = nodes.filter((colleague) => colleague.id !== id && colleague.activeCount < colleague.capacity);
    if (able.length === 0) return false;
    dialogue.forgetHandOver();
    await this.say(dialogue, dialogue.words('{handOver}', 'agent', this.person));
    if (this.isEnded || this.isGone) return true;
    const { conversationId } = this;
    try {
      const input = { conversationId, agentId: this.random.pick(able).id };
      const { cursor } = await session.perform(operations.ASSIGN_CONVERSATION, input);
      ledger.did(cursor, ['ASSIGNED'], conversationId);
      this.agent.drop(this);
    } catch (error) {
      if (!Refused.with(error, 'AT_CAPACITY', 'AGENT_NOT_ONLINE', 'AGENT_NOT_CONNECTED', 'AGENT_NOT_AUTHORISED')) throw error;
      ledger.refusals.push((error as Refused).reason.code);
    }
    return true;
  }

  /** Notes what is to be noted, and brings it to the archive with its topic. */
  private async close(dialogue: Dialogue): Promise<void> {
    await this.agent.hands.take(async () => {
      await this.agent.scene.day.typing(this.random, 200, 1_000);
      if (this.isGone) return;
      if (!this.isEnded && dialogue.turn) await this.say(dialogue, dialogue.words('{farewell}', 'agent', this.person));
      await this.note(dialogue);
      await this.archive(dialogue);
      this.agent.drop(this);
    });
  }

  private async note(dialogue: Dialogue): Promise<void> {
    const { note } = dialogue.plot;
    if (note) await this.perform(operations.ADD_NOTE, { text: dialogue.words(note, 'agent', this.person) }, 'NOTE_ADDED');
  }

  private async archive({ plot }: Dialogue): Promise<void> {
    const topicId = this.agent.scene.office.topicFor(plot.topic);
    const ticket = { email: plot.customer.email, topicId };
    switch (plot.ending) {
      case 'CONVERT':
        // It has its ticket from before its customer came back: that stays, and changes nothing about the conversation.
        if (await this.perform(operations.CONVERT_TO_TICKET, ticket, 'CONVERTED')) return;
        break;
      case 'RESOLVE_THEN_CONVERT':
        await this.perform(operations.RESOLVE_CONVERSATION, { topicId }, 'RESOLVED');
        await this.perform(operations.CONVERT_TO_TICKET, ticket, 'CONVERTED');
        return;
      case 'TOPIC_FIRST':
        await this.perform(operations.SET_CONVERSATION_TOPIC, { topicId }, 'TOPIC_SET');
        break;
      case 'RESOLVE':
    }
    await this.perform(operations.RESOLVE_CONVERSATION, { topicId: plot.ending === 'TOPIC_FIRST' ? null : topicId }, 'RESOLVED');
  }

  /** False when it changed nothing. */
  private async perform(mutation: string, input: object, change: string): Promise<boolean> {
    const { conversationId } = this;
    const { cursor } = await this.agent.self.session.perform(mutation, { conversationId, ...input });
    this.agent.scene.ledger.did(cursor, [change], conversationId);
    return cursor !== null;
  }
}
