/** The longest a timer can be set for. */
const LONGEST = 2_147_483_647;

/** Somebody whose token ends. */
export interface Holder {
  /** By `performance.now()`. */
  readonly endsAt: number;
  expired(): void;
}

/**
 * Calls each holder when its token ends. One timer for all, set for whoever is next: a timer and its closure each would be a
 * good part of what a socket costs. Tokens end on whole seconds, so all are looked through once a second at most.
 */
export class TokenExpiry {
  private readonly holders = new Set<Holder>();
  private timer: NodeJS.Timeout | undefined;
  /** When it goes off. */
  private next = Number.POSITIVE_INFINITY;

  /** Again, when it ends at another time than before. */
  watch(holder: Holder): void {
    this.holders.add(holder);
    this.wakeAt(holder.endsAt);
  }

  /** The timer stays: at worst it goes off for nobody. */
  forget(holder: Holder): void {
    this.holders.delete(holder);
    if (this.holders.size === 0) this.stop();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.next = Number.POSITIVE_INFINITY;
  }

  private wakeAt(time: number): void {
    if (time >= this.next) return;
    this.next = time;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), Math.min(Math.max(time - performance.now(), 0), LONGEST));
  }

  private look(): void {
    this.next = Number.POSITIVE_INFINITY;
    // Timers count whole milliseconds, and may go off a fraction of one early.
    const now = performance.now() + 1;
    let next = Number.POSITIVE_INFINITY;
    for (const holder of this.holders) {
      if (holder.endsAt > now) next = Math.min(next, holder.endsAt);
      else {
        this.holders.delete(holder);
        holder.expired();
      }
    }
    this.wakeAt(next);
  }
}
