import { readFlags } from '../../src/cli/flags.js';
import { SetupError } from '../../src/setup-error.js';

export interface ChaosOptions {
  /** Decides which faults come when; what people do besides depends on the machine. */
  seed: number;
  /** How long faults come; after that everything has as long as it needs, within bounds, to end. */
  seconds: number;
  nodes: number;
}

export const USAGE = `Plays a support day through several server processes while they, PostgreSQL, Redis and sockets are killed, stopped and frozen,
and checks afterwards that nothing was lost.

  npm run chaos -- [--seed N] [--seconds 60] [--nodes 3]

  --seed      which faults come, in which order. Default: a new one, printed
  --seconds   how long faults come, 10 to 600
  --nodes     how many server processes, 2 or 3`;

const whole = (name: string, text: string, least: number, most: number): number => {
  if (/^\d{1,10}$/.test(text) && Number(text) >= least && Number(text) <= most) return Number(text);
  throw new SetupError(`--${name} ${text} is not usable: expected a whole number from ${least} to ${most}.\n\n${USAGE}`);
};

/** Null when only help is wanted. */
export const readOptions = (args: string[]): ChaosOptions | null => {
  const TEXT = { type: 'string' } as const;
  const flags = readFlags(USAGE, { seed: TEXT, seconds: TEXT, nodes: TEXT }, args);
  if (!flags) return null;
  return {
    seed: whole('seed', flags.seed ?? String(Math.floor(Math.random() * 1_000_000)), 0, 4_294_967_295),
    seconds: whole('seconds', flags.seconds ?? '60', 10, 600),
    nodes: whole('nodes', flags.nodes ?? '3', 2, 3),
  };
};
