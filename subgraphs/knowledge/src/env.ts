import { aiEnv } from '@prism/ai/createAi';
import { readEnv } from '@prism/config/env';
import { port, serviceEnv } from '@prism/config/fragments';
import { z } from 'zod';

/** The environment of a knowledge process. */
export const env = readEnv({ ...serviceEnv, ...aiEnv, PORT: port(4002), HOST: z.string().default('0.0.0.0') });
