/** Bytes of a process after everything that can be let go was let go; run with --expose-gc. */
export interface Memory {
  /** Heap and buffers. */
  used: number;
  rss: number;
}

export const memory = (): Memory => {
  for (let times = 0; times < 3; times++) globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { used: heapUsed + external, rss };
};
