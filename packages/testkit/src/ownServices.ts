import { createTestDatabase } from './testDatabase.ts';

/** Where a Prism of its own keeps its state: environment for `startStack`, and what removes the state afterwards. */
export interface OwnServices {
  readonly env: Record<string, string>;
  drop(): Promise<void>;
}

/**
 * On services a new database of that server and the Redis database `redisOffset` above the given one, so that no other
 * stack's worker takes its jobs; embedded nothing, since every stack has its data folder.
 */
export async function createOwnServices(redisOffset: number): Promise<OwnServices> {
  const redis = process.env['REDIS_URL'];
  if (!process.env['DATABASE_URL'] || !redis) return { env: {}, drop: async () => {} };
  const database = await createTestDatabase();
  const redisUrl = new URL(redis);
  redisUrl.pathname = `/${String(Number(redisUrl.pathname.slice(1)) + redisOffset)}`;
  return { env: { DATABASE_URL: database.url, REDIS_URL: redisUrl.href }, drop: database.drop };
}
