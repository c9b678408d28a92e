/** Says where two lists that should be the same part; null when they are. */
export const firstDifference = (expected: readonly string[], found: readonly string[]): string | null => {
  const at = expected.findIndex((item, index) => item !== found[index]);
  if (at !== -1) return `expected ${expected[at]} as number ${at + 1}, and it is ${found[at] ?? 'missing'}`;
  return found.length > expected.length ? `${found[expected.length]} is one too many` : null;
};
