import { createSecretKeys } from '@prism/auth/secretKeys';
import { runSubgraph } from '@prism/graphql-kit/runSubgraph';
import { outboundRules } from '@prism/net/outboundEnv';
import { createRedisPresence } from '@prism/pubsub/presence/redisPresence';

import { env } from './env.ts';
import { createNotificationsSubgraph } from './server.ts';

await runSubgraph('notifications', env, async (deps) => {
  const presence = createRedisPresence({ url: env.REDIS_URL });
  const owners = { User: env.ORGANIZATIONS_URL, Document: env.KNOWLEDGE_URL, Task: env.TASKS_URL };
  const endpointParts = {
    secretKeys: createSecretKeys(env.SECRETS_KEY),
    outbound: outboundRules(env),
    vapidPublicKey: env.VAPID_PUBLIC_KEY ?? null,
  };
  const { url, close } = await createNotificationsSubgraph({ ...deps, ...endpointParts, owners, presence });
  return {
    url,
    close: async () => {
      await close();
      await presence.close();
    },
  };
});
