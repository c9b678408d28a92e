import { BoundedQueue } from './bounded-queue.js';
import type { LoggedEvent } from './event-log.js';
import type { Hub } from './hub.js';

/** At most five values a second for one subscriber. */
const INTERVAL_MILLISECONDS = 200;

export interface StateRequest<State> {
  hub: Hub;
  topic: string;
  /** Whether an event may have changed the state. */
  concerns: (event: LoggedEvent) => boolean;
  read: () => Promise<State>;
  /** The log's position, told with each state: it is no older than that. */
  cursor: () => bigint;
}

export interface StateAt<State> {
  state: State;
  cursor: bigint;
  /** The how manieth reading of the stream it is from. */
  reading: number;
}

/** A stream of states that several may share: whoever joins asks for the present one. */
export class StateSource<State> extends BoundedQueue<StateAt<State>> {
  /** Reads the state at once, or again after the reading under way, and gives it even if nothing changed; says which reading that is. */
  renew: () => number = () => 0;
}

/**
 * A state rather than events: the present value at once, then each change, at most five a second, the latest wins. A
 * value equal to the one before is not sent. There is nothing to catch up with.
 */
export const stateStream = <State>(request: StateRequest<State>): StateSource<State> => {
  const queue = new StateSource<State>();
  let sent: string | undefined;
  let reading = false;
  let stale = false;
  let timer: NodeJS.Timeout | undefined;
  let ended = false;
  let wanted = false;
  let readings = 0;

  const refresh = async (): Promise<void> => {
    timer = undefined;
    reading = true;
    stale = false;
    const anyway = wanted;
    wanted = false;
    const number = ++readings;
    try {
      const cursor = request.cursor();
      const state = await request.read();
      const text = JSON.stringify(state);
      if (anyway || text !== sent) queue.pushLatest({ state, cursor, reading: number });
      sent = text;
    } catch (error) {
      queue.fail(error as Error);
    }
    reading = false;
    if (ended) return;
    if (wanted) void refresh();
    else timer = setTimeout(rest, INTERVAL_MILLISECONDS);
  };
  const rest = (): void => {
    timer = undefined;
    if (stale) void refresh();
  };
  const leave = request.hub.subscribe(request.topic, {
    push: (event) => {
      if (!request.concerns(event)) return;
      stale = true;
      if (!reading && timer === undefined) void refresh();
    },
  });
  queue.renew = () => {
    wanted = true;
    if (reading) return readings + 1;
    clearTimeout(timer);
    void refresh();
    return readings;
  };
  queue.onEnd = () => {
    ended = true;
    clearTimeout(timer);
    leave();
  };
  void refresh();
  return queue;
};
