import { loadWith, type Measured, medianOf } from './load.js';
import type { ServerProcess } from './subject.js';
import type { Workload } from './workloads/workload.js';

export const CONNECTIONS = 32;
export const POOL = 16;
const WARM_UP_SECONDS = 3;

export interface Compared {
  name: string;
  title: string;
  baseline: Measured;
  subject: Measured;
  ratio: number;
  /** Statements of the server an operation, its reading of the event log included. */
  statements: number;
  /** Microseconds of the server's process an operation. */
  cpu: number;
  /** Bytes of the server's process after the last round. */
  rss: number;
}

export interface Rounds {
  rounds: number;
  seconds: number;
}

/** Baseline and subject take turns on the same data, so that whatever else the machine does meets both. */
export const compare = async (
  workload: Workload,
  subject: ServerProcess,
  { rounds, seconds }: Rounds,
  progress: (line: string) => void,
): Promise<Compared> => {
  const warmUp = { connections: CONNECTIONS, seconds: Math.min(seconds, WARM_UP_SECONDS) };
  await loadWith(workload.baseline, warmUp);
  await loadWith(workload.subject, warmUp);
  const measured: { baseline: Measured[]; subject: Measured[] } = { baseline: [], subject: [] };
  const before = await subject.usage();
  let operations = 0;
  for (let round = 1; round <= rounds; round++) {
    const baseline = await loadWith(workload.baseline, { connections: CONNECTIONS, seconds });
    const ours = await loadWith(workload.subject, { connections: CONNECTIONS, seconds });
    measured.baseline.push(baseline);
    measured.subject.push(ours);
    operations += ours.operations;
    progress(`${workload.name} round ${round}: baseline ${Math.round(baseline.perSecond)}/s, server ${Math.round(ours.perSecond)}/s`);
  }
  const after = await subject.usage();
  const [baseline, ours] = [medianOf(measured.baseline), medianOf(measured.subject)];
  return {
    name: workload.name,
    title: workload.title,
    baseline,
    subject: ours,
    ratio: ours.perSecond / baseline.perSecond,
    statements: (after.statements - before.statements) / operations,
    cpu: (after.cpu - before.cpu) / operations,
    rss: after.rss,
  };
};
