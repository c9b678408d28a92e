import { parseArgs } from 'node:util';
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
  try {
    const { values } = parseArgs({ args, options: { nodes: TEXT, port: TEXT, help: { type: 'boolean', short: 'h' } } });
    if (values.help) return null;
    return { nodes: wholeNumber('nodes', values.nodes ?? '3', 1, 16), port: wholeNumber('port', values.port ?? '8080', 1, 65_535) };
  } catch (error) {
    if (error instanceof SetupError) throw error;
    throw new SetupError(`${(error as Error).message}\n\n${USAGE}`);
  }
};
