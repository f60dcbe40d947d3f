import { readEnv } from '@prism/config/env';
import { subgraphEnv } from '@prism/config/fragments';

/** The environment of an analytics process. */
export const env = readEnv(subgraphEnv(4005));
