import { runSubgraph } from '@prism/graphql-kit/runSubgraph';
import { env } from './env.ts';
import { createAnalyticsSubgraph } from './server.ts';

await runSubgraph('analytics', env, createAnalyticsSubgraph);
