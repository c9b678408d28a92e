import type { Evidence, Verdict } from './comparison.js';
import { firstDifference } from './difference.js';
import type { AgentEar, HeardMessage } from './ledger.js';
import type { RecordedAssignment, RecordedConversation, RecordedMessage } from './records.js';

const label = (sequence: number): string => `message ${sequence}`;

/** Messages: recorded without gaps, as they were sent, and delivered once and in order to whoever should have them. */
export const compareMessages = (evidence: Evidence): Verdict[] => [
  { promise: 'every message sent is recorded once, as it was sent, numbered without gaps', differences: recorded(evidence) },
  { promise: 'every customer was delivered every message once and in order', differences: heardByCustomers(evidence) },
  { promise: 'every agent was delivered the messages of what they had, once and in order', differences: heardByAgents(evidence) },
];

const recorded = ({ ledger, records }: Evidence): string[] => {
  const differences: string[] = [];
  const texts = new Map<string, string[]>();
  const onPlatforms = new Set(ledger.platformPeople.map(({ conversationId }) => conversationId));
  const keyOf = (conversationId: string, clientMessageId: string | null): string => `${conversationId} ${clientMessageId}`;
  for (const { id, messages } of records) {
    const numbers = messages.map(({ sequence }) => label(sequence));
    const gap = firstDifference(
      messages.map((_, index) => label(index + 1)),
      numbers,
    );
    if (gap) differences.push(`${id}: ${gap}`);
    for (const { clientMessageId, text } of messages) {
      // What somebody wrote on a platform is looked at there.
      if (clientMessageId === null && onPlatforms.has(id)) continue;
      const key = keyOf(id, clientMessageId);
      texts.set(key, [...(texts.get(key) ?? []), text]);
    }
  }
  for (const { conversationId, clientMessageId, text } of ledger.sent) {
    const found = texts.get(keyOf(conversationId, clientMessageId)) ?? [];
    if (found.length !== 1) differences.push(`${conversationId}: ${clientMessageId} was sent once and is recorded ${found.length} times`);
    else if (found[0] !== text) differences.push(`${conversationId}: ${clientMessageId} is recorded with other words`);
    texts.delete(keyOf(conversationId, clientMessageId));
  }
  for (const key of texts.keys()) differences.push(`${key} is recorded, and nobody sent it`);
  return differences;
};

/** A customer follows a conversation from its first message on, which is their own. */
const heardByCustomers = ({ ledger, records }: Evidence): string[] => {
  const byId = new Map(records.map((record) => [record.id, record]));
  const differences: string[] = [];
  for (const { who, messages } of ledger.customers) {
    for (const { conversationId, firstClientMessageId, heard } of messages) {
      const record = byId.get(conversationId);
      if (!record) continue;
      const expected = record.messages.filter(({ clientMessageId }) => clientMessageId !== firstClientMessageId);
      const difference = firstDifference(expected.map(one), heard.map(heardOne));
      if (difference) differences.push(`${who}, ${conversationId}: ${difference}`);
    }
  }
  return differences;
};

const one = ({ id, sequence }: RecordedMessage): string => `${label(sequence)} (${id})`;
const heardOne = ({ message }: HeardMessage): string => `${label(message.sequence)} (${message.id})`;

type Belongs = 'yes' | 'no' | 'either';

/** Whether a message was written while an agent had the conversation; at the very millisecond of a change it may be either. */
const belongs = (assignments: readonly RecordedAssignment[], sentAt: string): Belongs => {
  const at = Date.parse(sentAt);
  let belonging: Belongs = 'no';
  for (const { startedAt, endedAt } of assignments) {
    const [from, to] = [Date.parse(startedAt), endedAt ? Date.parse(endedAt) : Number.POSITIVE_INFINITY];
    if (from < at && at < to) return 'yes';
    if (from <= at && at <= to) belonging = 'either';
  }
  return belonging;
};

const heardByAgents = ({ ledger, records }: Evidence): string[] => {
  const known = new Set(records.map(({ id }) => id));
  return ledger.agents.flatMap((agent) => {
    const heard = Map.groupBy(agent.inbox, ({ message }) => message.conversationId);
    const strange = [...heard.keys()].filter((id) => !known.has(id)).map((id) => `${agent.who}: ${id} is none of the day’s conversations`);
    return [...strange, ...records.flatMap((record) => heardOf(agent, record, heard.get(record.id) ?? []))];
  });
};

const heardOf = (agent: AgentEar, record: RecordedConversation, heard: readonly HeardMessage[]): string[] => {
  const had = record.assignments.filter((assignment) => assignment.agent.id === agent.id);
  if (had.length === 0 && heard.length === 0) return [];
  const found = heard.map(heardOne);
  const delivered = new Set(found);
  const expected = record.messages.filter((message) => {
    const belonging = belongs(had, message.sentAt);
    return belonging === 'yes' || (belonging === 'either' && delivered.has(one(message)));
  });
  const difference = firstDifference(expected.map(one), found);
  return difference ? [`${agent.who}, ${record.id}: ${difference}`] : [];
};
