import { compareChanges } from './compare-changes.js';
import { compareLoads } from './compare-loads.js';
import { compareMessages } from './compare-messages.js';
import { comparePlatforms } from './compare-platforms.js';
import type { Ledger } from './ledger.js';
import type { RecordedConversation } from './records.js';

/** What the server holds on one side, and on the other what every subscription delivered. */
export interface Evidence {
  ledger: Ledger;
  records: readonly RecordedConversation[];
  capacities: ReadonlyMap<string, number>;
}

/** A rule that was promised, and where it does not hold. */
export interface Verdict {
  promise: string;
  differences: string[];
}

/** Holds what was seen against what is recorded. */
export const compare = (evidence: Evidence): Verdict[] => [
  ...compareMessages(evidence),
  ...comparePlatforms(evidence),
  ...compareChanges(evidence),
  ...compareLoads(evidence),
  { promise: 'nothing failed on the way', differences: evidence.ledger.faults },
];
