import { Refused } from './api.js';
import { Case } from './case.js';
import type { Status } from './cast.js';
import { Connection } from './connection.js';
import type { AgentEar, HeardChange, HeardMessage, HeardReceipt } from './ledger.js';
import type { Colleague } from './office.js';
import * as operations from './operations.js';
import type { Scene } from './scene.js';
import { Signal, Turns } from './signal.js';

/** After which a conversation is the agent's. */
const COMES = new Set(['ASSIGNED', 'REACTIVATED']);
/** After which it is not. */
const GOES = new Set(['HANDED_BACK', 'HANDED_OVER', 'RESOLVED', 'AGENT_LOST']);

/** An agent at work: a shift of statuses, an inbox, and a case for each conversation they have. */
export class Agent {
  readonly changed = new Signal();
  readonly hands = new Turns();
  readonly ear: AgentEar;
  status: Status = 'OFFLINE';
  private readonly cases = new Map<string, Case>();
  private readonly connection: Connection;
  private messages = 0;

  constructor(
    readonly scene: Scene,
    readonly self: Colleague,
  ) {
    const { ledger, office } = scene;
    this.ear = { who: `${self.person.name} (agent ${self.part.index + 1})`, id: self.id, inbox: [], changes: [] };
    ledger.agents.push(this.ear);
    scene.day.onLate(() => this.changed.tell());
    this.connection = new Connection(self.session, (why) => ledger.faults.push(`${this.ear.who}: ${why}`));
    this.connection.follow<HeardMessage>({
      query: operations.INBOX_MESSAGE_ADDED,
      after: office.begunAt,
      hear: (event) => this.onMessage(event),
    });
    this.connection.follow<HeardChange>({
      query: operations.CONVERSATION_CHANGED,
      variables: { filter: { agentIds: [self.id] } },
      after: office.begunAt,
      hear: (event) => this.onChange(event),
    });
    this.connection.follow<HeardReceipt>({
      query: operations.READ_STATE_CHANGED,
      after: office.begunAt,
      hear: (event) => ledger.heardReceipt(event, 'AGENT'),
    });
  }

  /** Keeps the statuses of the shift, until the day is over. */
  async keepShift(): Promise<void> {
    const { day } = this.scene;
    for (const { at, status } of this.self.part.shift) {
      await day.until(at);
      // Whoever is still at the desk when the day ends stays Online until the last customer has been served.
      await this.changeStatus(day.isClosing ? 'ONLINE' : status);
    }
  }

  async goHome(): Promise<void> {
    await this.changeStatus('OFFLINE');
  }

  async leave(): Promise<void> {
    await this.connection.close();
  }

  /** An agent who is away from the desk answers later; on Break and Invisible they go on with what they have. */
  get isAtTheDesk(): boolean {
    return this.status !== 'OFFLINE' || this.scene.day.isLate;
  }

  nextMessageId(): string {
    this.messages += 1;
    return `agent-${this.self.part.index + 1}-${this.messages}`;
  }

  drop(one: Case): void {
    one.isGone = true;
    if (this.cases.get(one.conversationId) === one) this.cases.delete(one.conversationId);
    this.changed.tell();
  }

  private async changeStatus(status: Status): Promise<void> {
    if (status === this.status) return;
    const { cursor } = await this.self.session.perform(operations.CHANGE_MY_STATUS, { status });
    if (cursor) this.scene.ledger.statusDeeds.push({ cursor, agentId: this.self.id, status });
    this.status = status;
    this.changed.tell();
  }

  private onMessage(event: HeardMessage): void {
    this.ear.inbox.push(event);
    this.scene.ledger.heard(event, 'AGENT');
    this.cases.get(event.message.conversationId)?.hear(event.message);
    this.changed.tell();
  }

  private onChange(event: HeardChange): void {
    this.ear.changes.push(event);
    const { change, conversation } = event;
    const known = this.cases.get(conversation.id);
    if (COMES.has(change)) this.begin(conversation.id);
    else if (known && GOES.has(change)) this.drop(known);
    else if (known && change === 'ENDED') known.isEnded = true;
    this.changed.tell();
  }

  private begin(conversationId: string): void {
    const known = this.cases.get(conversationId);
    if (known) known.isGone = true;
    const one = new Case(this, conversationId);
    this.cases.set(conversationId, one);
    one.handle().catch((error: Error) => {
      if (Refused.with(error, ...Case.OVERTAKEN)) {
        this.scene.ledger.refusals.push((error as Refused).reason.code);
        this.drop(one);
      } else this.scene.ledger.faults.push(`${this.ear.who}: ${error.message}`);
    });
  }
}
