import { errorCode } from '../error-code.js';
import { SetupError } from '../setup-error.js';

/** What whoever typed the command should read: plain words for what they can mend, everything for what is a bug. */
export function explain(error: unknown): string {
  if (error instanceof SetupError) return error.message;
  const { address, port } = error as { address?: string; port?: number };
  switch (errorCode(error)) {
    case 'EADDRINUSE':
      return `Something else listens on ${address}:${port}. Stop it, or choose another port: PORT=4001 npm start (PORT=0 takes any free one).`;
    case 'EADDRNOTAVAIL':
      return `This machine has no address ${address}. HOST is the address to listen on, for example HOST=127.0.0.1`;
    default:
      return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const;

/** Runs a command-line program to its end; a failure sets the exit code. A signal ends it as an exit, which takes an embedded database with it. */
export async function runProgram(work: () => Promise<void>): Promise<void> {
  for (const [signal, code] of Object.entries(SIGNALS)) process.once(signal, () => process.exit(code));
  try {
    await work();
  } catch (error) {
    console.error(explain(error));
    process.exitCode = 1;
  }
}
