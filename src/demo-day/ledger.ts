/** A message as a subscription delivered it. */
export interface HeardMessage {
  cursor: string;
  message: {
    id: string;
    conversationId: string;
    sequence: number;
    senderKind: 'CUSTOMER' | 'AGENT' | 'BOT' | 'SYSTEM';
    clientMessageId: string | null;
    text: string;
  };
}

/** What happened to a conversation, as a subscription delivered it. */
export interface HeardChange {
  cursor: string;
  change: string;
  conversation: { id: string };
}

export interface HeardTyping {
  by: 'CUSTOMER' | 'AGENT';
  name: string;
  typing: boolean;
}

/** What one side got or read. */
export interface HeardReceipt {
  cursor: string;
  kind: 'DELIVERED' | 'READ';
  by: 'CUSTOMER' | 'AGENT';
}

export interface HeardAgent {
  cursor: string;
  agent: { id: string; status: string; activeCount: number; capacity: number };
}

/** A mutation that was carried out, whose event must be seen. */
export interface Deed {
  cursor: string;
  /** What it may be seen as. */
  changes: readonly string[];
  conversationId: string;
}

export interface SentMessage {
  conversationId: string;
  clientMessageId: string;
  text: string;
}

/** What a customer's subscriptions delivered, conversation by conversation. */
export interface CustomerEar {
  who: string;
  conversationIds: string[];
  messages: { conversationId: string; firstClientMessageId: string; heard: HeardMessage[] }[];
  changes: HeardChange[];
}

export interface AgentEar {
  who: string;
  id: string;
  inbox: HeardMessage[];
  changes: HeardChange[];
}

/** Somebody who writes from a platform: what they wrote there, and what came to their phone, in order. */
export interface PlatformEar {
  who: string;
  via: string;
  conversationId: string;
  wrote: string[];
  received: { messageId: string; text: string }[];
}

/** What comes from a platform has no id of ours: it is known by its words. */
export const spokenAs = ({ clientMessageId, text }: { clientMessageId: string | null; text: string }): string =>
  clientMessageId ?? `«${text}»`;

const RECENT = 6;

/** Everything that was done and seen, to be compared in the end, and the figures of the moment. */
export class Ledger {
  readonly customers: CustomerEar[] = [];
  readonly platformPeople: PlatformEar[] = [];
  readonly agents: AgentEar[] = [];
  readonly changes: HeardChange[] = [];
  readonly agentChanges: HeardAgent[] = [];
  readonly sent: SentMessage[] = [];
  readonly deeds: Deed[] = [];
  readonly statusDeeds: { cursor: string; agentId: string; status: string }[] = [];
  /** From sending to the other side's subscription, in milliseconds. */
  readonly latencies: number[] = [];
  /** From an agent's sending to the phone of somebody on a platform, in milliseconds. */
  readonly phoneLatencies: number[] = [];
  /** How often somebody saw the other side begin to type, and how often that it had read. */
  typingSeen = 0;
  readsSeen = 0;
  /** What went wrong on the way: answers that nobody expects. */
  readonly faults: string[] = [];
  /** The latest words, for the view. */
  readonly recent: string[] = [];
  /** The codes of refusals that belong to a day: somebody else acted at the same time, or a colleague had no room. */
  readonly refusals: string[] = [];
  /** What agents said in a conversation, from the moment it is on its way. */
  private readonly saidByAgents = new Map<string, { clientMessageId: string; text: string; at: number }[]>();
  private readonly underWay = new Map<string, { at: number; by: 'CUSTOMER' | 'AGENT' }>();

  /** How many customers have come. */
  get arrived(): number {
    return this.customers.length + this.platformPeople.length;
  }

  agentSays({ conversationId, clientMessageId, text }: SentMessage): void {
    const said = this.saidByAgents.get(conversationId) ?? [];
    said.push({ clientMessageId, text, at: performance.now() });
    this.saidByAgents.set(conversationId, said);
  }

  /** Words came to a phone: which of the agents' messages it was; undefined when it is none that was not heard yet. */
  heardOnPhone(conversationId: string, text: string, heard: ReadonlySet<string>): string | undefined {
    const said = this.saidByAgents.get(conversationId) ?? [];
    const found = said.find((one) => one.text === text && !heard.has(one.clientMessageId));
    if (found) this.phoneLatencies.push(performance.now() - found.at);
    return found?.clientMessageId;
  }

  sending(clientMessageId: string, by: 'CUSTOMER' | 'AGENT'): void {
    this.underWay.set(clientMessageId, { at: performance.now(), by });
  }

  wasSent(message: SentMessage, who: string): void {
    this.sent.push(message);
    this.wasSaid(message.text, who);
  }

  wasSaid(text: string, who: string): void {
    this.recent.push(`${who}: ${text}`);
    if (this.recent.length > RECENT) this.recent.shift();
  }

  /** A side heard a message of the other's for the first time. */
  heard({ message }: HeardMessage, by: 'CUSTOMER' | 'AGENT'): void {
    const sending = message.clientMessageId ? this.underWay.get(message.clientMessageId) : undefined;
    if (!sending || sending.by === by) return;
    this.latencies.push(performance.now() - sending.at);
    this.underWay.delete(message.clientMessageId ?? '');
  }

  heardTyping({ typing }: HeardTyping): void {
    if (typing) this.typingSeen += 1;
  }

  heardReceipt({ kind, by: reader }: HeardReceipt, by: 'CUSTOMER' | 'AGENT'): void {
    if (kind === 'READ' && reader !== by) this.readsSeen += 1;
  }

  did(cursor: string | null, changes: readonly string[], conversationId: string): void {
    if (cursor) this.deeds.push({ cursor, changes, conversationId });
  }
}
