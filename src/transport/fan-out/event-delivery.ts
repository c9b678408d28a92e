import type { EventSource, StreamItem } from '../../events/event-stream.js';
import type { Line } from './line.js';

/** One event, executed and serialised. */
export interface Frame {
  /** Its place in the log; null: word of a gap. */
  id: bigint | null;
  tail: string;
}

export interface EventMember {
  /** Everything up to here it has, or does not want. */
  last: bigint;
  take(frame: Frame): void;
  /** It has all of this stream up to where its rights changed. */
  handedOver(): void;
  /** The stream cannot go on for all: each goes on by itself. */
  dissolved(): void;
  finish(): void;
}

/** How many events are executed at once; they are delivered in order all the same. */
const MOST_UNDER_WAY = 200;

/** The events of one source, executed once each and delivered to all members. */
export class EventDelivery {
  readonly members = new Set<EventMember>();
  /** Members whose rights changed, with the place in the log up to which they still get this stream. */
  private readonly leavers = new Map<EventMember, bigint>();
  private delivered: bigint;
  private underWay = 0;
  private inOrder: Promise<void> = Promise.resolve();
  private settling = false;
  private stopped = false;

  constructor(
    private source: EventSource,
    private readonly line: Line,
    private readonly position: () => bigint,
  ) {
    this.delivered = position();
    void this.run();
  }

  /** From now on: events up to the reader's position are not for the newcomer, nor those that it has from elsewhere. */
  join(member: EventMember): void {
    const now = this.position();
    if (member.last < now) member.last = now;
    this.members.add(member);
  }

  leave(member: EventMember): void {
    this.members.delete(member);
    this.leavers.delete(member);
  }

  /** Once everything up to `position` is delivered the member is handed over to another stream. */
  leaveAfter(member: EventMember, position: bigint): void {
    this.leavers.set(member, position);
    this.settle();
  }

  /** Word that a member was too slow, to be sent to it. */
  gap(resumeFrom: bigint): Promise<string> {
    return this.line.tail({ gap: { reason: 'TOO_SLOW', resumeFrom } } satisfies StreamItem);
  }

  stop(): void {
    this.stopped = true;
    this.members.clear();
    this.leavers.clear();
    void this.source.return?.();
  }

  /** Delivers nothing more; what was on its way is read again by whoever misses it. */
  halt(): void {
    this.stopped = true;
  }

  dissolve(): void {
    const members = [...this.members];
    this.stop();
    for (const member of members) member.dissolved();
  }

  private async run(): Promise<void> {
    try {
      while (!this.stopped) {
        const { value: item, done } = await this.source.next();
        if (done) break;
        if (item.gap?.reason === 'TOO_SLOW') await this.reopen(item.gap.resumeFrom);
        else await this.forward(item);
      }
      await this.inOrder;
      const members = [...this.members];
      this.members.clear();
      for (const member of members) member.finish();
    } catch {
      // Nobody's fault among the members: each tries by itself, and answers what it meets.
      this.dissolve();
    }
  }

  /** Executes more slowly than events come: the log is read again from where this fell behind. */
  private async reopen(from: bigint): Promise<void> {
    await this.inOrder;
    const source = await this.line.open(from);
    if (!('next' in source)) throw new Error('a stream could not be opened again');
    this.source = source as EventSource;
  }

  private async forward(item: StreamItem): Promise<void> {
    const executing = this.line.tail(item);
    // Awaited in its turn; until then nobody else looks at whether it fails.
    executing.catch(() => undefined);
    this.underWay++;
    this.inOrder = this.inOrder.then(async () => this.deliver({ id: item.event?.id ?? null, tail: await executing }));
    this.inOrder.catch(() => this.dissolve());
    if (this.underWay >= MOST_UNDER_WAY) await this.inOrder;
  }

  private deliver(frame: Frame): void {
    this.underWay--;
    if (this.stopped) return;
    if (frame.id !== null) this.delivered = frame.id;
    for (const member of this.members) member.take(frame);
    if (this.leavers.size > 0) this.settle();
  }

  /** What is on its way through promises is seen once the turn of the event loop has ended. */
  private settle(): void {
    if (this.settling) return;
    this.settling = true;
    setImmediate(() => {
      this.settling = false;
      const idle = this.underWay === 0 && this.source.isEmpty;
      for (const [member, position] of [...this.leavers]) {
        if (!idle && this.delivered < position) continue;
        this.leave(member);
        member.handedOver();
      }
    });
  }
}
