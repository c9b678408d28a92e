import type { GraphFailure } from '../../channels/meta/problems.js';
import { Refusal } from '../../errors.js';

/** In the platform's reason's words; what may go by itself is not the credentials' fault. */
export const platformRefusal = ({ problem }: GraphFailure, path: readonly string[]): Refusal => {
  const { kind, words, platformMessage } = problem;
  const whole = platformMessage && !words.includes(platformMessage) ? `${words} It said: ${platformMessage}` : words;
  const said = whole.replace(/(?<![.!?])$/, '.');
  return kind === 'BAD_TOKEN' || kind === 'PERMANENT' || kind === 'WINDOW_CLOSED'
    ? new Refusal('ACCOUNT_REFUSED', said, path)
    : new Refusal('PLATFORM_UNAVAILABLE', said, path);
};
