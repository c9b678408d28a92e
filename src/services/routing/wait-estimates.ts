import type { MikroORM } from '@mikro-orm/postgresql';
import { recentWaits } from './wait-queries.js';
import { type EstimatedWait, estimate, type RecentWaits } from './wait-rules.js';

/** For so long an answer serves: whoever waits asks whenever the queue moves, and the sample changes slowly. */
const SERVES_MILLISECONDS = 5_000;
const MOST_REMEMBERED = 1_000;

/** How long customers of a channel may have to wait: one statement a channel each five seconds, however many ask. */
export class WaitEstimates {
  private readonly known = new Map<string, { until: number; waits: Promise<RecentWaits> }>();

  constructor(
    private readonly orm: MikroORM,
    private readonly now: () => Date,
  ) {}

  /** For who stands at this place of the channel's queue, 1 for the next; null when too little is known. */
  async of(channelId: string, place: number): Promise<EstimatedWait | null> {
    return estimate(await this.waitsOf(channelId), place);
  }

  private waitsOf(channelId: string): Promise<RecentWaits> {
    const now = this.now();
    const known = this.known.get(channelId);
    if (known && now.getTime() < known.until) return known.waits;
    if (this.known.size >= MOST_REMEMBERED) this.known.clear();
    const waits = recentWaits(this.orm.em.fork(), channelId, now);
    const remembered = { until: now.getTime() + SERVES_MILLISECONDS, waits };
    this.known.set(channelId, remembered);
    waits.catch(() => {
      if (this.known.get(channelId) === remembered) this.known.delete(channelId);
    });
    return waits;
  }
}
