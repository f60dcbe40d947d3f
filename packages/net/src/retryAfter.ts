/**
 * How many seconds to wait by a `retry-after` header, which holds seconds or a date (RFC 9110, 10.2.3), rounded up; `longest` at
 * most, a day unless told. Null when there is none, or none that can be read.
 */
export function readRetryAfter(header: string | null | undefined, longest = 86_400): number | null {
  const value = header?.trim() ?? '';
  const seconds = Math.ceil(/^\d+(\.\d+)?$/.test(value) ? Number(value) : secondsUntil(value));
  return Number.isNaN(seconds) ? null : Math.min(Math.max(seconds, 0), longest);
}

// Every HTTP date begins with the day's name; Date.parse would take far more for a date.
function secondsUntil(date: string): number {
  return /^[A-Z][a-z]+,? /.test(date) ? (Date.parse(date) - Date.now()) / 1000 : NaN;
}
