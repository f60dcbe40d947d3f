import { createPool } from '@prism/db/pool';
import { runProcess } from '@prism/graphql-kit/runProcess';
import { createRedisTopics } from '@prism/pubsub/redisTopics';
import { env } from './env.ts';
import { createAnalyticsSubgraph } from './server.ts';

await runProcess('analytics', async ({ log, onClose }) => {
  const pool = createPool({ connectionString: env.DATABASE_URL, name: 'analytics' });
  onClose(() => pool.end());
  const topics = createRedisTopics({ url: env.REDIS_URL });
  onClose(() => topics.close());
  const { url, close } = await createAnalyticsSubgraph({
    pool,
    topics,
    internalTokenSecret: env.INTERNAL_TOKEN_SECRET,
    port: env.PORT,
    host: env.HOST,
    log,
  });
  onClose(close);
  log.info({ url }, 'listening');
});
