/** What `--queries` says; all of them when it says nothing. */
export function readCount(queries?: string): number {
  const count = Number(queries ?? Number.MAX_SAFE_INTEGER);
  if (!Number.isSafeInteger(count) || count < 1) throw new Error('--queries must be a whole number over 0.');
  return count;
}
