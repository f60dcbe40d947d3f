import { runSubgraph } from '@prism/graphql-kit/runSubgraph';

import { env } from './env.ts';
import { createNotificationsSubgraph } from './server.ts';

await runSubgraph('notifications', env, (deps) =>
  createNotificationsSubgraph({
    ...deps,
    owners: { User: env.ORGANIZATIONS_URL, Document: env.KNOWLEDGE_URL, Task: env.TASKS_URL },
  }),
);
