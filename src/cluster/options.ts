import { readFlags } from '../cli/flags.js';
import { SetupError } from '../setup-error.js';

export interface ClusterOptions {
  nodes: number;
  port: number;
}

export const USAGE = `Starts several server processes behind nginx on this machine, to try the shape of deploy/.

  npm run cluster -- [--nodes 3] [--port 8080]

  --nodes   how many processes, 1 to 16
  --port    where nginx listens, on 127.0.0.1 only; the processes take any free ports`;

const wholeNumber = (name: string, text: string, least: number, most: number): number => {
  if (/^\d{1,5}$/.test(text) && Number(text) >= least && Number(text) <= most) return Number(text);
  throw new SetupError(`--${name} ${text} is not usable: expected a whole number from ${least} to ${most}, for example --${name} ${least}`);
};

/** Null when only help is wanted. */
export const readOptions = (args: string[]): ClusterOptions | null => {
  const TEXT = { type: 'string' } as const;
  const flags = readFlags(USAGE, { nodes: TEXT, port: TEXT }, args);
  return flags && { nodes: wholeNumber('nodes', flags.nodes ?? '3', 1, 16), port: wholeNumber('port', flags.port ?? '8080', 1, 65_535) };
};
