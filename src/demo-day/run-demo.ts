import { type Play, playDay } from './demo-day.js';
import { DemoError, readOptions, USAGE } from './options.js';
import { type Summary, summaryLines } from './summary.js';

export interface Finished {
  /** 0 when everything held, 1 when something did not, 2 when it could not be played. */
  exitCode: number;
  summary: Summary | null;
}

/** `npm run demo` with these arguments: plays, prints, and says how it went. */
export const runDemo = async (args: readonly string[], play: Play): Promise<Finished> => {
  const print = (...lines: string[]): void => play.output.write(`${lines.join('\n')}\n`);
  try {
    const options = readOptions(args);
    if (!options) {
      print(USAGE);
      return { exitCode: 0, summary: null };
    }
    const { customers, agents, seconds, seed, url } = options;
    print(`A day of ${seconds} s at ${url}: ${customers} customers, ${agents} agents, --seed ${seed}`);
    const summary = await playDay(options, play);
    print('', ...summaryLines(summary));
    return { exitCode: summary.verdicts.every(({ differences }) => differences.length === 0) ? 0 : 1, summary };
  } catch (error) {
    if (!(error instanceof DemoError)) throw error;
    print(error.message);
    return { exitCode: 2, summary: null };
  }
};
