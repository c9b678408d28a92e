/** The refresh tokens of a session, as hashes. */
export interface RefreshHashes {
  /** Of the newest. */
  refreshHash: string;
  /** Of earlier ones that nobody has used yet; the newest last. */
  unusedHashes: string[];
  /** Of the one that was used last. */
  previousHash: string | null;
}

/** How many answers in a row may be lost; of more, the token that came first holds no longer. */
const MOST_LOST = 5;

/** The same with one token more: none that was not used stops holding by that. */
export const withNext = ({ refreshHash, unusedHashes, previousHash }: RefreshHashes, next: string): RefreshHashes => ({
  refreshHash: next,
  unusedHashes: [...unusedHashes, refreshHash].slice(-MOST_LOST),
  previousHash,
});

/**
 * What holds after a token was presented and `next` given for it; null when it was used up: then two hold it. By its use all
 * its siblings are void. Where `forgives`, the token that was used last may be presented again until one of its successors
 * was: the answers with them were lost. A thief gains nothing for good: once either of the two uses theirs, the other's
 * gives them away.
 */
export const afterUse = (held: RefreshHashes, given: string, next: string, forgives: boolean): RefreshHashes | null => {
  if (given === held.refreshHash || held.unusedHashes.includes(given)) {
    return { refreshHash: next, unusedHashes: [], previousHash: given };
  }
  return forgives && given === held.previousHash ? withNext(held, next) : null;
};
