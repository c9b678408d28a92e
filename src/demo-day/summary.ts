import type { Evidence, Verdict } from './comparison.js';
import { duration, percentile } from './percentiles.js';

const SHOWN = 5;

export interface Summary {
  customers: number;
  /** Those who never got in: the day was cut short, or the server limits how many chats an address starts. */
  absent: number;
  conversations: number;
  assigned: number;
  resolved: number;
  abandoned: number;
  converted: number;
  handedOver: number;
  handedBack: number;
  reopened: number;
  messages: number;
  /** How often somebody saw the other side begin to type, and how often that it had read. */
  typingSeen: number;
  readsSeen: number;
  /** Refusals that belong to a day: somebody else acted at the same time, or a colleague had no room. */
  refused: Record<string, number>;
  waitP50: number | null;
  waitP90: number | null;
  latencyP50: number | null;
  latencyP99: number | null;
  /** Whether all promises about messages hold. */
  everyMessageOnce: boolean;
  /** How many of the customers wrote from where; empty without --channels. */
  platforms: Record<string, number>;
  phoneP50: number | null;
  phoneP99: number | null;
  verdicts: Verdict[];
}

export const summarise = ({ ledger, records }: Evidence, verdicts: Verdict[], expected: number): Summary => {
  const heard = (change: string): number => ledger.changes.filter((event) => event.change === change).length;
  const assigned = records.filter(({ assignments }) => assignments.length > 0);
  const waits = assigned.map(({ startedAt, assignments }) => Date.parse(assignments[0]?.startedAt ?? startedAt) - Date.parse(startedAt));
  const outcome = (wanted: string): number => records.filter((record) => record.outcome === wanted).length;
  return {
    customers: ledger.arrived,
    absent: expected - ledger.arrived,
    conversations: records.length,
    assigned: assigned.length,
    resolved: outcome('RESOLVED'),
    abandoned: outcome('ABANDONED'),
    converted: outcome('CONVERTED'),
    handedOver: records.flatMap(({ assignments }) => assignments).filter(({ reason }) => reason === 'MANUAL').length,
    handedBack: heard('HANDED_BACK'),
    reopened: heard('REACTIVATED'),
    messages: records.reduce((sum, { messages }) => sum + messages.length, 0),
    typingSeen: ledger.typingSeen,
    readsSeen: ledger.readsSeen,
    refused: Object.fromEntries([...Map.groupBy(ledger.refusals, (code) => code)].map(([code, times]) => [code, times.length])),
    waitP50: percentile(waits, 50),
    waitP90: percentile(waits, 90),
    latencyP50: percentile(ledger.latencies, 50),
    latencyP99: percentile(ledger.latencies, 99),
    platforms: Object.fromEntries([...Map.groupBy(ledger.platformPeople, ({ via }) => via)].map(([via, people]) => [via, people.length])),
    phoneP50: percentile(ledger.phoneLatencies, 50),
    phoneP99: percentile(ledger.phoneLatencies, 99),
    everyMessageOnce: verdicts.filter(({ promise }) => promise.includes('message')).every(({ differences }) => differences.length === 0),
    verdicts,
  };
};

const verdictLines = ({ promise, differences }: Verdict): string[] => {
  if (differences.length === 0) return [`  yes  ${promise}`];
  const more = differences.length > SHOWN ? [`         … and ${differences.length - SHOWN} more`] : [];
  return [`  NO   ${promise}`, ...differences.slice(0, SHOWN).map((difference) => `         ${difference}`), ...more];
};

const platformLines = ({ platforms, phoneP50, phoneP99 }: Summary): string[] => {
  const from = Object.entries(platforms).map(([via, people]) => `${people} ${via}`);
  if (from.length === 0) return [];
  return [`  platforms      ${from.join(', ')}`, `  send → phone   p50 ${duration(phoneP50)}, p99 ${duration(phoneP99)}`];
};

/** The summary as it is printed. */
export const summaryLines = (summary: Summary): string[] => {
  const { customers, conversations, assigned, resolved, abandoned, converted } = summary;
  const refused = Object.entries(summary.refused);
  return [
    'The day',
    `  customers      ${customers}, with ${conversations} conversations${summary.absent > 0 ? `; ${summary.absent} more never got in` : ''}`,
    `  assigned       ${assigned}; ${summary.handedOver} handed over, ${summary.handedBack} handed back, ${summary.reopened} reopened`,
    `  resolved       ${resolved}`,
    `  converted      ${converted} to tickets`,
    `  abandoned      ${abandoned}`,
    `  waiting        p50 ${duration(summary.waitP50)}, p90 ${duration(summary.waitP90)}`,
    `  messages       ${summary.messages}; seen typing ${summary.typingSeen} times, seen read ${summary.readsSeen} times`,
    `  refused        ${refused.map(([code, times]) => `${times} ${code}`).join(', ') || 'nothing'}`,
    ...platformLines(summary),
    `  send → receive p50 ${duration(summary.latencyP50)}, p99 ${duration(summary.latencyP99)}`,
    '',
    'What the server promises',
    ...summary.verdicts.flatMap(verdictLines),
    '',
    `Every message delivered once and in order: ${summary.everyMessageOnce ? 'yes' : 'NO'}`,
  ];
};
