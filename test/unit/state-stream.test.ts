import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { v7 } from 'uuid';
import type { BoundedQueue } from '../../src/events/bounded-queue.js';
import type { LoggedEvent } from '../../src/events/event-log.js';
import { Hub, workspaceTopic } from '../../src/events/hub.js';
import { type StateAt, stateStream } from '../../src/events/state-stream.js';

const workspaceId = v7();
let hub: Hub;
let position: bigint;
let state: number;
let reads: number;
/** Each read waits for it. */
let gate: Promise<void>;

beforeEach(() => {
  jest.useFakeTimers();
  hub = new Hub();
  position = 1n;
  state = 0;
  reads = 0;
  gate = Promise.resolve();
});
afterEach(() => {
  expect(hub.size).toBe(0);
  expect(jest.getTimerCount()).toBe(0);
  jest.useRealTimers();
});

const open = (read?: () => Promise<number>): BoundedQueue<StateAt<number>> =>
  stateStream({
    hub,
    topic: workspaceTopic(workspaceId),
    concerns: ({ type }) => type === 'conversation.queued',
    read:
      read ??
      (async () => {
        reads += 1;
        const present = state;
        await gate;
        return present;
      }),
    cursor: () => position,
  });

const happen = (next: number, type: LoggedEvent['type'] = 'conversation.queued'): void => {
  state = next;
  position += 1n;
  const none = { conversationId: null, channelId: null, customerId: null, agentId: null, subjectId: null };
  hub.deliver([{ id: position, workspaceId, type, at: new Date(), ...none }]);
};

/** Collects what a reader who is always ready gets. */
const collect = (stream: BoundedQueue<StateAt<number>>) => {
  const seen: number[] = [];
  const reading = (async () => {
    for await (const { state: value } of stream) seen.push(value);
  })();
  return { seen, reading };
};

const pass = (milliseconds: number): Promise<void> => jest.advanceTimersByTimeAsync(milliseconds);

describe('a stream of states', () => {
  test('gives the present value at once, with the position from which it was read', async () => {
    const stream = open();
    expect(await stream.next()).toMatchObject({ value: { state: 0, cursor: 1n }, done: false });
    await stream.return();
  });

  test('gives at most five values a second, the latest among them, for any number of events', async () => {
    const stream = open();
    const { seen, reading } = collect(stream);
    for (let n = 1; n <= 1_000; n++) {
      happen(n);
      await pass(1);
    }
    expect(seen.length).toBeGreaterThan(3);
    expect(seen.length).toBeLessThanOrEqual(6);
    expect(reads).toBeLessThanOrEqual(7);
    await pass(400);
    expect(seen.at(-1)).toBe(1_000);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    await stream.return();
    await reading;
  });

  test('keeps only the latest for a reader who is away', async () => {
    const stream = open();
    await pass(300);
    for (const value of [1, 2, 3]) {
      happen(value);
      await pass(300);
    }
    expect(stream.length).toBe(1);
    expect((await stream.next()).value).toMatchObject({ state: 3, cursor: position });
    await stream.return();
  });

  test('gives a change after a quiet time at once, and says nothing when nothing changed', async () => {
    const stream = open();
    const { seen, reading } = collect(stream);
    await pass(10_000);
    expect(reads).toBe(1);
    happen(7);
    await pass(0);
    expect(seen).toEqual([0, 7]);
    happen(7);
    await pass(1_000);
    expect([seen, reads]).toEqual([[0, 7], 3]);
    happen(8, 'message.added');
    await pass(1_000);
    expect([seen, reads]).toEqual([[0, 7], 3]);
    await stream.return();
    await reading;
  });

  test('reads again what happened while it was reading', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    gate = promise;
    const stream = open();
    const { seen, reading } = collect(stream);
    happen(5);
    resolve();
    await pass(0);
    expect(seen).toEqual([0]);
    await pass(200);
    expect(seen).toEqual([0, 5]);
    await stream.return();
    await reading;
  });

  test.each(['at rest', 'reading', 'with a change to come'])('return() leaves nothing behind (%s)', async (when) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const stream = open();
    await pass(when === 'with a change to come' ? 10 : 500);
    if (when === 'reading') gate = promise;
    if (when !== 'at rest') happen(1);
    expect(hub.size).toBe(1);
    await stream.return();
    expect(hub.size).toBe(0);
    resolve();
    await pass(1_000);
    happen(2);
    expect([await stream.next(), reads]).toEqual([{ value: undefined, done: true }, when === 'reading' ? 2 : 1]);
  });

  test('a read that fails ends it with the error, and leaves nothing behind', async () => {
    const stream = open(() => Promise.reject(new Error('no database')));
    await expect(stream.next()).rejects.toThrow('no database');
    expect(await stream.next()).toEqual({ value: undefined, done: true });
    expect(hub.size).toBe(0);
  });
});
