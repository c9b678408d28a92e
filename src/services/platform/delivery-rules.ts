import type { GraphProblem } from '../../channels/meta/problems.js';
import { DeliveryState } from '../../entities/enums.js';

const RANK: Record<DeliveryState, number> = {
  [DeliveryState.QUEUED]: 0,
  [DeliveryState.SENDING]: 1,
  [DeliveryState.SENT]: 2,
  [DeliveryState.DELIVERED]: 3,
  [DeliveryState.READ]: 4,
  [DeliveryState.FAILED]: 5,
};

/**
 * What a report of the platform makes of a delivery; reports come repeated and in any order, so it only rises. A message that
 * reached the customer has not failed, and one that failed is only brought back by having arrived after all.
 */
export const afterReport = (present: DeliveryState, reported: DeliveryState): DeliveryState => {
  const { DELIVERED, READ, FAILED } = DeliveryState;
  if (reported === FAILED) return present === DELIVERED || present === READ ? present : FAILED;
  if (present === FAILED) return reported === DELIVERED || reported === READ ? reported : FAILED;
  return RANK[reported] > RANK[present] ? reported : present;
};

/** Whether a failure may go by itself. */
export const isPassing = ({ kind }: GraphProblem): boolean => kind === 'TRANSIENT' || kind === 'RATE_LIMITED' || kind === 'UNKNOWN_OUTCOME';

const SECOND = 1_000;
const LONGEST_PAUSE = 600 * SECOND;
const RATE_PAUSE = 30 * SECOND;

/** How long nobody knows whether a request whose answer never came has arrived: so long the platform's own word is waited for. */
export const IN_DOUBT_MILLISECONDS = 60 * SECOND;

/** A customer who wrote yesterday cannot be answered any more, so trying for longer than that helps nobody. */
const GIVEN_UP_AFTER = 24 * 3_600 * SECOND;

export type Next =
  | { kind: 'FAIL'; reason: string }
  | { kind: 'AGAIN'; at: Date; reason: string }
  | { kind: 'IN_DOUBT'; at: Date; reason: string };

/** What to do after a try that failed: `attempts` with it, `queuedAt` since when it is tried. */
export const afterFailure = (problem: GraphProblem, { attempts, queuedAt }: { attempts: number; queuedAt: Date }, now: Date): Next => {
  const { kind, words, retryAfterSeconds } = problem;
  if (kind === 'UNKNOWN_OUTCOME') {
    const reason = `${words} Whether it arrived is not known yet; it is sent again if the platform says nothing of it.`;
    return { kind: 'IN_DOUBT', at: new Date(now.getTime() + IN_DOUBT_MILLISECONDS), reason };
  }
  if (kind !== 'TRANSIENT' && kind !== 'RATE_LIMITED') return { kind: 'FAIL', reason: words };
  const pause = Math.min(kind === 'RATE_LIMITED' ? RATE_PAUSE * attempts : 2 ** attempts * SECOND, LONGEST_PAUSE);
  const at = new Date(now.getTime() + Math.max(pause, (retryAfterSeconds ?? 0) * SECOND));
  if (at.getTime() - queuedAt.getTime() > GIVEN_UP_AFTER) return { kind: 'FAIL', reason: `Given up after ${attempts} tries. ${words}` };
  return { kind: 'AGAIN', at, reason: `${words} It will be tried again.` };
};
