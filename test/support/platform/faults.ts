import type { GraphError } from './graph-error.js';

export type Operation = 'messages' | 'media' | 'download' | 'templates' | 'subscribe' | 'describe' | 'profile';

/** What happens to the next request instead of, or besides, what would happen. */
export interface Fault extends Partial<GraphError> {
  /** Which requests it waits for. Default: sending. */
  on?: Operation;
  /** Only requests that send to this person. */
  to?: string;
  /** The connection ends without an answer: BEFORE anything was done, or AFTER it was, as nobody who asked can know. */
  drop?: 'BEFORE' | 'AFTER';
  /** Everything is done, and the answer comes so much later. */
  slowMilliseconds?: number;
  /** How many requests it happens to. Default 1. */
  times?: number;
}

export class Faults {
  private readonly waiting: (Fault & { times: number })[] = [];

  add(fault: Fault): void {
    this.waiting.push({ ...fault, times: fault.times ?? 1 });
  }

  take(operation: Operation, to: string | null): Fault | undefined {
    const fits = (fault: Fault): boolean => (fault.on ?? 'messages') === operation && (fault.to === undefined || fault.to === to);
    const found = this.waiting.find(fits);
    if (found && --found.times === 0) this.waiting.splice(this.waiting.indexOf(found), 1);
    return found;
  }

  clear(): void {
    this.waiting.length = 0;
  }
}
