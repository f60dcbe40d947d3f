import { readEnv } from '@prism/config/env';
import { httpUrl, subgraphEnv } from '@prism/config/fragments';

/** The environment of a tasks process. */
export const env = readEnv({ ...subgraphEnv(4003), ORGANIZATIONS_URL: httpUrl, KNOWLEDGE_URL: httpUrl });
