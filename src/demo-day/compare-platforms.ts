import type { Evidence, Verdict } from './comparison.js';
import { firstDifference } from './difference.js';
import type { PlatformEar } from './ledger.js';
import type { RecordedConversation } from './records.js';

/** What people wrote and got on platforms, held against what the conversations hold. Nothing without --channels. */
export const comparePlatforms = (evidence: Evidence): Verdict[] =>
  evidence.ledger.platformPeople.length === 0
    ? []
    : [
        { promise: 'every message written on a platform is recorded once, in order, as it was written', differences: unrecorded(evidence) },
        { promise: 'every message to somebody on a platform reached their phone once and in order', differences: brought(evidence) },
      ];

type Recorded = Pick<Evidence, 'ledger' | 'records'>;

const saidBy = (sender: 'AGENT' | 'CUSTOMER', { messages }: RecordedConversation): string[] =>
  messages.filter(({ senderKind }) => senderKind === sender).map(({ text }) => text);

const eachPerson = (
  { ledger, records }: Recorded,
  compare: (person: PlatformEar, record: RecordedConversation) => string | null,
): string[] => {
  const byId = new Map(records.map((record) => [record.id, record]));
  return ledger.platformPeople.flatMap((person) => {
    const record = byId.get(person.conversationId);
    const difference = record ? compare(person, record) : `${person.conversationId} is in no list`;
    return difference ? [`${person.who}, ${person.conversationId}: ${difference}`] : [];
  });
};

/** What was written on a platform, and is not recorded as it should be, or not yet. */
export const unrecorded = (evidence: Recorded): string[] =>
  eachPerson(evidence, ({ wrote }, record) => firstDifference(wrote, saidBy('CUSTOMER', record)));

const brought = (evidence: Evidence): string[] => {
  const ids = evidence.ledger.platformPeople.flatMap(({ received }) => received.map(({ messageId }) => messageId));
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id} was brought twice`);
  const texts = ({ received }: PlatformEar): string[] => received.map(({ text }) => text);
  return [...twice, ...eachPerson(evidence, (person, record) => firstDifference(saidBy('AGENT', record), texts(person)))];
};
