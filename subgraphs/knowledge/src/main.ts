import { createAi } from '@prism/ai/createAi';
import { createPool } from '@prism/db/pool';
import { runProcess } from '@prism/graphql-kit/runProcess';
import { createRedisTopics } from '@prism/pubsub/redisTopics';

import { env } from './env.ts';
import { createKnowledgeSubgraph } from './server.ts';

await runProcess('knowledge', async ({ log, onClose }) => {
  const pool = createPool({ connectionString: env.DATABASE_URL, name: 'knowledge' });
  onClose(() => pool.end());
  const topics = createRedisTopics({ url: env.REDIS_URL });
  onClose(() => topics.close());
  const { url, close } = await createKnowledgeSubgraph({
    pool,
    topics,
    ai: createAi(env),
    internalTokenSecret: env.INTERNAL_TOKEN_SECRET,
    port: env.PORT,
    host: env.HOST,
    log,
  });
  onClose(close);
  log.info({ url }, 'listening');
});
