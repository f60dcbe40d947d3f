import { readEnv } from '@prism/config/env';
import { subgraphEnv } from '@prism/config/fragments';

/** The environment of an organizations process. */
export const env = readEnv(subgraphEnv(4001));
