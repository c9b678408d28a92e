import { type Facts, factsOf, render } from '../dialogues/facts.js';
import type { Person } from '../dialogues/people.js';
import { PHRASES } from '../dialogues/phrases.js';
import type { Random } from '../dialogues/random.js';
import type { Line, TopicKey } from '../dialogues/script.js';
import { capitalised, casually, daytime } from '../dialogues/speech.js';

export type Side = Line['by'];

/** What the agent does when everything has been said. */
export type Ending = 'RESOLVE' | 'TOPIC_FIRST' | 'CONVERT' | 'RESOLVE_THEN_CONVERT';

export interface Plot {
  customer: Person;
  brand: string;
  topic: TopicKey;
  lines: readonly Line[];
  ending: Ending;
  /** Before which of the agent's lines somebody else takes over, if anybody can. */
  handOverBefore: number | null;
  /** Internal; null of none. */
  note: string | null;
}

/**
 * What two people are going to say to each other. Both sides have it, as actors have their script; whose turn it is they
 * find out by what the server delivers to them: nobody speaks before they have heard everything the other has said.
 */
export class Dialogue {
  private readonly said: Record<Side, Set<string>> = { customer: new Set(), agent: new Set() };
  private readonly facts: Facts;
  private readonly casual: boolean;
  private position = 0;
  private handOverAt: number | null;

  constructor(
    private readonly random: Random,
    readonly plot: Plot,
  ) {
    const { customer, brand, handOverBefore } = plot;
    this.facts = { ...PHRASES[customer.language], ...factsOf(random, { customer, brand, startedAt: new Date() }) };
    this.casual = random.chance(0.35);
    this.handOverAt = handOverBefore;
  }

  /** Whose line is next; undefined when all has been said. */
  get turn(): Side | undefined {
    return this.plot.lines[this.position]?.by;
  }

  get handsOverNow(): boolean {
    return this.handOverAt !== null && this.position >= this.handOverAt && this.turn === 'agent';
  }

  get hasBegunToAnswer(): boolean {
    return this.said.agent.size > 0;
  }

  forgetHandOver(): void {
    this.handOverAt = null;
  }

  /** The next line's words, by the agent of this name where one speaks. */
  take(agent?: Person): string {
    const line = this.plot.lines[this.position++];
    if (!line) throw new Error('everything has been said');
    return this.words(line.template, line.by, agent);
  }

  words(template: string, by: Side, agent?: Person): string {
    const { language } = this.plot.customer;
    const facts = { ...this.facts, daytime: daytime(language, Date.now()) };
    const named = agent ? { ...facts, agent: agent.first, agentAddress: language === 'tr' ? agent.address : agent.first } : facts;
    const text = capitalised(render(this.random, template, { agent: '', agentAddress: '', ...named }), language);
    return by === 'customer' && this.casual ? casually(text, template, language) : text;
  }

  /** Counts as said from the moment it is on its way: the other side may have heard it before its sender knows. */
  saying(by: Side, clientMessageId: string): void {
    this.said[by].add(clientMessageId);
  }

  unsaid(by: Side, clientMessageId: string): void {
    this.said[by].delete(clientMessageId);
  }

  /** Whether everything that a side has said is among what was heard. */
  allHeard(by: Side, heard: ReadonlySet<string>): boolean {
    return [...this.said[by]].every((clientMessageId) => heard.has(clientMessageId));
  }

  /** Somebody stopped listening: what is still to be said stays unsaid. */
  breakOff(): void {
    this.position = this.plot.lines.length;
  }
}

/** Which dialogue is played in which conversation. */
export class Board {
  private readonly dialogues = new Map<string, PromiseWithResolvers<Dialogue>>();

  put(conversationId: string, dialogue: Dialogue): void {
    const known = this.dialogues.get(conversationId);
    known?.resolve(dialogue);
    const slot = Promise.withResolvers<Dialogue>();
    slot.resolve(dialogue);
    this.dialogues.set(conversationId, slot);
  }

  /** An agent may have a conversation before its customer's own request was answered: they wait for it. */
  of(conversationId: string): Promise<Dialogue> {
    const slot = this.dialogues.get(conversationId) ?? Promise.withResolvers<Dialogue>();
    this.dialogues.set(conversationId, slot);
    return slot.promise;
  }
}
