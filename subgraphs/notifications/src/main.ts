import { createPool } from '@prism/db/pool';
import { runProcess } from '@prism/graphql-kit/runProcess';
import { createRedisTopics } from '@prism/pubsub/redisTopics';

import { env } from './env.ts';
import { createNotificationsSubgraph } from './server.ts';

await runProcess('notifications', async ({ log, onClose }) => {
  const pool = createPool({ connectionString: env.DATABASE_URL, name: 'notifications' });
  onClose(() => pool.end());
  const topics = createRedisTopics({ url: env.REDIS_URL });
  onClose(() => topics.close());
  const { url, close } = await createNotificationsSubgraph({
    pool,
    topics,
    owners: { User: env.ORGANIZATIONS_URL },
    internalTokenSecret: env.INTERNAL_TOKEN_SECRET,
    port: env.PORT,
    host: env.HOST,
    log,
  });
  onClose(close);
  log.info({ url }, 'listening');
});
