import { readEnv } from '@prism/config/env';
import { httpUrl, port, serviceEnv } from '@prism/config/fragments';
import { z } from 'zod';

/** The environment of a notifications process. */
export const env = readEnv({
  ...serviceEnv,
  PORT: port(4004),
  HOST: z.string().default('0.0.0.0'),
  ORGANIZATIONS_URL: httpUrl,
});
