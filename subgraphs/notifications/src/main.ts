import { runSubgraph } from '@prism/graphql-kit/runSubgraph';
import { createRedisPresence } from '@prism/pubsub/presence/redisPresence';

import { env } from './env.ts';
import { createNotificationsSubgraph } from './server.ts';

await runSubgraph('notifications', env, async (deps) => {
  const presence = createRedisPresence({ url: env.REDIS_URL });
  const owners = { User: env.ORGANIZATIONS_URL, Document: env.KNOWLEDGE_URL, Task: env.TASKS_URL };
  const { url, close } = await createNotificationsSubgraph({ ...deps, owners, presence });
  return {
    url,
    close: async () => {
      await close();
      await presence.close();
    },
  };
});
