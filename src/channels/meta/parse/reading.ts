/** Reads what may be anything: what is not of the form looked for is not there. */
export type Json = Record<string, unknown>;

export const record = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};

export const list = (value: unknown): Json[] => (Array.isArray(value) ? value.map(record) : []);

/** A text that is not empty, or a number written as one. Without what PostgreSQL cannot store: NUL and halves of a pair. */
export const text = (value: unknown): string | null => {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : null;
  if (typeof value !== 'string') return null;
  const clean = value.replaceAll('\u0000', '').toWellFormed();
  return clean === '' ? null : clean;
};

export const number = (value: unknown): number | null => {
  const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof read === 'number' && Number.isFinite(read) ? read : null;
};

/** Below it a moment is in seconds (until the year 5138), from it on in milliseconds (since 1973). */
const FIRST_IN_MILLISECONDS = 100_000_000_000;
const LAST_MOMENT = 8_640_000_000_000_000;

/** WhatsApp writes seconds, Messenger and Instagram milliseconds, and some of their fields seconds again. */
export const momentOrNull = (value: unknown): Date | null => {
  const read = number(value);
  if (read === null || read <= 0) return null;
  const milliseconds = read < FIRST_IN_MILLISECONDS ? read * 1_000 : read;
  return milliseconds <= LAST_MOMENT ? new Date(milliseconds) : null;
};

export const moment = (value: unknown, otherwise: Date): Date => momentOrNull(value) ?? otherwise;
