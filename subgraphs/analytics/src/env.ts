import { readEnv } from '@prism/config/env';
import { port, serviceEnv } from '@prism/config/fragments';
import { z } from 'zod';

/** The environment of an analytics process. */
export const env = readEnv({
  ...serviceEnv,
  PORT: port(4005),
  HOST: z.string().default('0.0.0.0'),
});
