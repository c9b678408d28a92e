/** The invented companies work in Istanbul, which keeps UTC+3 all the year. */
export const IN_ISTANBUL = { timeZone: 'Europe/Istanbul' };
export const OFFSET_HOURS = 3;

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The hour in Istanbul, 0 to 23. */
export const hourOf = (at: Date): number => new Date(at.getTime() + OFFSET_HOURS * HOUR).getUTCHours();

/** The time in Istanbul, `14:05`. */
export const clockOf = (at: Date): string => new Date(at.getTime() + OFFSET_HOURS * HOUR).toISOString().slice(11, 16);
