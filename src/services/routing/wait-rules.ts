export interface EstimatedWait {
  fromSeconds: number;
  toSeconds: number;
}

/**
 * What the last assignments of a channel tell. A step is the time for which a customer stood first in the queue, which is
 * what each place costs those behind it; as if as many agents had been there as are now.
 */
export interface RecentWaits {
  steps: number;
  /** Seconds a step. */
  mean: number;
  median: number;
  /** Nine of ten took no longer. */
  longest: number;
  /** Agents who could answer on the channel now. */
  agents: number;
}

/** Below this many steps nothing is promised. */
export const SMALLEST_SAMPLE = 10;

/** A range for a place in the queue, or nothing: honest rather than exact. */
export const estimate = ({ steps, mean, median, longest, agents }: RecentWaits, place: number): EstimatedWait | null => {
  if (steps < SMALLEST_SAMPLE || agents === 0 || place < 1) return null;
  return { fromSeconds: Math.floor(place * Math.min(median, mean)), toSeconds: Math.ceil(place * Math.max(longest, mean)) };
};
