import type { MikroORM } from '@mikro-orm/postgresql';
import { BoundedQueue } from './bounded-queue.js';
import { type LoggedEvent, readKept, type Whose } from './event-log.js';
import { conversationTopic, customerTopic, type Hub, QUEUE_LIMIT, workspaceTopic } from './hub.js';
import { lastDrawn } from './log-partitions.js';
import type { LogReader } from './log-reader.js';

/**
 * TOO_SLOW: too many waited, and the stream ends. EXPIRED: what was asked for is kept no longer; UNKNOWN: the cursor is not
 * of this log, being ahead of it. After these two the stream goes on from `resumeFrom`.
 */
export type GapReason = 'TOO_SLOW' | 'EXPIRED' | 'UNKNOWN';

/** What a subscriber gets: an event, or word that some are missing and from where it goes on, or to ask again. */
export type StreamItem = { event: LoggedEvent; gap?: undefined } | { event?: undefined; gap: { reason: GapReason; resumeFrom: bigint } };

export interface LiveEvents {
  orm: MikroORM;
  hub: Hub;
  reader: LogReader;
}

export interface StreamRequest {
  whose: Whose;
  /** The cursor of the last event that was seen; absent: from now. */
  after?: bigint;
  accepts: (event: LoggedEvent) => boolean;
}

/** A stream of events, and what those who share one must know of it. */
export interface EventSource extends AsyncIterableIterator<StreamItem> {
  /** When what was missed has been offered; what comes later is live. Never, when it could not be read. */
  readonly caughtUp: Promise<void>;
  /** Whether it has caught up, and all that was offered so far has been taken. */
  readonly isEmpty: boolean;
  /** The position in the log that the subscriber said it had, or what was offered last is at. */
  readonly reached: bigint;
}

class EventQueue extends BoundedQueue<StreamItem> implements EventSource {
  reached = 0n;
  private readonly catching = Promise.withResolvers<void>();
  private isLive = false;
  readonly caughtUp = this.catching.promise;

  get isEmpty(): boolean {
    return this.isLive && this.length === 0;
  }

  hasCaughtUp(): void {
    this.isLive = true;
    this.catching.resolve();
  }
}

const PAGE = 500;

/**
 * The events of a topic from a cursor on: what was missed comes first, then live, with no gap and no double. The seam is
 * the reader's position at the moment of subscribing: all up to it is settled in the log, all above it will be pushed.
 */
export const eventStream = (live: LiveEvents, request: StreamRequest): EventQueue => {
  const stream = new EventStream(live, request);
  const leave = live.hub.subscribe(topicOf(request.whose), stream);
  stream.queue.onEnd = leave;
  stream.start();
  return stream.queue;
};

const topicOf = ({ workspaceId, conversationId, customerId }: Whose): string => {
  if (conversationId) return conversationTopic(conversationId);
  return customerId ? customerTopic(customerId) : workspaceTopic(workspaceId);
};

class EventStream {
  readonly queue = new EventQueue();
  /** Live events that wait for the catching up to end; null when there is none. */
  private held: LoggedEvent[] | null;
  private seam: bigint;

  constructor(
    private readonly live: LiveEvents,
    private readonly request: StreamRequest,
  ) {
    this.seam = live.reader.position;
    this.last = request.after ?? this.seam;
    this.held = this.last === this.seam ? null : [];
  }

  private get last(): bigint {
    return this.queue.reached;
  }

  private set last(position: bigint) {
    this.queue.reached = position;
  }

  start(): void {
    if (this.held) this.catchUp().catch((error: Error) => this.queue.fail(error));
    else this.queue.hasCaughtUp();
  }

  push(event: LoggedEvent): void {
    if (!this.concerns(event)) return;
    if (!this.held) this.offer(event);
    // One more than the limit is kept as the sign that some were let go: the log is read again for them.
    else if (this.held.length <= QUEUE_LIMIT) this.held.push(event);
  }

  private concerns(event: LoggedEvent): boolean {
    return event.workspaceId === this.request.whose.workspaceId && this.request.accepts(event);
  }

  private offer(event: LoggedEvent): void {
    if (event.id <= this.last) return;
    if (this.queue.length < QUEUE_LIMIT) {
      this.queue.push({ event });
      this.last = event.id;
      return;
    }
    this.queue.push({ gap: { reason: 'TOO_SLOW', resumeFrom: this.last } });
    this.queue.end();
  }

  /** Tells of what is missing; what follows is above `resumeFrom`. */
  private skip(reason: GapReason, resumeFrom: bigint): void {
    this.queue.push({ gap: { reason, resumeFrom } });
    this.last = resumeFrom;
  }

  private async catchUp(): Promise<void> {
    // Ahead of this process's reader, not of the log: another process answered a mutation that this one will read yet.
    if (this.last > this.seam && this.last > (await lastDrawn(this.live.orm.em.fork()))) this.skip('UNKNOWN', this.seam);
    await this.replay(this.last);
    while (this.held && this.held.length > QUEUE_LIMIT) {
      const from = this.seam;
      this.seam = this.live.reader.position;
      this.held = [];
      await this.replay(from);
    }
    const meanwhile = this.held ?? [];
    this.held = null;
    for (const event of meanwhile) this.offer(event);
    this.queue.hasCaughtUp();
  }

  /** Reads the log from a position up to the seam, no faster than the subscriber takes it. */
  private async replay(from: bigint): Promise<void> {
    for (let rows = PAGE; rows === PAGE && from < this.seam; ) {
      const { events, goneUpTo } = await readKept(this.live.orm.em.fork(), this.request.whose, from, this.seam, PAGE);
      if (goneUpTo !== null) this.skip('EXPIRED', goneUpTo);
      for (const event of events) if (this.concerns(event)) this.offer(event);
      rows = events.length;
      from = events.at(-1)?.id ?? from;
      await this.queue.drained();
    }
  }
}
