import { aiEnv } from '@prism/ai/createAi';
import { readEnv } from '@prism/config/env';
import { subgraphEnv, uploadMaxBytes } from '@prism/config/fragments';

/** The environment of a knowledge process. */
export const env = readEnv({ ...subgraphEnv(4002), ...aiEnv, UPLOAD_MAX_BYTES: uploadMaxBytes });
