import type { GraphFailure, GraphProblem } from '../../channels/meta/problems.js';
import { Refusal } from '../../errors.js';

const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

const saidBy = ({ platformMessage, words }: GraphProblem): string =>
  platformMessage && !words.includes(platformMessage) ? ` It said: ${sentence(platformMessage)}` : '';

/** In the words of the platform's reason; what passes by itself is not the credentials' fault, and is not tried again here. */
export const platformRefusal = ({ problem }: GraphFailure, path: readonly string[]): Refusal => {
  const { kind, words, retryAfterSeconds } = problem;
  if (kind === 'BAD_TOKEN' || kind === 'PERMANENT' || kind === 'WINDOW_CLOSED') {
    return new Refusal('ACCOUNT_REFUSED', `${sentence(words)}${saidBy(problem)}`, path);
  }
  const when = retryAfterSeconds ? `in ${retryAfterSeconds} seconds` : 'later';
  const why = kind === 'RATE_LIMITED' ? 'The platform takes no more calls at the moment' : 'The platform could not be asked';
  return new Refusal('PLATFORM_UNAVAILABLE', `${why}; nothing was changed. Try again ${when}.${saidBy(problem)}`);
};
