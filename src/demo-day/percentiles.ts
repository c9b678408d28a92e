/** The value that so many of a hundred do not exceed (nearest rank); null of none. */
export const percentile = (values: readonly number[], of100: number): number | null => {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil((of100 / 100) * sorted.length) - 1)] ?? null;
};

/** `850 µs`, `12 ms`, `3.4 s`, `2 min 5 s`: as a person says it. */
export const duration = (milliseconds: number | null): string => {
  if (milliseconds === null) return '–';
  if (milliseconds < 1) return `${Math.round(milliseconds * 1000)} µs`;
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(Math.round(seconds) / 60)} min ${Math.round(seconds) % 60} s`;
};
