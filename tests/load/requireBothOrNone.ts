import { UsageError } from './usageError.ts';

/** Throws when one of `DATABASE_URL` and `REDIS_URL` is set and the other is not: it would be left aside without a word. */
export function requireBothOrNone({ DATABASE_URL, REDIS_URL }: NodeJS.ProcessEnv = process.env): void {
  if (Boolean(DATABASE_URL) === Boolean(REDIS_URL)) return;
  const [set, unset] = DATABASE_URL ? ['DATABASE_URL', 'REDIS_URL'] : ['REDIS_URL', 'DATABASE_URL'];
  throw new UsageError(`${set} is set and ${unset} is not: services need both, without them set neither.`);
}
