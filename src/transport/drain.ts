import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

export interface DrainOptions {
  /** How long after /readyz says no until new connections are refused: whoever stands before must have looked. */
  drainSeconds: number;
  /** Over how long the sockets are closed. */
  closeSeconds: number;
}

/** Waits, unless it is to be quick. */
export const unhurried = async (milliseconds: number, hurry: AbortSignal): Promise<void> => {
  if (hurry.aborted) return;
  await pause(milliseconds, undefined, { signal: hurry }).catch(() => undefined);
};

/**
 * The way out of a process that others stand beside: it says that it is not ready any more, then takes nobody new, then sends
 * away those who are there, a few at a time. What is under way in HTTP goes on.
 */
export class Drain {
  private begun = false;

  constructor(
    private readonly fastify: FastifyInstance,
    private readonly options: DrainOptions,
  ) {}

  get hasBegun(): boolean {
    return this.begun;
  }

  async run(closeSockets: (milliseconds: number, hurry: AbortSignal) => Promise<void>, hurry: AbortSignal): Promise<void> {
    this.begun = true;
    // A proxy that keeps connections is to bring the next request elsewhere; one that it sends just as we close is lost.
    this.fastify.server.prependListener('request', (_request, response) => response.setHeader('connection', 'close'));
    await unhurried(this.options.drainSeconds * 1000, hurry);
    this.fastify.server.close();
    await closeSockets(this.options.closeSeconds * 1000, hurry);
  }
}
