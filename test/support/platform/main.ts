import { parseArgs } from 'node:util';
import { Control } from './control.js';
import { PlatformStandIn } from './stand-in.js';

/**
 * The stand-in as a program: `node --import ./test/support/typescript-hooks.js test/support/platform/main.ts --port 4080`. The
 * one who started it does with it what people do, under /control; it ends with them. `--repeats 2` posts every webhook twice,
 * `--at-once 8` so many at the same time.
 */
const NUMBER = { type: 'string' } as const;
const { values } = parseArgs({ options: { port: NUMBER, repeats: NUMBER, 'at-once': NUMBER } });
const { port = '0', repeats = '1', 'at-once': atOnce = '1' } = values;
const standIn = await PlatformStandIn.start({ port: Number(port) });
Object.assign(standIn.webhooks, { repeats: Number(repeats), atOnce: Number(atOnce) });
const control = new Control(standIn);
standIn.serveControl((request, response) => control.serve(request, response));
console.log(`listening on ${standIn.url}`);

const stop = async (): Promise<void> => {
  await standIn.stop();
  process.exit(0);
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
process.stdin.on('end', () => void stop()).resume();
