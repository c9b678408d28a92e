import { Refused } from './api.js';
import type { CustomerPart } from './cast.js';
import { Connection } from './connection.js';
import type { Dialogue } from './dialogue.js';
import type { CustomerEar, HeardChange, HeardMessage, HeardReceipt, HeardTyping } from './ledger.js';
import * as operations from './operations.js';
import type { Scene } from './scene.js';
import { Session, type Tokens } from './session.js';
import { Signal } from './signal.js';
import { whileTyping } from './typing.js';

/** How a customer talks with the company, from wherever they do. */
export interface Chat {
  readonly changed: Signal;
  /** The client message ids of all that was heard. */
  readonly heard: ReadonlySet<string>;
  readonly who: string;
  readonly isAssigned: boolean;
  readonly isOver: boolean;
  start(dialogue: Dialogue, text: string): Promise<void>;
  /** Lasts as long as the typing, which the other side sees where it can. */
  type(typed: Promise<void>): Promise<void>;
  markRead(): Promise<void>;
  say(dialogue: Dialogue, text: string): Promise<void>;
  sayAgain(dialogue: Dialogue, text: string): Promise<void>;
  end(): Promise<void>;
  reload(): void;
  close(): Promise<void>;
}

/** What a widget does for its customer: the session, the WebSocket, what was delivered, and how the conversation stands. */
export class CustomerChat implements Chat {
  readonly changed = new Signal();
  /** The client message ids of all that was heard. */
  readonly heard = new Set<string>();
  readonly ear: CustomerEar;
  isAssigned = false;
  isArchived = false;
  hasEnded = false;
  private session: Session | null = null;
  private connection: Connection | null = null;
  private conversationId = '';
  private messages = 0;
  private newest = 0;
  private readUpTo = 0;

  constructor(
    private readonly scene: Scene,
    private readonly part: CustomerPart,
  ) {
    const who = `${part.person.name} (customer ${part.index + 1})`;
    this.ear = { who, conversationIds: [], messages: [], changes: [] };
    scene.day.onLate(() => this.changed.tell());
  }

  get who(): string {
    return this.ear.who;
  }

  get isOver(): boolean {
    return this.hasEnded || this.isArchived || this.scene.day.isLate;
  }

  async start(dialogue: Dialogue, text: string): Promise<void> {
    const { scene, part, ear } = this;
    const { api, office, ledger, board } = scene;
    const { name, email, language } = part.person;
    const clientMessageId = this.saying(dialogue);
    const channelKey = office.channels[part.index % office.channels.length]?.key;
    const input = { channelKey, customer: { name, email }, language, text, clientMessageId };
    const started = await api.perform<Tokens & { conversation: { id: string } }>(operations.START_CHAT, input).catch((error: Error) => {
      dialogue.unsaid('customer', clientMessageId);
      throw error;
    });
    const { id: conversationId } = started.conversation;
    this.session = new Session(api, started);
    this.connection = new Connection(this.session, (why) => ledger.faults.push(`${ear.who}: ${why}`));
    const after = started.cursor ?? '';
    ledger.customers.push(ear);
    ledger.wasSent({ conversationId, clientMessageId, text }, name);
    board.put(conversationId, dialogue);
    this.connection.follow<HeardChange>({
      query: operations.CONVERSATION_CHANGED,
      after,
      hear: (event) => this.onChange(event),
    });
    this.connection.follow<HeardReceipt>({
      query: operations.READ_STATE_CHANGED,
      after,
      hear: (event) => ledger.heardReceipt(event, 'CUSTOMER'),
    });
    this.followMessages(conversationId, clientMessageId, after);
  }

  async type(typed: Promise<void>): Promise<void> {
    const { conversationId } = this;
    await whileTyping(() => this.requireSession().perform(operations.SET_TYPING, { conversationId, typing: true }), typed);
  }

  /** Has seen all that was heard. */
  async markRead(): Promise<void> {
    const { conversationId, newest: sequence } = this;
    if (sequence <= this.readUpTo) return;
    this.readUpTo = sequence;
    await this.requireSession().perform(operations.MARK_READ, { conversationId, sequence });
  }

  async say(dialogue: Dialogue, text: string): Promise<void> {
    const { conversationId } = this;
    const clientMessageId = this.saying(dialogue);
    const { message, cursor } = await this.requireSession().perform<{ message: { conversationId: string } }>(operations.SEND_MESSAGE, {
      ...{ conversationId, text, clientMessageId },
    });
    this.scene.ledger.wasSent({ conversationId: message.conversationId, clientMessageId, text }, this.part.person.name);
    if (message.conversationId === conversationId) return;
    // The chat was over: the words stand in a new one that goes on from it.
    [this.isAssigned, this.isArchived, this.hasEnded] = [false, false, false];
    this.scene.board.put(message.conversationId, dialogue);
    this.followMessages(message.conversationId, clientMessageId, cursor ?? '');
  }

  /** Writes again after the chat was over: into the same conversation when it was resolved, into a new one when they had ended it. */
  async sayAgain(dialogue: Dialogue, text: string): Promise<void> {
    this.scene.board.put(this.conversationId, dialogue);
    await this.say(dialogue, text);
    [this.isArchived, this.hasEnded] = [false, false];
  }

  async end(): Promise<void> {
    const { conversationId } = this;
    const { ledger } = this.scene;
    try {
      const { cursor } = await this.requireSession().perform(operations.END_CHAT, { conversationId });
      ledger.did(cursor, ['ENDED', 'ABANDONED'], conversationId);
      this.hasEnded = true;
    } catch (error) {
      if (!Refused.with(error, 'ALREADY_RESOLVED')) throw error;
    }
  }

  /** The page is loaded anew: the socket is gone, and what was missed comes with the next one. */
  reload(): void {
    this.connection?.lose();
  }

  async close(): Promise<void> {
    await this.connection?.close();
  }

  private followMessages(conversationId: string, firstClientMessageId: string, after: string): void {
    const heard: HeardMessage[] = [];
    this.conversationId = conversationId;
    [this.newest, this.readUpTo] = [0, 0];
    this.ear.conversationIds.push(conversationId);
    this.ear.messages.push({ conversationId, firstClientMessageId, heard });
    this.connection?.follow<HeardMessage>({
      query: operations.MESSAGE_ADDED,
      variables: { conversationId },
      after,
      hear: (event) => {
        heard.push(event);
        if (conversationId === this.conversationId) this.newest = Math.max(this.newest, event.message.sequence);
        if (event.message.clientMessageId) this.heard.add(event.message.clientMessageId);
        this.scene.ledger.heard(event, 'CUSTOMER');
        this.changed.tell();
      },
    });
    this.connection?.follow<HeardTyping>({
      query: operations.TYPING_CHANGED,
      variables: { conversationId },
      after: null,
      hear: (event) => this.scene.ledger.heardTyping(event),
    });
  }

  private onChange(event: HeardChange): void {
    // A place is a state, told as often as it changes: there is nothing to compare it with afterwards.
    if (event.change === 'PLACE_CHANGED') return;
    this.ear.changes.push(event);
    if (event.conversation.id === this.conversationId) {
      if (event.change === 'ASSIGNED') this.isAssigned = true;
      if (event.change === 'RESOLVED' || event.change === 'ABANDONED') this.isArchived = true;
      if (event.change === 'REACTIVATED') this.isArchived = false;
    }
    this.changed.tell();
  }

  private saying(dialogue: Dialogue): string {
    this.messages += 1;
    const clientMessageId = `customer-${this.part.index + 1}-${this.messages}`;
    dialogue.saying('customer', clientMessageId);
    this.scene.ledger.sending(clientMessageId, 'CUSTOMER');
    return clientMessageId;
  }

  private requireSession(): Session {
    if (!this.session) throw new Error('the chat has not begun');
    return this.session;
  }
}
