import type { Evidence, Verdict } from './comparison.js';
import { firstDifference } from './difference.js';
import type { HeardChange } from './ledger.js';

/** What customers are told of; notes, topics and tickets are the desk's own. */
const TOLD_TO_CUSTOMERS = new Set(['QUEUED', 'ASSIGNED', 'HANDED_BACK', 'ENDED', 'ABANDONED', 'RESOLVED', 'REACTIVATED']);
/** What concerns exactly one agent. */
const TOLD_TO_ONE_AGENT = new Set(['ASSIGNED', 'RESOLVED']);

const label = ({ change, conversation, cursor }: HeardChange): string => `${change} of ${conversation.id} (${cursor})`;

/** Conversations: every one accounted for, and every change of one delivered once and in order. */
export const compareChanges = (evidence: Evidence): Verdict[] => [
  { promise: 'every conversation is accounted for, and over', differences: accounted(evidence) },
  { promise: 'every change was delivered to the administrator once', differences: heardByAdministrator(evidence) },
  { promise: 'every customer was told of every change once and in order', differences: heardByCustomers(evidence) },
  { promise: 'every agent was told of every change that concerns them once and in order', differences: heardByAgents(evidence) },
];

const OVER = new Set(['RESOLVED', 'ABANDONED']);

const accounted = ({ ledger, records }: Evidence): string[] => {
  const begun = [
    ...ledger.customers.flatMap(({ who, conversationIds }) => conversationIds.map((id) => ({ who, id }))),
    ...ledger.platformPeople.map(({ who, conversationId }) => ({ who, id: conversationId })),
  ];
  const ids = records.map(({ id }) => id);
  return [
    ...begun.filter(({ id }) => !ids.includes(id)).map(({ who, id }) => `${id} of ${who} is in no list`),
    ...ids.filter((id) => !begun.some((one) => one.id === id)).map((id) => `${id} was begun by none of the day’s customers`),
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id} is in the lists twice`),
    ...records.filter(({ state }) => !OVER.has(state)).map(({ id, state }) => `${id} is still ${state}`),
    ...records.filter(({ state, topic }) => state === 'RESOLVED' && !topic).map(({ id }) => `${id} was resolved without a topic`),
  ];
};

const heardByAdministrator = ({ ledger, records }: Evidence): string[] => {
  const differences: string[] = [];
  const byCursor = Map.groupBy(ledger.changes, ({ cursor }) => cursor);
  for (const [cursor, events] of byCursor) if (events.length > 1) differences.push(`${cursor} came ${events.length} times`);
  for (const { cursor, changes, conversationId } of ledger.deeds) {
    const event = byCursor.get(cursor)?.[0];
    const fits = event && event.conversation.id === conversationId && changes.includes(event.change);
    if (!fits)
      differences.push(`${changes.join(' or ')} of ${conversationId} (${cursor}) ${event ? `came as ${label(event)}` : 'never came'}`);
  }
  const byConversation = Map.groupBy(ledger.changes, ({ conversation }) => conversation.id);
  const handedOver = Map.groupBy(
    ledger.deeds.filter(({ changes }) => changes.includes('ASSIGNED')),
    ({ conversationId }) => conversationId,
  );
  for (const { id, assignments, state, ticket } of records) {
    const events = byConversation.get(id) ?? [];
    const count = (change: string): number => events.filter((event) => event.change === change).length;
    const routed = assignments.filter(({ reason }) => reason === 'ROUTED').length;
    const expected: [string, number][] = [
      ['QUEUED', 1],
      ['ASSIGNED', routed + (handedOver.get(id)?.length ?? 0)],
      ['CONVERTED', ticket ? 1 : 0],
      ['ABANDONED', state === 'ABANDONED' ? 1 : 0],
      ['RESOLVED', state === 'RESOLVED' ? count('REACTIVATED') + 1 : count('REACTIVATED')],
    ];
    for (const [change, times] of expected) {
      if (count(change) !== times) differences.push(`${change} of ${id} should have come ${times} times, and came ${count(change)} times`);
    }
  }
  return differences;
};

/** The administrator's stream is the measure: the same events bear the same cursors for everybody. */
const heardByCustomers = ({ ledger }: Evidence): string[] => {
  const told = Map.groupBy(
    ledger.changes.filter(({ change }) => TOLD_TO_CUSTOMERS.has(change)),
    ({ conversation }) => conversation.id,
  );
  return ledger.customers.flatMap(({ who, conversationIds, changes }) =>
    conversationIds.flatMap((id, index) => {
      // They follow from behind what their own start of the chat caused.
      const expected = (told.get(id) ?? []).filter(({ change }) => index > 0 || change !== 'QUEUED');
      const found = changes.filter(({ conversation }) => conversation.id === id);
      const difference = firstDifference(expected.map(label), found.map(label));
      return difference ? [`${who}: ${difference}`] : [];
    }),
  );
};

const heardByAgents = ({ ledger }: Evidence): string[] => {
  const differences: string[] = [];
  const place = new Map(ledger.changes.map(({ cursor }, index) => [cursor, index]));
  const told = new Map<string, number>();
  for (const { who, changes } of ledger.agents) {
    let last = -1;
    for (const event of changes) {
      const here = place.get(event.cursor) ?? -1;
      if (here <= last) differences.push(`${who}: ${label(event)} ${here === -1 ? 'came to nobody else' : 'came again, or too late'}`);
      last = Math.max(last, here);
      told.set(event.cursor, (told.get(event.cursor) ?? 0) + 1);
    }
  }
  for (const event of ledger.changes) {
    const times = told.get(event.cursor) ?? 0;
    if (TOLD_TO_ONE_AGENT.has(event.change) && times !== 1) differences.push(`${label(event)} came to ${times} agents`);
  }
  return differences;
};
