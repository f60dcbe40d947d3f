const longestSeconds = 86_400;

/**
 * How many seconds to wait by a `retry-after` header, which holds seconds or a date (RFC 9110, 10.2.3); a day at most. Null when
 * there is none, or none that can be read.
 */
export function readRetryAfter(header: string | undefined): number | null {
  const value = header?.trim() ?? '';
  const seconds = /^\d+$/.test(value) ? Number(value) : secondsUntil(value);
  return Number.isNaN(seconds) ? null : Math.min(Math.max(seconds, 0), longestSeconds);
}

// Every HTTP date begins with the day's name; Date.parse would take far more for a date.
function secondsUntil(date: string): number {
  return /^[A-Z][a-z]+,? /.test(date) ? Math.ceil((Date.parse(date) - Date.now()) / 1000) : NaN;
}
