import { createAi } from '@prism/ai/createAi';
import { createLimits } from '@prism/ai/limits/limitsEnv';
import { runSubgraph } from '@prism/graphql-kit/runSubgraph';

import { env } from './env.ts';
import { createKnowledgeSubgraph } from './server.ts';

await runSubgraph('knowledge', env, async (deps) => {
  const limits = createLimits(env, { redisUrl: env.REDIS_URL });
  const ai = createAi(env, limits);
  const subgraph = await createKnowledgeSubgraph({ ...deps, ai, uploadMaxBytes: env.UPLOAD_MAX_BYTES });
  return {
    ...subgraph,
    async close() {
      await subgraph.close();
      await limits.close();
    },
  };
});
