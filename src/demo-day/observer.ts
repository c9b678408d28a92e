import { Connection } from './connection.js';
import type { HeardAgent, HeardChange } from './ledger.js';
import * as operations from './operations.js';
import type { Scene } from './scene.js';

const AGENTS_A_STREAM = 100;
const OPENS = new Set(['QUEUED', 'REACTIVATED']);
const CLOSES = new Set(['RESOLVED', 'ABANDONED']);

export interface Counts {
  online: number;
  break: number;
  invisible: number;
  offline: number;
  freeCapacity: number;
}

/** What the administrator sees: everything of the day's product, and the figures of the moment. */
export class Observer {
  queue = 0;
  counts: Counts = { online: 0, break: 0, invisible: 0, offline: 0, freeCapacity: 0 };
  private readonly open = new Set<string>();
  private readonly loads = new Map<string, number>();
  private readonly connection: Connection;

  constructor({ office, ledger, platforms }: Scene) {
    const { productId, begunAt } = office;
    this.connection = new Connection(office.administrator, (why) => ledger.faults.push(`the administrator: ${why}`));
    this.connection.follow<HeardChange>({
      query: operations.CONVERSATION_CHANGED,
      variables: { filter: { productId } },
      after: begunAt,
      hear: (event) => {
        ledger.changes.push(event);
        if (OPENS.has(event.change)) this.open.add(event.conversation.id);
        else if (CLOSES.has(event.change)) this.open.delete(event.conversation.id);
        platforms?.onChange(event);
      },
    });
    const ids = office.agents.map(({ id }) => id);
    for (let from = 0; from < ids.length; from += AGENTS_A_STREAM) {
      this.connection.follow<HeardAgent>({
        query: operations.AGENT_CHANGED,
        variables: { agentIds: ids.slice(from, from + AGENTS_A_STREAM) },
        after: begunAt,
        hear: (event) => {
          ledger.agentChanges.push(event);
          this.loads.set(event.agent.id, event.agent.activeCount);
        },
      });
    }
    this.connection.follow<number>({
      query: operations.QUEUE_SIZE_CHANGED,
      variables: { productId },
      after: null,
      hear: (size) => {
        this.queue = size;
      },
    });
    this.connection.follow<Counts>({
      query: operations.AGENT_COUNTS_CHANGED,
      variables: { productId },
      after: null,
      hear: (counts) => {
        this.counts = counts;
      },
    });
  }

  /** Conversations that wait or are with an agent, those the customer has ended included. */
  get openCount(): number {
    return this.open.size;
  }

  /** Conversations that take capacity. */
  get active(): number {
    return [...this.loads.values()].reduce((sum, load) => sum + load, 0);
  }

  async leave(): Promise<void> {
    await this.connection.close();
  }
}
