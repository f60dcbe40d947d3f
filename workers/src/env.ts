import { aiEnv } from '@prism/ai/createAi';
import { channelsEnv } from '@prism/channels/channelsEnv';
import { databaseUrl, logLevel, nodeEnv, port, redisUrl, secretsKeys } from '@prism/config/fragments';
import { z } from 'zod';

import { crawlEnv } from './crawl/crawlEnv.ts';
import { deliveriesEnv } from './deliveries/deliveriesEnv.ts';
import { retentionDays } from './notifications/retentionDays.ts';

const milliseconds = (fallback: number) =>
  z.coerce
    .number({ error: 'must be a number of milliseconds' })
    .int()
    .min(100, 'must be 100 or more')
    .default(fallback);

/** What the workers' process reads from its environment. */
export const workersEnv = {
  NODE_ENV: nodeEnv,
  LOG_LEVEL: logLevel,
  DATABASE_URL: databaseUrl,
  REDIS_URL: redisUrl,
  /** Where `/health`, `/readiness` and `/metrics` are. */
  PORT: port(4010),
  /** How long an outbox row may be with the queue before it is looked after. */
  OUTBOX_RECONCILE_AFTER_MS: milliseconds(30_000),
  /** How long a stopping process waits for running jobs. */
  DRAIN_MS: milliseconds(10_000),
  /** For how long notifications and what became of messages are kept, in days. */
  NOTIFICATION_RETENTION_DAYS: retentionDays,
  /** Opens what endpoints hold and signs links; the notifications subgraph has the same keys. */
  SECRETS_KEY: secretsKeys,
  ...channelsEnv,
  ...crawlEnv,
  ...deliveriesEnv,
  ...aiEnv,
};
