import { runSubgraph } from '@prism/graphql-kit/runSubgraph';
import { env } from './env.ts';
import { createTasksSubgraph } from './server.ts';

await runSubgraph('tasks', env, (deps) =>
  createTasksSubgraph({ ...deps, owners: { User: env.ORGANIZATIONS_URL, Document: env.KNOWLEDGE_URL } }),
);
