import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Runs what takes no time to speak of unless it does far too much, on so much that this takes longer than a test may. Jest looks at
 * its limit only when others may run, which after a test that waits for nothing is too late.
 */
export async function withinLimit<T>(run: () => T): Promise<T> {
  const result = run();
  await sleep(1);
  return result;
}
