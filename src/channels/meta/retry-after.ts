const secondsUntil = (date: string, now: number): number | null => {
  const moment = Date.parse(date);
  return Number.isNaN(moment) ? null : Math.max(0, Math.ceil((moment - now) / 1_000));
};

/** `estimated_time_to_regain_access` of every account that the header tells of, in minutes. */
const minutesIn = (usage: string): number[] => {
  try {
    const parsed: unknown = JSON.parse(usage);
    if (typeof parsed !== 'object' || parsed === null) return [];
    return Object.values(parsed)
      .flat()
      .map((use: { estimated_time_to_regain_access?: unknown } | null) => use?.estimated_time_to_regain_access)
      .filter((minutes): minutes is number => typeof minutes === 'number' && minutes > 0);
  } catch {
    return [];
  }
};

/**
 * How long the platform asks to wait, in seconds: by `Retry-After`, else by `X-Business-Use-Case-Usage`; null when it does not say.
 * `X-App-Usage` tells how much was used, but not until when.
 * https://developers.facebook.com/docs/graph-api/overview/rate-limiting
 */
export const retryAfterIn = (headers: Headers, now = Date.now()): number | null => {
  const header = headers.get('retry-after')?.trim() ?? '';
  if (/^\d{1,9}$/.test(header)) return Number(header);
  const until = header === '' ? null : secondsUntil(header, now);
  if (until !== null) return until;
  const minutes = minutesIn(headers.get('x-business-use-case-usage') ?? '');
  return minutes.length > 0 ? Math.max(...minutes) * 60 : null;
};
