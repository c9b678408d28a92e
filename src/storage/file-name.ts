const LONGEST = 120;
const LONGEST_EXTENSION = 12;

/**
 * A name that is safe to show and to save under: the last part of a path, without control characters, without those that
 * turn the direction of writing (`exe.gpj` shown as `jpg.exe`), and none that Windows keeps for itself.
 */
export const cleanFileName = (given: string | undefined, fallback = 'file'): string => {
  const last = (given ?? '').normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}<>:"|?*]/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/^[. ]+|[. ]+$/g, '');
  const name = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(clean) ? `_${clean}` : clean;
  if (!name) return fallback;
  return [...name].length > LONGEST ? shortened(name) : name;
};

/** The extension stays. */
const shortened = (name: string): string => {
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 && name.length - dot <= LONGEST_EXTENSION ? name.slice(dot) : '';
  return `${[...name].slice(0, LONGEST - extension.length).join('')}${extension}`;
};
