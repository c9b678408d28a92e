import type { StateSource } from '../../events/state-stream.js';
import type { Line } from './line.js';

export interface StateMember {
  /** Whether the state was taken: not while its rights are being read, nor by a socket that is behind. */
  takeState(tail: string): boolean;
  dissolved(): void;
  failed(error: Error): void;
  finish(): void;
}

/** One state, read once for all members; each newcomer gets it from a reading that began after it came. */
export class StateDelivery {
  /** With the reading whose state it waits for, whether or not that changed; 0: it has the latest. */
  readonly members = new Map<StateMember, number>();
  private last: string | null = null;
  private stopped = false;

  constructor(
    private readonly source: StateSource<unknown>,
    private readonly line: Line,
  ) {
    void this.run();
  }

  join(member: StateMember): void {
    const first = this.members.size === 0 && this.last === null;
    this.members.set(member, first ? 1 : this.source.renew());
  }

  /** It could not take the latest, and can now. */
  renewFor(member: StateMember): void {
    if (this.members.has(member)) this.members.set(member, this.source.renew());
  }

  leave(member: StateMember): void {
    this.members.delete(member);
  }

  stop(): void {
    this.stopped = true;
    this.members.clear();
    void this.source.return();
  }

  /** Delivers nothing more. */
  halt(): void {
    this.stopped = true;
  }

  dissolve(): void {
    const members = [...this.members.keys()];
    this.stop();
    for (const member of members) member.dissolved();
  }

  private async run(): Promise<void> {
    try {
      for await (const item of this.source) {
        const tail = await this.line.tail(item);
        if (this.stopped) return;
        this.deliver(tail, item.reading);
      }
      for (const member of [...this.members.keys()]) member.finish();
    } catch (error) {
      for (const member of [...this.members.keys()]) member.failed(error as Error);
    }
  }

  private deliver(tail: string, reading: number): void {
    const changed = tail !== this.last;
    this.last = tail;
    for (const [member, wanted] of this.members) {
      if (reading < wanted || (!changed && wanted === 0)) continue;
      // Not taken: it asks for another reading when it can.
      if (member.takeState(tail)) this.members.set(member, 0);
    }
  }
}
