/** Attempts of one message before it is dead: about a day of them. */
export const maxAttempts = 12;

/** What lies between two attempts, in seconds, before jitter: thrice as long each time, up to five hours. */
const firstDelay = 10;
const factor = 3;
const longestDelay = 5 * 3_600;
/** An endpoint may ask for later, but not for a time when nobody cares any more. */
const longestWish = 24 * 3_600;
const jitter = 0.2;

/** What became of an attempt, as far as it decides what follows. */
export type Result =
  | { readonly outcome: 'SENT' }
  | { readonly outcome: 'RETRY'; readonly detail: string; readonly retryAfter?: number | undefined }
  | { readonly outcome: 'FAILED'; readonly detail: string }
  /** Nothing was tried: there is nobody to send to any more. */
  | { readonly outcome: 'CANCELLED'; readonly detail: string };

/** What follows from an attempt: the end, or another one in so many seconds. */
export type Verdict =
  | { readonly status: 'SENT' | 'DEAD' | 'CANCELLED'; readonly reason: string | null }
  | { readonly status: 'AGAIN'; readonly reason: string; readonly inSeconds: number };

/**
 * Decides what follows from attempt number `round` (from 1). `random` is from 0 to 1: attempts that failed together are not made
 * again together, 20 % earlier or later. Never before the other end wished, unless that is more than a day.
 */
export function decide(result: Result, round: number, random: number): Verdict {
  switch (result.outcome) {
    case 'SENT':
      return { status: 'SENT', reason: null };
    case 'CANCELLED':
      return { status: 'CANCELLED', reason: result.detail };
    case 'FAILED':
      return { status: 'DEAD', reason: result.detail };
    case 'RETRY':
      if (round >= maxAttempts)
        return { status: 'DEAD', reason: `${String(round)} attempts, the last: ${result.detail}` };
      return { status: 'AGAIN', reason: result.detail, inSeconds: delayOf(round, random, result.retryAfter) };
  }
}

function delayOf(round: number, random: number, wish = 0): number {
  const delay = Math.min(longestDelay, firstDelay * factor ** (round - 1));
  const spread = delay * (1 - jitter + 2 * jitter * random);
  return Math.max(spread, Math.min(Math.max(0, wish), longestWish));
}
