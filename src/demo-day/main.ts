import { runDemo } from './run-demo.js';

const output = {
  isTerminal: process.stdout.isTTY === true,
  columns: () => process.stdout.columns,
  write: (text: string) => void process.stdout.write(text),
};

/** The first Ctrl-C ends the day early and puts everything away; the second one ends the program. */
const onInterrupt = (interrupt: () => void): void => {
  process.once('SIGINT', () => {
    process.once('SIGINT', () => process.exit(130));
    interrupt();
  });
};

process.exitCode = (await runDemo(process.argv.slice(2), { output, onInterrupt })).exitCode;
