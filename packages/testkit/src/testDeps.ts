import { createPool, type Pool } from '@prism/db/pool';
import type { LiveTopics } from '@prism/pubsub/liveTopics';
import { createMemoryTopics } from '@prism/pubsub/memoryTopics';
import { createRedisTopics } from '@prism/pubsub/redisTopics';

/** The database of this test run. Throws outside of jest's global setup. */
export function testDatabaseUrl(): string {
  const url = process.env['TEST_DATABASE_URL'];
  if (!url) throw new Error('TEST_DATABASE_URL is not set: run tests through jest.');
  return url;
}

/** A pool on the database of this run; the test file ends it. */
export function testPool(max = 5): Pool {
  return createPool({ connectionString: testDatabaseUrl(), max, name: 'test' });
}

/** Live topics of the kind under test: Redis on services, else in process. The test file closes them. */
export function testTopics(): LiveTopics {
  const url = process.env['TEST_REDIS_URL'];
  return url ? createRedisTopics({ url }) : createMemoryTopics();
}

/** Whether the run is on real PostgreSQL and Redis. */
export const onServices = process.env['TEST_REDIS_URL'] !== undefined;
