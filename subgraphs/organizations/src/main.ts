import { createPool } from '@prism/db/pool';
import { runProcess } from '@prism/graphql-kit/runProcess';
import { createRedisTopics } from '@prism/pubsub/redisTopics';
import { env } from './env.ts';
import { createOrganizationsSubgraph } from './server.ts';

await runProcess('organizations', async ({ log, onClose }) => {
  const pool = createPool({ connectionString: env.DATABASE_URL, name: 'organizations' });
  onClose(() => pool.end());
  const topics = createRedisTopics({ url: env.REDIS_URL });
  onClose(() => topics.close());
  const { url, close } = await createOrganizationsSubgraph({
    pool,
    topics,
    apiKeyEnvironment: env.NODE_ENV === 'production' ? 'live' : 'dev',
    internalTokenSecret: env.INTERNAL_TOKEN_SECRET,
    port: env.PORT,
    host: env.HOST,
    log,
  });
  onClose(close);
  log.info({ url }, 'listening');
});
