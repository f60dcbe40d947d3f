import { readEnv } from '@prism/config/env';
import { httpUrl, subgraphEnv } from '@prism/config/fragments';

/** The environment of a notifications process. */
export const env = readEnv({
  ...subgraphEnv(4004),
  ORGANIZATIONS_URL: httpUrl,
  KNOWLEDGE_URL: httpUrl,
  TASKS_URL: httpUrl,
});
