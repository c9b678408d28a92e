import { describe, expect, jest, test } from '@jest/globals';
import { BoundedQueue } from '../../src/events/bounded-queue.js';

const done = { value: undefined, done: true };
const item = (value: number) => ({ value, done: false });

/** Whether a promise has settled once everything that can run has run. */
const settled = async (promise: Promise<unknown>): Promise<boolean> => {
  let isSettled = false;
  const note = (): void => {
    isSettled = true;
  };
  promise.then(note, note);
  await new Promise(setImmediate);
  return isSettled;
};

describe('BoundedQueue', () => {
  test('gives what was pushed, in order, whether the reader comes first or the item', async () => {
    const queue = new BoundedQueue<number>();
    const waiting = queue.next();
    queue.push(1);
    queue.push(2);
    queue.push(3);
    expect(queue.length).toBe(2);
    expect([await waiting, await queue.next(), await queue.next()]).toEqual([item(1), item(2), item(3)]);
    expect(queue.length).toBe(0);
  });

  test('pushLatest takes the place of what still waits, and goes at once to who waits for it', async () => {
    const queue = new BoundedQueue<number>();
    for (const value of [1, 2, 3]) queue.pushLatest(value);
    expect(await queue.next()).toEqual(item(3));
    const waiting = queue.next();
    queue.pushLatest(4);
    expect(await waiting).toEqual(item(4));
  });

  test('return() ends a pending next() at once, lets go of what waits, and tells the owner once', async () => {
    const queue = new BoundedQueue<number>();
    const onEnd = jest.fn();
    queue.onEnd = onEnd;
    const pending = queue.next();
    expect(await queue.return()).toEqual(done);
    expect(await pending).toEqual(done);
    queue.push(1);
    expect(queue.length).toBe(0);
    await queue.return();
    queue.end();
    expect(onEnd).toHaveBeenCalledTimes(1);
    expect(await queue.next()).toEqual(done);
  });

  test('end() lets what waits be read first', async () => {
    const queue = new BoundedQueue<number>();
    queue.push(1);
    queue.end();
    queue.push(2);
    expect([await queue.next(), await queue.next(), await queue.next()]).toEqual([item(1), done, done]);
  });

  test('fail() throws once, after what waits was read, and then it has ended', async () => {
    const queue = new BoundedQueue<number>();
    queue.push(1);
    queue.fail(new Error('lost'));
    expect(await queue.next()).toEqual(item(1));
    await expect(queue.next()).rejects.toThrow('lost');
    expect(await queue.next()).toEqual(done);
  });

  test('fail() throws to who waits', async () => {
    const queue = new BoundedQueue<number>();
    const pending = queue.next();
    queue.fail(new Error('lost'));
    await expect(pending).rejects.toThrow('lost');
  });

  test('drained() waits until everything was read, or nobody reads any more', async () => {
    const queue = new BoundedQueue<number>();
    expect(await settled(queue.drained())).toBe(true);
    queue.push(1);
    queue.push(2);
    const drained = queue.drained();
    await queue.next();
    expect(await settled(drained)).toBe(false);
    await queue.next();
    expect(await settled(drained)).toBe(true);
    queue.push(3);
    const abandoned = queue.drained();
    await queue.return();
    expect(await settled(abandoned)).toBe(true);
    expect(await settled(queue.drained())).toBe(true);
  });

  test('a `for await` that breaks ends it', async () => {
    const queue = new BoundedQueue<number>();
    const onEnd = jest.fn();
    queue.onEnd = onEnd;
    for (const value of [1, 2, 3]) queue.push(value);
    const seen: number[] = [];
    for await (const value of queue) {
      seen.push(value);
      if (value === 2) break;
    }
    expect([seen, queue.length]).toEqual([[1, 2], 0]);
    expect(onEnd).toHaveBeenCalledTimes(1);
  });
});
