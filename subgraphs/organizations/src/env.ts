import { readEnv } from '@prism/config/env';
import { port, serviceEnv } from '@prism/config/fragments';
import { z } from 'zod';

/** The environment of an organizations process. */
export const env = readEnv({
  ...serviceEnv,
  PORT: port(4001),
  HOST: z.string().default('0.0.0.0'),
});
