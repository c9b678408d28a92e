import { setTimeout as pause } from 'node:timers/promises';

/** It is over by itself 6 seconds after the last time it was said. */
const AGAIN_MILLISECONDS = 3_000;

/** Says that somebody types, again and again for as long as they do. */
export const whileTyping = async (say: () => Promise<unknown>, typed: Promise<void>): Promise<void> => {
  const isDone = typed.then(() => true);
  do await say();
  while (!(await Promise.race([isDone, pause(AGAIN_MILLISECONDS, false, { ref: false })])));
};
