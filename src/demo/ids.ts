import { v7 } from 'uuid';
import type { Random } from '../dialogues/random.js';

/** The demo workspace is recognised by its id. */
export const WORKSPACE_ID = '019b0000-0000-7000-8000-0000000de300';

/** Ids as the server makes them, so that they sort by time, but the same in every demo of the same moment. */
export class Ids {
  private readonly known = new Map<unknown, string>();

  constructor(private readonly random: Random) {}

  next(at: number): string {
    return v7({ msecs: at, random: this.random.bytes(16) });
  }

  /** The id of a piece of content (an object, or a key): the same whenever it is asked for; made at the first time. */
  of(content: unknown, at = 0): string {
    const id = this.known.get(content) ?? this.next(at);
    this.known.set(content, id);
    return id;
  }
}
