const longestDelay = 5 * 60_000;

/**
 * How long to wait before the next attempt, in milliseconds: doubling from `backoffMs`, at most five minutes, of which up to
 * half is taken off at random so that jobs that failed together do not come back together. An error's `retryAfter` (seconds)
 * is never undercut.
 */
export function retryDelay(attemptsMade: number, backoffMs: number, error?: unknown): number {
  const ceiling = Math.min(backoffMs * 2 ** Math.max(attemptsMade - 1, 0), longestDelay);
  const jittered = Math.round(ceiling * (0.5 + Math.random() / 2));
  return Math.max(jittered, retryAfterOf(error) * 1_000);
}

function retryAfterOf(error: unknown): number {
  if (typeof error !== 'object' || error === null || !('retryAfter' in error)) return 0;
  const { retryAfter } = error;
  return typeof retryAfter === 'number' && Number.isFinite(retryAfter) ? Math.max(retryAfter, 0) : 0;
}
