/** Does the n-th operation over a connection; rejects when the answer is not the expected one. */
export type Operation = (connection: number, n: number) => Promise<void>;

export interface Load {
  connections: number;
  seconds: number;
}

export interface Measured {
  perSecond: number;
  operations: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
}

const percentile = (sorted: Float64Array, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

/** Closed loop: each connection asks again as soon as it was answered. */
export const loadWith = async (operation: Operation, { connections, seconds }: Load): Promise<Measured> => {
  const latencies: number[] = [];
  const began = performance.now();
  const ends = began + seconds * 1000;
  let n = 0;
  await Promise.all(
    Array.from({ length: connections }, async (_, connection) => {
      for (let asked = performance.now(); asked < ends; ) {
        await operation(connection, n++);
        const answered = performance.now();
        latencies.push(answered - asked);
        asked = answered;
      }
    }),
  );
  const took = (performance.now() - began) / 1000;
  const sorted = Float64Array.from(latencies).sort();
  return { perSecond: sorted.length / took, operations: sorted.length, p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99) };
};

/** The middle one by requests a second. */
export const medianOf = (rounds: readonly Measured[]): Measured => {
  const sorted = [...rounds].sort((one, other) => one.perSecond - other.perSecond);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (!middle) throw new Error('there was no round');
  return middle;
};
