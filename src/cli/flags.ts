import { type ParseArgsConfig, parseArgs } from 'node:util';
import { SetupError } from '../setup-error.js';

type Flags = NonNullable<ParseArgsConfig['options']>;
type Values<Wanted extends Flags> = ReturnType<typeof parseArgs<{ options: Wanted }>>['values'];

/** What was typed behind a program's name; null when only help is wanted. What the program does not know is refused with its usage. */
export const readFlags = <const Wanted extends Flags>(
  usage: string,
  wanted: Wanted,
  args: string[] = process.argv.slice(2),
): Values<Wanted> | null => {
  try {
    const { values } = parseArgs({ args, options: { ...wanted, help: { type: 'boolean', short: 'h' } } });
    return 'help' in values ? null : (values as Values<Wanted>);
  } catch (error) {
    throw new SetupError(`${(error as Error).message}\n\n${usage}`);
  }
};
