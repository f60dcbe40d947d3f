import { createAi } from '@prism/ai/createAi';
import { runSubgraph } from '@prism/graphql-kit/runSubgraph';

import { env } from './env.ts';
import { createKnowledgeSubgraph } from './server.ts';

await runSubgraph('knowledge', env, (deps) =>
  createKnowledgeSubgraph({ ...deps, ai: createAi(env), uploadMaxBytes: env.UPLOAD_MAX_BYTES }),
);
