import type { Message } from './talk-messages';

/** What `Ticks` brings. */
export interface TicksData {
  readStateChanged: { kind?: string; by?: string; sequence?: number; conversation?: { id: string } };
}

/** What `FollowTyping` brings. */
export interface TypingData {
  typingChanged: { name: string; typing: boolean };
}

type Author = 'CUSTOMER' | 'AGENT';

/** Up to which message the other side has read: what it marked, and whatever stands before words of its own. */
export function readUpTo(messages: readonly Message[], marked: number, own: Author): number {
  const theirs = messages.filter(({ senderKind }) => senderKind !== own).map(({ sequence }) => sequence);
  return Math.max(marked, ...theirs);
}

/** The newest message of the other side; 0 when there is none. */
export function newestOf(messages: readonly Message[], author: Author): number {
  return Math.max(0, ...messages.filter(({ senderKind }) => senderKind === author).map(({ sequence }) => sequence));
}

/** Says that its user types: at once, and again every 3 seconds while they go on. */
export class TypingTeller {
  private saidAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly say: () => Promise<unknown>) {}

  readonly typed = (): void => {
    if (performance.now() - this.saidAt < 3_000) return;
    this.saidAt = performance.now();
    // Nothing of it is worth a word when it fails.
    this.say().catch(() => undefined);
  };

  /** A message went out, which ends it. */
  sent(): void {
    this.saidAt = Number.NEGATIVE_INFINITY;
  }
}
