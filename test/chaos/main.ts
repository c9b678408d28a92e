import { explain } from '../../src/cli/program.js';
import { playChaos } from './chaos.js';
import { readOptions, USAGE } from './options.js';

const say = (line: string): void => console.log(line);

// What runs beside us is ended when we exit.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

try {
  const options = readOptions(process.argv.slice(2));
  if (!options) say(USAGE);
  else {
    const { faults, summary } = await playChaos(options, say);
    for (const line of summary) say(line);
    say(faults.length === 0 ? 'Nothing was lost.' : `${faults.length} faults found:`);
    for (const fault of faults.slice(0, 50)) say(`  ${fault}`);
    if (faults.length > 0) {
      say(`Again: npm run chaos -- --seed ${options.seed} --seconds ${options.seconds} --nodes ${options.nodes}`);
      process.exitCode = 1;
    }
  }
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
