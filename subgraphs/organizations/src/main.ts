import { runSubgraph } from '@prism/graphql-kit/runSubgraph';
import { env } from './env.ts';
import { createOrganizationsSubgraph } from './server.ts';

await runSubgraph('organizations', env, (deps) =>
  createOrganizationsSubgraph({ ...deps, apiKeyEnvironment: env.NODE_ENV === 'production' ? 'live' : 'dev' }),
);
