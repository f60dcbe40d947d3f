import { createTestDatabase } from './testDatabase.ts';

/** Where a Prism of its own keeps its state: environment for `startStack`, and what removes the state afterwards. */
export interface OwnServices {
  readonly env: Record<string, string>;
  drop(): Promise<void>;
}

/**
 * How far above the given Redis database each one's is. No two share a number: they would take each other's jobs. 7 is for the processes
 * of docker-compose.yml.
 */
const redisDatabases = {
  whole: 1,
  apart: 2,
  crash: 3,
} as const;

/**
 * On services a new database of that server and a Redis database that nobody else has, so that no other stack's worker takes
 * its jobs; embedded nothing, since every stack has its data folder.
 */
export async function createOwnServices(of: keyof typeof redisDatabases): Promise<OwnServices> {
  const redis = process.env['REDIS_URL'];
  if (!process.env['DATABASE_URL'] || !redis) return { env: {}, drop: async () => {} };
  const database = await createTestDatabase();
  const redisUrl = new URL(redis);
  redisUrl.pathname = `/${String(Number(redisUrl.pathname.slice(1)) + redisDatabases[of])}`;
  return { env: { DATABASE_URL: database.url, REDIS_URL: redisUrl.href }, drop: database.drop };
}
