import type { Application } from '../services/application.js';

/** Which try this is. */
export interface Attempt {
  number: number;
  /** None comes after it: what still fails now has failed. */
  isLast: boolean;
}

/**
 * What a job does. It may run again after a crash, and beside itself when a process was only believed dead: what must not
 * happen twice is guarded by what it writes. Throwing asks for another try; what is refused for good is recorded, not thrown.
 */
export type Task = (app: Application, payload: unknown, attempt: Attempt) => Promise<void>;
