import { parseArgs } from 'node:util';
import { Control } from './control.js';
import { PlatformStandIn } from './stand-in.js';

/**
 * The stand-in as a program: `node --import ./test/support/typescript-hooks.js test/support/platform/main.ts --port 4080`. The
 * one who started it does with it what people do, under /control; it ends with them.
 */
const { port } = parseArgs({ options: { port: { type: 'string', default: '0' } } }).values;
const standIn = await PlatformStandIn.start({ port: Number(port) });
const control = new Control(standIn);
standIn.serveControl((request, response) => control.serve(request, response));
console.log(`listening on ${standIn.url}`);

const stop = async (): Promise<void> => {
  await standIn.stop();
  process.exit(0);
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
process.stdin.on('end', () => void stop()).resume();
