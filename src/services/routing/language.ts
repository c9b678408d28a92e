/** Basic filtering of RFC 4647: a rule's tag matches itself and everything more particular; capitals do not matter. */
export const matchesLanguage = (range: string, tag: string | null): boolean => {
  if (tag === null) return false;
  const [wanted, given] = [range.toLowerCase(), tag.toLowerCase()];
  return given === wanted || given.startsWith(`${wanted}-`);
};
