import type { Evidence, Verdict } from './comparison.js';
import type { RecordedAssignment } from './records.js';

/** Agents: their statuses told once each, and never more conversations than their capacity. */
export const compareLoads = (evidence: Evidence): Verdict[] => [
  { promise: 'no agent was ever seen above capacity', differences: seenAbove(evidence) },
  { promise: 'no agent was ever recorded above capacity', differences: recordedAbove(evidence) },
  { promise: 'every change of status was delivered once', differences: statuses(evidence) },
];

const seenAbove = ({ ledger }: Evidence): string[] =>
  ledger.agentChanges
    .filter(({ agent }) => agent.activeCount > agent.capacity)
    .map(({ agent, cursor }) => `${agent.id} had ${agent.activeCount} of at most ${agent.capacity} (${cursor})`);

/** An assignment is its agent's from its start (inclusive) to its end (exclusive). */
const recordedAbove = ({ records, capacities }: Evidence): string[] => {
  const byAgent = Map.groupBy(
    records.flatMap(({ assignments }) => assignments),
    ({ agent }) => agent.id,
  );
  return [...byAgent].flatMap(([id, assignments]) => {
    const most = peak(assignments);
    const capacity = capacities.get(id);
    if (capacity === undefined) return [`${id} is none of the day’s agents`];
    return most > capacity ? [`${id} had ${most} of at most ${capacity}`] : [];
  });
};

const peak = (assignments: readonly RecordedAssignment[]): number => {
  const steps = assignments.flatMap(({ startedAt, endedAt }) => [
    { at: Date.parse(startedAt), step: 1 },
    ...(endedAt ? [{ at: Date.parse(endedAt), step: -1 }] : []),
  ]);
  let [load, most] = [0, 0];
  for (const { step } of steps.sort((one, other) => one.at - other.at || one.step - other.step)) {
    load += step;
    most = Math.max(most, load);
  }
  return most;
};

const statuses = ({ ledger }: Evidence): string[] => {
  const times = new Map<string, number>();
  for (const { cursor } of ledger.agentChanges) times.set(cursor, (times.get(cursor) ?? 0) + 1);
  const missed = ledger.statusDeeds
    .filter(({ cursor }) => !times.has(cursor))
    .map(({ agentId, status, cursor }) => `${status} of ${agentId} (${cursor}) never came`);
  return [...missed, ...[...times].filter(([, count]) => count > 1).map(([cursor, count]) => `${cursor} came ${count} times`)];
};
