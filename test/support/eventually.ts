import { setTimeout as pause } from 'node:timers/promises';

/** Waits until the look is what was expected, at most `milliseconds`; gives the last look, so that an assertion can show it. */
export const eventually = async <Look>(
  look: () => Look | Promise<Look>,
  fits: (look: Look) => boolean,
  milliseconds = 20_000,
): Promise<Look> => {
  const until = Date.now() + milliseconds;
  for (;;) {
    const seen = await look();
    if (fits(seen) || Date.now() > until) return seen;
    await pause(10);
  }
};
