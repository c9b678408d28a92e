import { readFlags } from '../src/cli/flags.js';
import { SetupError } from '../src/setup-error.js';

export const NAMES = ['W1', 'W2', 'W3A', 'W3B', 'W4', 'W5', 'W6', 'W7'] as const;
export type Name = (typeof NAMES)[number];

export interface Options {
  only: readonly Name[];
  rounds: number;
  seconds: number;
  large: boolean;
  /** Conversations in the archive that W1 and W2 are measured on. */
  archived: number;
  /** Tells where the server's time goes, instead of measuring. */
  profile: boolean;
  /** Whether the table is kept under bench/results. */
  keep: boolean;
}

export const USAGE = `Measures the server against baselines in the same run; what W1 to W7 are, docs/decisions tells: speed, fan-out, many-nodes.

  npm run bench -- [options]

  --only W1[,W2,W3a,…] only these of W1, W2, W3a, W3b, W4, W5, W6, W7 (default: all; W7 needs redis-server)
  --rounds N          rounds of which the median counts (default: 3)
  --seconds N         length of a round for each of the two sides (default: 10)
  --archived N        size of W1's and W2's archive (default: 1000000)
  --large             W6 on 10,000,000 conversations too, made without what a search needs (half an hour, 40 GB of disk)
  --profile           tells where the server's time goes, by layer, instead of measuring
  --keep              keeps the table under bench/results`;

const whole = (name: string, text: string): number => {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new SetupError(`--${name} takes a whole number from 1, not ${text}.\n\n${USAGE}`);
  return Number(text);
};

const isName = (text: string): text is Name => (NAMES as readonly string[]).includes(text);

const TEXT = { type: 'string' } as const;
const CHOICE = { type: 'boolean', default: false } as const;

/** Null when only help is wanted. */
export const readOptions = (args: string[]): Options | null => {
  const values = readFlags(
    USAGE,
    {
      only: { ...TEXT, default: NAMES.join(',') },
      rounds: { ...TEXT, default: '3' },
      seconds: { ...TEXT, default: '10' },
      archived: { ...TEXT, default: '1000000' },
      large: CHOICE,
      profile: CHOICE,
      keep: CHOICE,
    },
    args,
  );
  if (!values) return null;
  const only = values.only.split(',').map((name) => name.trim().toUpperCase());
  if (!only.every(isName)) throw new SetupError(`--only takes ${NAMES.join(', ')}.\n\n${USAGE}`);
  const { large, profile, keep } = values;
  return {
    only,
    rounds: whole('rounds', values.rounds),
    seconds: whole('seconds', values.seconds),
    archived: whole('archived', values.archived),
    large,
    profile,
    keep,
  };
};
